// The server under the stories: the built demo, with some newcomers on its roster, and what can be asked of it without a browser.
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { until } from './until.mjs'

const root = join(import.meta.dirname, '../../..')
const bin = name => join(root, 'bin', name)
const run = promisify(execFile)
const PATIENCE = 180_000 // ms for the demo to be ready on a busy machine

/** People who join the company for the stories; the demo knows nothing of them. Each collects a book at most once. */
const newcomers = ['Ada Newcomer', 'Bela Newcomer', 'Cora Newcomer', 'Dana Newcomer', 'Edda Newcomer', 'Finn Newcomer',
  'Gita Newcomer', 'Hugo Newcomer', 'Ines Newcomer', 'Juri Newcomer', 'Kaja Newcomer',
  'Lena Newcomer', 'Milo Newcomer', 'Nora Newcomer',
  'Olga Newcomer', 'Pavel Newcomer', 'Rena Newcomer', 'Sven Newcomer']
const addressOf = name => `${name.toLowerCase().replace(' ', '.')}@meridian.example`

export async function startDemo() {
  const data = mkdtempSync(join(tmpdir(), 'stories-'))
  const stores = process.env.RR_IDENTITY ? ['--identity', process.env.RR_IDENTITY, '--booth', process.env.RR_BOOTH] : []
  const begun = performance.now()
  const base = `http://127.0.0.1:${await freePort()}`
  const server = spawn(bin('roundrobin'), ['demo', '--listen', new URL(base).host, '--data', data, ...stores], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  server.stdout.on('data', b => (said.out += b))
  server.stderr.on('data', b => (said.err += b))
  const gone = new Promise(r => server.once('exit', (code, signal) => r({ code, signal })))
  process.once('exit', () => server.kill('SIGKILL')) // also when a story's harness breaks
  const ready = until('the demo is ready', () => said.out.includes(`ready ${base}`), PATIENCE)
  const early = gone.then(({ code }) => Promise.reject(new Error(`the demo ended with ${code}\n${said.err}`)))
  await Promise.race([ready, early])
  const took = performance.now() - begun
  early.catch(() => {}) // from now on it may end
  const people = await hire(data, stores, base)
  const json = async path => (await fetch(base + path)).json()
  /** The newest mail to an address, once there are so many. */
  const mail = (to, count = 1) => until(`mail to ${to}`, async () => {
    const mails = await json(`/dev/mail.json?to=${encodeURIComponent(to)}`)
    return mails.length >= count && mails[0]
  })
  return {
    base, data, took, json, mail,
    store: stores.length ? 'PostgreSQL' : 'SQLite',
    /** The address of a person who has done nothing yet. */
    newcomer: () => people.pop() ?? raise('no newcomers are left: add one to demo.mjs'),
    /** The code in the newest mail. */
    async code(to, count = 1) {
      const { subject } = await mail(to, count)
      return /(\d{3})\s?(\d{3})/.exec(subject)?.slice(1).join('') ?? raise(`no code in ${subject}`)
    },
    petition: async title => (await json('/now.json')).petitions.find(p => p.title.includes(title)) ?? raise(`no petition ${title}`),
    recount: async () => JSON.parse((await run(bin('recount'), ['--json', base], { maxBuffer: 1 << 26 })).stdout),
    roster: () => readFileSync(join(root, 'cmd/roundrobin/demo/roster.csv'), 'utf8').trim().split('\n').slice(1).map(row => row.split(',')),
    /** Ends the server as an operator would, and tells what it should not have done. */
    async stop() {
      server.kill('SIGTERM')
      const end = await Promise.race([gone, new Promise(r => setTimeout(r, 15_000, 'it does not end'))])
      rmSync(data, { recursive: true, force: true })
      if (end === 'it does not end') return server.kill('SIGKILL'), end
      if (end.code !== 0) return `it ended with ${end.code ?? end.signal}\n${said.err}`
      return complaints(said.err)
    },
  }
}

/** Nothing broke, and no log line holds an address, an agent or a path. */
function complaints(log) {
  const bad = log.split('\n').filter(l => /level=ERROR|panic|127\.0\.0\.1:\d+ |Mozilla|HeadlessChrome|@meridian|\/petitions\/[a-z2-7]{16}/.test(l))
  return bad.length ? bad.slice(0, 10).join('\n') : ''
}

/** Newcomers come as they do on a real site: by the next roster, while the site runs. */
async function hire(data, stores, base) {
  const file = join(data, 'next-roster.csv')
  const roster = readFileSync(join(root, 'cmd/roundrobin/demo/roster.csv'), 'utf8').trimEnd()
  const rows = newcomers.map((name, i) => `${name},${addressOf(name)},Planning and routing,Leeds,employee,M90000${i}`)
  writeFileSync(file, [roster, ...rows, ''].join('\n'))
  const { origin } = await (await fetch(`${base}/now.json`)).json()
  const key = ['--key-file', join(data, 'master.key')]
  await run(bin('roundrobin'), ['roster', 'import', file, '--data', data, '--origin', origin, ...key, ...stores])
  rmSync(file)
  return newcomers.map(addressOf).reverse()
}

function freePort() {
  return new Promise((found, failed) => {
    const server = createServer().once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => found(port))
    })
  })
}

function raise(what) {
  throw new Error(what)
}
