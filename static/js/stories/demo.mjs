// The server under the stories: the built demo, with some newcomers on its roster, and what can be asked of it without a browser.
import { execFile, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openPost } from './post.mjs'
import { until } from './until.mjs'

const root = join(import.meta.dirname, '../../..')
const bin = name => join(root, 'bin', name)
const run = (program, args, options) => promisify(execFile)(program, args, { env, ...options })
/** The stores are named by flags, so that a site alone has files of its own wherever the others' are. */
const { RR_IDENTITY: _desk, RR_BOOTH: _booth, ...env } = process.env
const PATIENCE = 240_000 // ms for the demo to be ready, on however busy a machine: how long it took is printed

/** People who join the company for the stories; the demo knows nothing of them. Each collects a book at most once. */
const newcomers = ['Luz Newcomer', 'Ada Newcomer', 'Bela Newcomer', 'Cora Newcomer', 'Dana Newcomer', 'Edda Newcomer', 'Finn Newcomer',
  'Gita Newcomer', 'Hugo Newcomer', 'Ines Newcomer', 'Juri Newcomer', 'Kaja Newcomer',
  'Lena Newcomer', 'Milo Newcomer', 'Nora Newcomer', 'Olga Newcomer', 'Pavo Newcomer', 'Paul Newcomer', 'Rosa Newcomer', 'Siri Newcomer',
  'Timo Newcomer', 'Ulla Newcomer', 'Vera Newcomer', 'Wim Newcomer', 'Xaver Newcomer', 'Ylva Newcomer', 'Zeno Newcomer',
  'Anja Newcomer', 'Boris Newcomer', 'Clara Newcomer',
  'Anna Newcomer', 'Bodo Newcomer', 'Cleo Newcomer', 'Dirk Newcomer', 'Enzo Newcomer', 'Fleur Newcomer', 'Gero Newcomer', 'Hana Newcomer', 'Ivo Newcomer', 'Jana Newcomer',
  'Kuno Newcomer', 'Lars Newcomer', 'Mira Newcomer', 'Nils Newcomer', 'Otto Newcomer', 'Pia Newcomer', 'Quinn Newcomer', 'Ruth Newcomer', 'Sven Newcomer', 'Tara Newcomer', 'Udo Newcomer', 'Vito Newcomer', 'Wanda Newcomer', 'Yves Newcomer', 'Zoe Newcomer', 'Abel Newcomer']
/** Drivers who have no company mail: they check in with a code on paper. */
const paperless = Array.from({ length: 24 }, (_, i) => `Driver ${'ABCDEFGHIJKLMNOPQRSTUVWX'[i]},,Drivers and fleet,Leeds,employee,M8000${10 + i}`)
const addressOf = name => `${name.toLowerCase().replace(' ', '.')}@meridian.example`

