import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What `xingfu demo --json` prints when it is ready. */
export interface Demo {
  url: string
  accounts: { login: string; password: string; name: string; role: string; unit: string }[]
}

/** Starts the real program with a fresh demo for all tests, and stops it after them. */
export default async function start(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'xingfu-e2e-'))
  const program = spawn('../bin/xingfu', ['demo', '--listen', '127.0.0.1:0', '--data', data, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XINGFU_DATABASE_URL: '' },
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
