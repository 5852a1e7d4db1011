import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inflateRawSync } from 'node:zlib'

export const when = 'last' // nobody moves the counts any more
export const tells = 'a bundle checks itself in a browser without a network, and every lie in it is named; the whole ledger is checked by its reader'

export async function run({ visitor, base, petition, recount }) {
  const dir = mkdtempSync(join(tmpdir(), 'bundle-'))
  try {
    await offline({ visitor, base, petition, dir })
  } finally {
    rmSync(dir, { recursive: true })
  }
  await live({ visitor, recount })
}

async function offline({ visitor, base, petition, dir }) {
  const of = await petition('Publish the RouteCam')
  const v = await visitor()
  const zip = Buffer.from(await (await fetch(`${base}/petitions/${of.id}/proof.zip`)).arrayBuffer())
  const bundle = join(dir, 'proof.zip')
  writeFileSync(bundle, zip)
  const open = join(dir, 'open')
  unzip(zip, open)
  const page = join(open, 'check.html')
  const honest = readFileSync(page, 'utf8')
  const show = async (html, state) => {
    writeFileSync(page, html)
    await v.page.goto(pathToFileURL(page).href)
    return v.stand('recount', state)
  }
  const count = async () => Number((await v.page.locator('[data-rows=counted] td').first().textContent()).replace(/\D/g, ''))

  await show(honest, 'proved-part-alone')
  await v.readable()
  const leaves = [...honest.matchAll(/^leaves\/(\d{12})\.txt (\S+)$/gm)].map(([line, place, b64]) => ({ line, place, text: Buffer.from(b64, 'base64').toString() }))
  const signatures = leaves.filter(l => l.text.startsWith('roundrobin/v1 signature'))
  assert.equal(await count(), of.count)
  assert.equal(await v.page.locator('[data-fill=checkpoint]').textContent(), readFileSync(join(open, 'log/checkpoint'), 'utf8'))

  // It reaches nothing: its own policy forbids it, even to a script that tries.
  assert.equal(await v.page.evaluate(url => fetch(url).then(() => 'reached', () => 'refused'), `${base}/log/key`), 'refused')
  assert.match(v.problems.splice(0).join(), /Content Security Policy/)
  await v.context.setOffline(true)

  const put = (name, by) => html => html.replace(new RegExp(`^(${name}) (\\S+)$`, 'm'), (all, n, b64) => `${n} ${Buffer.from(by(Buffer.from(b64, 'base64'))).toString('base64')}`)
  const leaf = l => `leaves/${l.place}\\.txt`
  const edit = (from, to) => bytes => {
    const text = bytes.toString()
    assert.ok(text.match(from), `nothing to change: ${from}`)
    return text.replace(from, to)
  }
  const opening = leaves.find(l => l.text.startsWith('roundrobin/v1 open'))
  for (const [what, tamper, code] of [
    ['a word of the letter changed', put(`petitions/${of.id}\\.txt`, edit(/RouteCam/, 'RouteCamera')), 'text'],
    ['a signature swapped for another', put(leaf(signatures[0]), () => signatures[1].text), 'not_there'],
    ['one signature shown twice', put(leaf(signatures[1]), () => signatures[0].text), 'not_there'],
    ['a pass forged by a letter', put(leaf(signatures[2]), edit(/\n\nA./, m => (m.endsWith('Q') ? '\n\nAA' : '\n\nAQ'))), 'not_there'],
    ['passes collected lowered', put(leaf(opening), edit(/issued \d+/, 'issued 1')), 'not_there'],
    ['a key swapped', put('log/books/[^.\\s]+', edit(/\n(1 sign \S+)\n(1 voice) (\S+)/, '\n$1\n$2 $3x')), 'book_files'],
    ['proofs swapped', put('log/books/\\S+\\.proofs', edit(/\n(\S{43})(\S)/, (all, a, b) => `\n${a}${b === 'A' ? 'B' : 'A'}`)), 'book_files'],
    ['a tree cut short', put('log/checkpoint', edit(/\n(\d+)\n/, (all, n) => `\n${n - 1}\n`)), 'checkpoint'],
    ['a hash of the tree changed', put('log/tile/0/\\S+\\.p/\\d+', bytes => bytes.fill(7, 0, 1)), 'unproven'],
    ['another ledger’s key', put('log/key', edit(/\+./, all => (all === '+f' ? '+e' : '+f'))), 'key'],
  ]) {
    const html = tamper(honest)
    assert.notEqual(html, honest, what)
    await show(html, 'untrue')
    const named = await v.page.locator('[data-untrue]:visible').evaluateAll(all => all.map(e => [e.dataset.untrue, e.textContent]))
    assert.deepEqual(named.map(([c]) => c), [code], what)
    assert.doesNotMatch(named[0][1], /[{}]/, 'every gap of the sentence is filled')
  }
  await v.readable()

  // A leaf left out, such as a withdrawal, only the whole log shows: the page says so, and does not claim more.
  const pass = l => l.text.split('\n\n')[1]?.split('\n')[0]
  const once = signatures.filter(l => leaves.filter(x => pass(x) === pass(l)).length === 1) // who signed, and never withdrew
  await show(honest.replace(once.at(-1).line + '\n', ''), 'proved-part-alone')
  assert.equal(await count(), of.count - 1)
  // What is not there is nobody's lie.
  await show(honest.replace(/^log\/tile\/0\/\S+ \S+\n/m, ''), 'broken')
  await v.readable()

  // The same page checks any other bundle that is handed to it.
  await show(honest.replace(/^log\/key .*$/m, ''), 'broken')
  await v.page.setInputFiles('[name=bundle]', bundle)
  await v.stand('recount', 'proved-part-alone')
  assert.equal(await count(), of.count)
  const bad = Buffer.from(zip)
  bad.fill(0, zip.length >> 2, (zip.length >> 2) + 2000) // in the midst of its leaves
  writeFileSync(bundle, bad)
  await v.page.setInputFiles('[name=bundle]', bundle)
  await v.stand('recount', 'broken', 'untrue')
}