/** The demo with this folder, on a free port, once it is ready. */
async function launch(data, ...more) {
  const base = `http://127.0.0.1:${await freePort()}`
  const server = spawn(bin('roundrobin'), ['demo', '--listen', new URL(base).host, '--data', data, ...more], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const said = { out: '', err: '' }
  server.stdout.on('data', b => (said.out += b))
  server.stderr.on('data', b => (said.err += b))
  const gone = new Promise(r => server.once('exit', (code, signal) => r({ code, signal })))
  process.once('exit', () => server.kill('SIGKILL')) // also when a story's harness breaks
  const ready = until('the demo is ready', () => said.out.includes(`ready ${base}`), PATIENCE)
  const early = gone.then(({ code }) => Promise.reject(new Error(`the demo ended with ${code}\n${said.err}`)))
  await Promise.race([ready, early])
  early.catch(() => {}) // from now on it may end
  return { base, server, said, gone }
}

export const startDemo = (...more) => start(process.env.RR_IDENTITY ? ['--identity', process.env.RR_IDENTITY, '--booth', process.env.RR_BOOTH] : [], more)

/** A demo for one story alone, on files wherever the others are: what is done there to everybody is done to nobody else. */
export const startAlone = (...more) => start([], more)

async function start(stores, more) {
  const data = mkdtempSync(join(tmpdir(), 'stories-'))
  const begun = performance.now()
  const signIn = `http://127.0.0.1:${await freePort()}` // where the company's own sign-in is, once a story opens it
  const { base, server, said, gone } = await launch(data, ...stores, '--sign-in', signIn, ...more)
  const took = performance.now() - begun
  const people = await hire(data, stores, base)
  const command = await commandOf(data, stores, base)
  const json = async path => (await fetch(base + path)).json()
  /** The newest mail to an address, once there are so many. */
  const mail = (to, count = 1) => until(`mail to ${to}`, async () => {
    const mails = await json(`/dev/mail.json?to=${encodeURIComponent(to)}`)
    return mails.length >= count && mails[0]
  })
  return {
    base, data, took, json, mail, signIn,
    store: stores.length ? 'PostgreSQL' : 'SQLite',
    /** What a steward does by `roundrobin program …`; what it printed. A refusal rejects with its sentence. */
    office: (...args) => command('program', ...args),
    /** The address of a person who has done nothing yet. */
    newcomer: () => people.pop() ?? raise('no newcomers are left: add one to demo.mjs'),
    /** The roster as it stands, as a file. */
    rosterFile: () => rosterOf(newcomers),
    /** The code in the newest mail. */
    async code(to, count = 1) {
      const { subject } = await mail(to, count)
      return /(\d{3})\s?(\d{3})/.exec(subject)?.slice(1).join('') ?? raise(`no code in ${subject}`)
    },
    /** Lets somebody work in the office, as an operator does, and gives what they sign in with. */
    async member(name, role) {
      const { origin } = await json('/now.json')
      const { stdout } = await run(bin('roundrobin'), ['office', 'add', name, '--role', role, '--data', data, '--origin', origin, '--key-file', join(data, 'master.key'), ...stores])
      return { name, key: /(?:[a-z2-7]{4}-){7}[a-z2-7]{4}/.exec(stdout)[0], secret: /secret=([A-Z2-7]+)/.exec(stdout)[1] }
    },
    oneTime,
    /** A wallet without a browser: `tells` runs one of its commands, with what it reads from standard input. */
    async wallet(name, address) {
      const file = join(data, `${name}.wallet`)
      const tells = (command, input, ...args) => new Promise((ok, no) => {
        const child = spawn(bin('roundrobin'), ['wallet', command, file, ...args], { env })
        const said = []
        for (const out of [child.stdout, child.stderr]) out.on('data', b => said.push(b))
        child.once('exit', code => (code ? no(new Error(`wallet ${command} ends with ${code}: ${said.join('')}`)) : ok(said.join(''))))
        if (input !== null) child.stdin.end(input)
        else mail(address).then(({ subject }) => child.stdin.end(/(\d{3})\s?(\d{3})/.exec(subject).slice(1).join('') + '\n'), no)
      })
      await tells('new', '')
      await tells('collect', null, '--site', base, '--address', address)
      return tells
    },
    petition: async title => (await json('/now.json')).petitions.find(p => p.title.includes(title)) ?? raise(`no petition ${title}`),
    /** The link or the code in the newest mail to somebody of leadership whose subject begins so and names the petition. */
    answerMail: (to, begins, title) => until(`mail to ${to}: ${begins} ${title}`, async () => {
      const mails = await json(`/dev/mail.json?to=${encodeURIComponent(to)}`)
      const found = mails.find(m => m.subject.startsWith(begins) && m.subject.includes(title))
      return found && { id: found.id, link: /\/respond#[\w-]{43}/.exec(found.text)[0], code: /type (\w{4}-\w{4}-\w{4})/.exec(found.text)[1] }
    }, PATIENCE),
    /** Runs a command of an operator's beside the running site. */
    async operator(...args) {
      const { origin } = await json('/now.json')
      return (await run(bin('roundrobin'), [...args, '--data', data, '--origin', origin, '--base', base, '--key-file', join(data, 'master.key'), ...stores])).stdout
    },
    /** Sends the month's general letter to one of the company, as an operator does beside the running site, and gives the mails that went. */
    async staffLetter(address) {
      const [file, post, { origin }] = [join(data, 'letter.csv'), await openPost(), await json('/now.json')]
      writeFileSync(file, readFileSync(join(root, 'cmd/roundrobin/demo/roster.csv'), 'utf8').split('\n').filter((row, n) => !n || row.includes(`,${address},`)).join('\n'))
      const mail = ['--mail-host', '127.0.0.1', '--mail-port', `${post.port}`, '--mail-tls', 'none', '--mail-from', 'notices@meridian.example']
      await run(bin('roundrobin'), ['letter', 'send', file, '--staff-letter', 'on', ...mail, '--data', data, '--origin', origin, '--base', base, '--key-file', join(data, 'master.key'), ...stores])
      rmSync(file)
      post.close()
      return post.mails
    },
    /**
     * The same site once more, with all its keys, on a port of its own: from now on each goes its own way. It stands still while it is
     * copied. For the stores that are files only.
     */
    async twin() {
      const copy = mkdtempSync(join(tmpdir(), 'stories-twin-'))
      server.kill('SIGSTOP')
      try {
        cpSync(data, copy, { recursive: true })
      } finally {
        server.kill('SIGCONT')
      }
      const other = await launch(copy)
      const joined = [...newcomers]
      return {
        base: other.base,
        outside: outsideOf(other.base),
        /** Adds lines to its ledger, as the next roster does, in which somebody else has joined the company. */
        grow: () => hire(copy, [], other.base, joined.push(`Twin Newcomer${joined.length}`) && joined),
        async stop() {
          other.server.kill('SIGTERM')
          await other.gone
          rmSync(copy, { recursive: true, force: true })
        },
      }
    },
    /** Gives a petition so many comments, each of them flagged. */
    async seedFlags(n) {
      const { petitions, day } = await json('/now.json')
      const { id } = petitions.find(p => p.voice)
      await run('go', ['run', './static/js/stories/seed', '--booth', process.env.RR_BOOTH ?? join(data, 'booth.db'), '--petition', id, '--day', day, '--flags', `${n}`], { cwd: root })
    },
    recount: async () => JSON.parse((await run(bin('recount'), ['--json', base], { maxBuffer: 1 << 26 })).stdout),
    /** recount as an outsider runs it, with more flags: its exit code and what it prints. */
    outside: outsideOf(base),
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

const outsideOf = base => (...flags) =>
  run(bin('recount'), ['--json', ...flags, base], { maxBuffer: 1 << 26 }).then(({ stdout }) => ({ code: 0, out: stdout }), e => ({ code: e.code, out: e.stdout }))

/** The one-time code of now (RFC 6238), from a secret in base32. */
function oneTime(secret, at = Date.now()) {
  const bits = [...secret].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(step).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Nothing broke, and no log line holds an address, an agent or a path. */
function complaints(log) {
  const bad = log.split('\n').filter(l => /level=ERROR|panic|127\.0\.0\.1:\d+ |Mozilla|HeadlessChrome|@meridian|\/petitions\/[a-z2-7]{16}/.test(l))
  return bad.length ? bad.slice(0, 10).join('\n') : ''
}

/** Runs the binary on the demo's stores, as an operator would beside the running site. */
async function commandOf(data, stores, base) {
  const { origin } = await (await fetch(`${base}/now.json`)).json()
  const shared = ['--data', data, '--origin', origin, '--key-file', join(data, 'master.key'), ...stores]
  return async (...args) => (await run(bin('roundrobin'), [...args, ...shared])).stdout
}

/** The company's roster, with some who joined, and the drivers without mail. */
function rosterOf(joined) {
  const roster = readFileSync(join(root, 'cmd/roundrobin/demo/roster.csv'), 'utf8').trimEnd()
  const rows = joined.map((name, i) => `${name},${addressOf(name)},Planning and routing,Leeds,employee,M9${`${i}`.padStart(5, "0")}`)
  return [roster, ...rows, ...paperless, ''].join('\n')
}

/** Newcomers come as they do on a real site: by the next roster, while the site runs. */
async function hire(data, stores, base, all = newcomers) {
  const file = join(data, 'next-roster.csv')
  writeFileSync(file, rosterOf(all))
  const { origin } = await (await fetch(`${base}/now.json`)).json()
  const key = ['--key-file', join(data, 'master.key')]
  await run(bin('roundrobin'), ['roster', 'import', file, '--ways', 'email,codes', '--data', data, '--origin', origin, ...key, ...stores])
  rmSync(file)
  return all.map(addressOf).reverse()
}

/** A port that nobody is given by the system while the demo is not there yet: those begin at 32768. */
async function freePort() {
  for (let tries = 0; tries < 100; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const free = await new Promise(told => {
      const server = createServer().once('error', () => told(false))
      server.listen(port, '127.0.0.1', () => server.close(() => told(true)))
    })
    if (free) return port
  }
  throw new Error('no port is free')
}

function raise(what) {
  throw new Error(what)
}
