import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What `xingfu demo --json` prints when it is ready. */
export interface Demo {
  url: string
  accounts: { login: string; password: string; name: string; role: string; unit: string }[]
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port was free.')
  return address.port
}

/** Starts the real program with a fresh demo for all tests, and stops it after them. */
export default async function start(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'xingfu-e2e-'))
  const port = await freePort()
  const program = spawn('../bin/xingfu', ['demo', '--listen', `127.0.0.1:${port}`, '--data', data, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Passkeys belong to a name, which an address of digits is not.
    env: { ...process.env, XINGFU_DATABASE_URL: '', XINGFU_PUBLIC_URL: `http://localhost:${port}` },
  })
  const demo = await new Promise<Demo>((resolve, reject) => {
    createInterface({ input: program.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    program.once('error', reject)
    program.once('exit', (code) => reject(new Error(`xingfu demo ended with ${code} before it was ready`)))
  })
  process.env.XINGFU_E2E_DEMO = JSON.stringify(demo)
  return async () => {
    const ended = new Promise((resolve) => program.once('exit', resolve))
    program.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}