/** The page that the link leads to; nothing is asked for that the program recount would not ask for, and of no one else anything else. */
async function live({ visitor, recount }) {
  const v = await visitor({ width: 390 })
  await v.go('/ledger')
  await v.readable()
  await v.page.click('main a[href="/ledger/check"]')
  await v.at('/ledger/check')
  await v.stand('recount', 'proved-whole-alone')
  await v.readable()
  const outside = await recount()
  const rows = await v.page.locator('[data-rows=counted] tr').evaluateAll(all => all.map(tr => [...tr.children].map(e => e.textContent)))
  assert.deepEqual(rows.map(([title, n]) => [title, Number(n.replace(/\D/g, ''))]), outside.petitions.map(p => [p.title, p.count]))
  const asked = v.requests.slice(v.requests.findIndex(r => r.path === '/ledger/check')).map(r => r.path)
  assert.ok(asked.filter(p => p.startsWith('/log/tile/entries/')).length > 10, 'it has read the leaves, not our word for them')

  const liar = await visitor()
  await liar.context.route('**/now.json', async route => {
    const answer = await route.fetch()
    const now = await answer.json()
    now.petitions.find(p => p.count > 1000).count++
    await route.fulfill({ response: answer, json: now })
  })
  await liar.go('/ledger/check')
  await liar.stand('recount', 'untrue')
  assert.match(await liar.page.locator('[data-untrue=shown]').textContent(), /shows \d+ signatures under “.+”. The ledger has \d+\./)
  await liar.readable()
  await liar.context.unrouteAll({ behavior: 'ignoreErrors' })
  await liar.context.route('**/log/tile/entries/001', async route => {
    const answer = await route.fetch()
    const body = await answer.body()
    body[500] ^= 1
    await route.fulfill({ response: answer, body })
  })
  await liar.go('/ledger/check')
  await liar.stand('recount', 'untrue')
  assert.ok(await liar.page.locator('[data-untrue=root], [data-untrue=bundle]').filter({ visible: true }).count())
}

/** Lays down the files of a zip, by its central directory. */
function unzip(zip, into) {
  for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [method, size, name, extra, comment, head] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)]
    const from = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28)
    const packed = zip.subarray(from, from + size)
    const path = join(into, zip.toString('utf8', at + 46, at + 46 + name))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, method ? inflateRawSync(packed) : packed)
    at += 46 + name + extra + comment
  }
}
