import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** An OpenID provider that runs, with the client xingfu. */
export interface OpenId {
  issuer: string
  secret: string
  /** Gives it a person. */
  has(id: string, person: { login: string; password: string; name: string; groups: string[] }): Promise<void>
  stop(): void
}

/** Runs the provider of the Go tests. People come back from it to home/log-in/name. */
export async function startOpenId(home: string, name: string): Promise<OpenId> {
  const folder = mkdtempSync(join(tmpdir(), 'openid-'))
  const path = join(folder, 'openid')
  execFileSync('go', ['build', '-o', path, './internal/platform/provider/providertest/openid'], { cwd: '..' })
  const secret = 'a secret of the client'
  const program = spawn(path, ['--client', 'xingfu', '--secret', secret, '--home', home, '--name', name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const issuer = await new Promise<string>((resolve, reject) => {
    createInterface({ input: program.stdout }).once('line', resolve)
    program.once('error', reject)
  })
  return {
    issuer,
    secret,
    async has(id, person) {
      const answer = await fetch(`${issuer}/control`, {
        method: 'POST',
        body: JSON.stringify({ people: { [id]: person } }),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    stop() {
      program.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
