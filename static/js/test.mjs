// Bundles the tests and runs them under node's own runner. Arguments name test files, such as `pass`; none means all.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { buildSync } from 'esbuild'

const here = import.meta.dirname
const names = process.argv.slice(2)
const files = readdirSync(join(here, 'test')).filter(f => f.endsWith('.test.ts') && (!names.length || names.includes(f.slice(0, -8))))
const out = mkdtempSync(join(tmpdir(), 'wallet-test-'))
try {
  buildSync({
    absWorkingDir: here,
    entryPoints: files.map(f => `test/${f}`),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
  })
  const built = readdirSync(out).map(f => join(out, f))
  const ran = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...built], { stdio: 'inherit', cwd: here })
  process.exitCode = ran.status ?? 1
} finally {
  rmSync(out, { recursive: true })
}
