// The company's own sign-in beside the demo, at the address that the demo was told of: zitadel's example provider, built when it is first needed.
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { until } from './until.mjs'

const root = join(import.meta.dirname, '../../..')

export async function openCompany(issuer) {
  const folder = mkdtempSync(join(tmpdir(), 'company-'))
  const file = join(folder, 'provider')
  await promisify(execFile)('go', ['build', '-o', file, './static/js/stories/provider'], { cwd: root })
  const server = spawn(file, [new URL(issuer).host], { stdio: 'ignore' })
  process.once('exit', () => server.kill('SIGKILL'))
  await until('the company signs people in', () => fetch(`${issuer}/.well-known/openid-configuration`).then(r => r.ok, () => false), 60_000)
  return {
    close() {
      server.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
