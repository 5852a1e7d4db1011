import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../until.mjs'

export const tells = 'the wallet follows the ledger, keeps a receipt, and covers the page when the ledger shrinks or a promise is broken'

export async function run({ visitor, newcomer, petition, base, outside }) {
  const of = await petition('Count Badge days')
  const read = async path => Buffer.from(await (await fetch(base + path)).arrayBuffer())
  const older = (await read('/log/checkpoint')).toString()
  const dir = mkdtempSync(join(tmpdir(), 'papers-'))
  try {
    const v = await visitor()
    await receipt(v, newcomer(), of, read)
    await shrunk(v, older, dir, outside)
    await brokenPromise(await visitor({ width: 390, dark: true }), newcomer(), of, dir, outside)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

const papersOf = v => v.page.locator('dialog [data-rows=papers] code').allTextContents()

/** What the page offers to save, as files. */
async function saved(v, n, dir) {
  const files = []
  v.page.on('download', d => files.push(d.saveAs(join(dir, d.suggestedFilename())).then(() => join(dir, d.suggestedFilename()))))
  await v.does('save-alarm')
  for (const end = Date.now() + 20_000; files.length < n && Date.now() < end; ) await v.page.waitForTimeout(100)
  return Promise.all(files)
}

async function receipt(v, address, of, read) {
  await v.collects(address)
  await v.go(`/petitions/${of.id}`)
  await v.stand('sign', 'ready')
  await v.does('sign')
  await v.stand('sign', 'counted')
  await v.go('/wallet')
  await v.stand('passes', 'held')
  await v.page.click('.mine summary')
  const shown = await v.page.locator('.mine [data-fill=receipt]').textContent()
  const end = shown.indexOf('\n\n')
  const [head, at, ...path] = shown.slice(0, end).split('\n')
  const [, size, root] = shown.slice(end + 2).split('\n')
  assert.equal(head, 'c2sp.org/tlog-proof@v1')
  const index = Number(/^index (\d+)$/.exec(at)[1])
  const width = Math.min(256, size - (index - (index % 256)))
  const bundle = await read(`/log/tile/entries/${String(Math.floor(index / 256)).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`)
  const leaf = leafOf(bundle, index % 256)
  assert.match(leaf.toString(), new RegExp(`^roundrobin/v1 signature\\n.*\\n${of.id}\\n`))
  assert.equal(rootBy(leaf, index, Number(size), path), root, 'the receipt proves the leaf under its checkpoint')
  await v.readable()
  assert.ok(!(await v.page.locator('dialog').isVisible()))
}

/** Everything shown is real and signed by the log: an older state, after a newer one. That may be an old copy, and it is told so. */
async function shrunk(v, older, dir, outside) {
  await v.context.route('**/log/checkpoint', route => route.fulfill({ contentType: 'text/plain; charset=utf-8', body: older }))
  await v.go('/petitions')
  await v.stand('alarm', 'shrunk')
  await v.readable()
  const papers = await papersOf(v)
  assert.equal(papers.length, 2)
  assert.equal(papers[1], older)
  const files = await saved(v, 2, dir)
  assert.equal(files.length, 2)
  await v.does('alarm-heard')
  assert.ok(!(await v.page.locator('dialog').isVisible()))
  await v.context.unrouteAll({ behavior: 'ignoreErrors' })
  await v.go('/')
  await v.page.waitForTimeout(1500)
  assert.ok(!(await v.page.locator('dialog').isVisible()), 'once heard, it lets this tab read on')
  await v.go('/wallet')
  await v.stand('alarm', 'shrunk')
  // The state that the wallet had kept is one that everybody can hold against the log.
  const { code } = await outside('--seen', files[0])
  assert.equal(code, 0, 'the real log leads on from both')
}

/** The site shows no more of its ledger than before the signature, until long after the promise's day. */
async function brokenPromise(v, address, of, dir, outside) {
  await v.collects(address)
  await v.go(`/petitions/${of.id}`)
  await v.stand('sign', 'ready')
  const frozen = {}
  for (const path of ['/log/checkpoint', '/log/operator']) {
    frozen[path] = await v.page.evaluate(async p => (await fetch(p)).text(), path)
    await v.context.route(`**${path}`, route => route.fulfill({ contentType: 'text/plain; charset=utf-8', body: frozen[path] }))
  }
  await v.does('sign')
  await v.stand('sign', 'promised')
  await v.context.route('**/now.json', async route => {
    const answer = await route.fetch()
    const now = await answer.json()
    now.day = new Date(Date.parse(now.day) + 9 * 86_400_000).toISOString().slice(0, 10)
    await route.fulfill({ response: answer, json: now })
  })
  await v.go('/petitions')
  await v.stand('alarm', 'broken')
  await v.readable()
  const [paper] = await papersOf(v)
  assert.match(paper, /^roundrobin\/v1 signature\n[^]*\n\nroundrobin\/v1 promise\n/)
  const [file] = await saved(v, 1, dir)
  // Here only this visitor was lied to: the paper, shown to everyone's log, tells where the leaf stands.
  await until('its leaf stands', async () => {
    const { code, out } = await outside('--promise', file)
    assert.equal(code, 0)
    return JSON.parse(out).promise.leaf > 0
  })
  await v.context.unrouteAll({ behavior: 'ignoreErrors' })
}

function leafOf(bundle, n) {
  for (let at = 0; ; n--) {
    const end = at + 2 + bundle.readUInt16BE(at)
    if (n === 0) return bundle.subarray(at + 2, end)
    at = end
  }
}

/** RFC 9162 section 2.1.3.2, written once more: the story does not believe the wallet's own. */
function rootBy(leaf, index, size, path) {
  const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
  let [fn, sn, r] = [index, size - 1, sha(Buffer.of(0), leaf)]
  for (const p of path.map(h => Buffer.from(h, 'base64'))) {
    if (fn % 2 || fn === sn) {
      r = sha(Buffer.of(1), p, r)
      while (fn % 2 === 0 && fn) [fn, sn] = [fn >> 1, sn >> 1]
    } else r = sha(Buffer.of(1), r, p)
    ;[fn, sn] = [fn >> 1, sn >> 1]
  }
  return r.toString('base64')
}
