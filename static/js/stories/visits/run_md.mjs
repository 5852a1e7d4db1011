import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { begins, content, gathers, handsIn, overview, writes } from '../organizing.mjs'
import { openPost } from '../post.mjs'
import { until } from '../until.mjs'

export const tells = 'an operator follows docs/run.md word for word, with a mail server and a certificate of their own, up to a served home page and a first open petition'
export const when = 'asked'

const root = join(import.meta.dirname, '../../../..')

export async function run({ visitorsOf, oneTime }) {
  const begun = performance.now()
  const s = await founded()
  try {
    const v = visitorsOf({ base: s.base, code: to => s.code(to), oneTime })
    await opens(v, s)
    await v.end()
    console.log(`   from the unpacked programs to an open petition: ${((performance.now() - begun) / 1000).toFixed(0)} s of a machine's time`)
  } finally {
    s.end()
  }
}

/** The blocks of shell in "Begin", in their order. */
function blocks() {
  const begin = /\n## Begin\n([^]*?)\n## /.exec(readFileSync(join(root, 'docs/run.md'), 'utf8'))[1]
  return [...begin.matchAll(/```sh\n([^]*?)```/g)].map(([, text]) => text)
}

/** Runs them in one shell. What differs is only what is ours: the block "yours", the ports, and how fast counts move. */
async function founded() {
  const dir = mkdtempSync(join(tmpdir(), 'run-md-'))
  const post = await openPost()
  const [secure, plain, port] = await Promise.all([freePort(), freePort(), freePort()])
  const site = `localhost:${secure}`
  certificate(dir)
  mkdirSync(join(dir, 'nginx'))
  writeFileSync(join(dir, 'people.csv'), ['name,email', ...people.map((p, i) => `Person ${'ABC'[i]},${p}`), ''].join('\n'))
  writeFileSync(join(dir, 'nginx.conf'), `pid ${dir}/nginx.pid; error_log ${dir}/error.log; events {} http { access_log off; client_body_temp_path ${dir}/b; proxy_temp_path ${dir}/p; fastcgi_temp_path ${dir}/f; uwsgi_temp_path ${dir}/u; scgi_temp_path ${dir}/s; include ${dir}/nginx/*; }`)
  const ours = [
    'set -euo pipefail',
    `SITE=${site} FOLDER=${dir}/site MAIL=127.0.0.1:${post.port} PEOPLE=${dir}/people.csv NGINX=${dir}/nginx DOCS=${root}/docs`,
    `export PATH=${root}/bin:$PATH:/usr/sbin RR_LISTEN=127.0.0.1:${port} RR_SEAL_MIN=1 RR_SEAL_EVERY=1s CURL_CA_BUNDLE=${dir}/ca.pem SSL_CERT_FILE=${dir}/ca.pem`,
    `nginx() { sed -i 's|listen 80 |listen 127.0.0.1:${plain} |; s|listen 443 |listen 127.0.0.1:${secure} |; /listen \\[::\\]/d; s|127.0.0.1:8080|127.0.0.1:${port}|; s|/etc/ssl/[^/]*/|${dir}/|' ${dir}/nginx/roundrobin; case $1 in -t) command nginx -c ${dir}/nginx.conf -t;; *) command nginx -c ${dir}/nginx.conf;; esac; }`,
    "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT",
  ]
  const script = [...ours, ...blocks().map(b => b.replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)), 'echo THE-SITE-STANDS', 'wait'].join('\n')
  const shell = spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'pipe'], cwd: dir, detached: true })
  let said = ''
  for (const out of [shell.stdout, shell.stderr]) out.on('data', b => (said += b))
  let gone = false
  shell.once('exit', () => (gone = true))
  const end = () => {
    if (!gone) process.kill(-shell.pid, 'SIGTERM')
    spawnSync('nginx', ['-c', `${dir}/nginx.conf`, '-s', 'quit'], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } })
    post.close()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    await until('the site stands', () => said.includes('THE-SITE-STANDS') || gone, 240_000)
    assert.ok(said.includes('THE-SITE-STANDS'), `the commands of run.md ended:\n${said}`)
  } catch (error) {
    end()
    throw error
  }
  const seen = new Map()
  return {
    end,
    base: `https://${site}`,
    member: { name: 'Inés Roca', key: /(?:[a-z2-7]{4}-){7}[a-z2-7]{4}/.exec(said)[0], secret: /secret=([A-Z2-7]+)/.exec(said)[1] },
    /** The code in the next mail to somebody. */
    code: to => until(`a code for ${to}`, () => {
      const mine = post.mails.filter(m => m.to === to)
      if (mine.length <= (seen.get(to) ?? 0)) return false
      seen.set(to, mine.length)
      return /(\d{3})\s?(\d{3})/.exec(/^Subject: (.*)$/im.exec(mine.at(-1).text)[1]).slice(1).join('')
    }),
  }
}

const people = ['clara@meridian.example', 'noah@meridian.example', 'ada@meridian.example']

/** One writes, two sponsor, the first admin lets it open. */
async function opens(visitors, s) {
  const own = { ignoreHTTPSErrors: true } // the browser does not know our authority; curl and recount did
  const author = await visitors.visitor(own)
  await author.collects(people[0])
  const id = await begins(author, content.title)
  await writes(author, content)
  await handsIn(author)
  await overview(author)
  await gathers(author)
  const state = () => author.page.evaluate(async p => (await (await fetch(`/petitions/${p}.json`)).json()).state, id).catch(() => '')
  await until('everybody sees it', async () => (await state()) === 'gathering', 60_000)
  for (const person of people.slice(1)) {
    const sponsor = await visitors.visitor(own)
    await sponsor.collects(person)
    await sponsor.go(`/petitions/${id}`)
    await sponsor.stand('sign', 'ready')
    await sponsor.does('sign')
    await sponsor.stand('sign', 'promised', 'counted')
  }
  await until('it has its sponsors', async () => (await state()) === 'review', 60_000)
  const admin = await visitors.visitor(own)
  await admin.signsIn(s.member)
  await admin.go(`/office/petitions/${id}`)
  await admin.page.click('form[action$="/open"] button')
  await admin.page.getByText('It is open.').waitFor()
  assert.equal(await state(), 'open')
}

/** An authority, and a certificate of it for localhost. */
function certificate(dir) {
  const script = `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 2 -subj '/CN=An authority of our own' -addext basicConstraints=critical,CA:TRUE
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out own.csr -subj /CN=localhost
    printf 'subjectAltName=DNS:localhost' > ext
    openssl x509 -req -in own.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile ext -out own.pem
    cat own.pem ca.pem > fullchain.pem`
  const made = spawnSync('bash', ['-euc', script], { cwd: dir })
  assert.equal(made.status, 0, String(made.stderr))
}

function freePort() {
  return new Promise(told => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => told(port))
    })
  })
}
