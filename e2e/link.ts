import { connect, createServer, type Server, type Socket } from 'node:net'

const bitsPerSecond = 9600
const latency = 600 // milliseconds, each way
const roundTrip = 2 * latency
const packet = 1400 // bytes of content
const packetHead = 40 // bytes of IP and TCP

/** One way of the link: what is sent waits for what was sent before, whatever the connection. */
class Lane {
  bytes = 0
  private free = 0

  /** Gives the moment when these bytes arrive at the other end. */
  send(bytes: number): number {
    this.bytes += bytes
    this.free = Math.max(Date.now(), this.free) + (bytes * 8000) / bitsPerSecond
    return this.free + latency
  }
}

/**
 * A satellite link of 9.6 kbit/s and 600 ms each way before the running program. It can break, as links do, in the
 * worst moment: requests still arrive, but no answer comes back.
 */
export class Link {
  private readonly up = new Lane()
  private readonly down = new Lane()
  private readonly open = new Set<Socket>()
  private connections = 0
  private exchanges = 0
  private broken = false
  private onLost: (() => void) | undefined

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(address: string): Promise<Link> {
    const { hostname, port } = new URL(address)
    let link: Link
    const server = createServer((near) => link.join(near, connect(Number(port), hostname)))
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const at = server.address()
    if (at === null || typeof at === 'string') throw new Error('no address')
    link = new Link(server, `http://127.0.0.1:${at.port}`)
    return link
  }

  /** Breaks the link: answers are lost from now on, with their connections. Resolves when the first one is. */
  async break(): Promise<void> {
    this.broken = true
    await new Promise<void>((lost) => {
      this.onLost = lost
    })
  }

  mend(): void {
    this.broken = false
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy()
    await new Promise((done) => this.server.close(done))
  }

  /**
   * The seconds for which the link was needed up to now, computed from what passed: the bytes of both ways with the
   * heads of their packets and acknowledgements, a round trip for each connection and one for each request.
   */
  seconds(): number {
    const wire = (bytes: number) => bytes + 2 * packetHead * Math.ceil(bytes / packet)
    const bits = 8 * (wire(this.up.bytes) + wire(this.down.bytes))
    return bits / bitsPerSecond + ((this.connections + this.exchanges) * roundTrip) / 1000
  }

  said(): string {
    return `${this.up.bytes} bytes up, ${this.down.bytes} bytes down, ${this.connections} connections, ${this.exchanges} requests: ${this.seconds().toFixed(1)} s`
  }

  private join(near: Socket, far: Socket): void {
    const readyAt = Date.now() + roundTrip // the handshake
    let asking = false
    let used = false
    for (const socket of [near, far]) {
      this.open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        this.open.delete(socket)
        const other = socket === near ? far : near
        setTimeout(() => other.destroy(), roundTrip)
      })
    }
    near.on('data', (data) => {
      if (!used) this.connections++
      used = true
      if (!asking) this.exchanges++
      asking = true
      deliver(this.up, data, far, readyAt)
    })
    far.on('data', (data) => {
      asking = false
      if (!this.broken) return deliver(this.down, data, near, readyAt)
      near.destroy()
      this.onLost?.()
    })
  }
}

/** Hands data over as it trickles in, a packet at a time. */
function deliver(lane: Lane, data: Buffer, to: Socket, notBefore: number): void {
  for (let at = 0; at < data.length; at += packet) {
    const part = data.subarray(at, at + packet)
    const arrives = Math.max(lane.send(part.length), notBefore)
    setTimeout(() => !to.destroyed && to.write(part), arrives - Date.now())
  }
}
