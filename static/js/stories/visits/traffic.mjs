// The traffic law, docs/threats.md: after a page has loaded, no request but envelopes may depend on what its reader does, types or holds,
// and envelopes look alike.
import assert from 'node:assert/strict'
import { content, handsIn, overview, writes } from '../organizing.mjs'
import { Recorder } from '../recorder.mjs'
import { sleep, until } from '../until.mjs'

export const tells = 'a reader, a signer, a commenter and an author who drafts leave the same traces; who holds no passes sends no envelope'
export const when = 'first' // nobody else moves the counts

const ENVELOPES = '/booth/envelopes'
const PAUSE = { least: 4000, most: 6000 } // ms between two beats of a young page: 5 s, and up to a fifth more or less
const LATE = 2500 // ms that a beat may be late on a busy machine
const EARLY = 900 // ms that it may seem early, for the one before was late; an envelope too many halves a pause, which would be earlier still
const words = 'It counts my pauses. Nobody told us for how long it keeps them.'

export async function run({ visitor, newcomer, petition, base, json }) {
  const asked = await petition('Publish the RouteCam')
  const count = async () => (await json(`/petitions/${asked.id}.json`)).count
  const [before, shared] = [await count(), { on: false, answers: new Map() }]
  const visits = [
    { who: 'reader', act: () => {} },
    { who: 'signer', act: v => v.does('sign') },
    { who: 'commenter', act: v => comment(v) },
    { who: 'author', act: () => {}, then: v => drafts(v) },
    { who: 'stranger', act: () => {}, without: true },
  ]
  await all(visits, async visit => {
    visit.recorder = await Recorder.before(base, shared)
    visit.v = await visitor({ proxy: visit.recorder.proxy })
    if (!visit.without) await visit.v.collects(newcomer())
  })
  shared.on = true
  await all(visits, ({ v }) => v.go('/wallet')) // from here on they know the same
  await until('all have caught up', () => visits.every(({ recorder }) => recorder.quietFor(2000, ENVELOPES)), 60_000)
  for (const { recorder } of visits) recorder.requests.length = 0

  await all(visits, async visit => {
    const { v, act, without } = visit
    await stay(visit, `/petitions/${asked.id}`, 3, async () => {
      await v.stand('sign', without ? 'none' : 'ready')
      await sleep(3000)
      await act(v)
    })
    await stay(visit, '/wallet', 3, () => visit.then?.(v))
    await v.go('/') // the last envelope leaves with the last page
  })
  await until('all is answered', () => visits.every(({ recorder }) => pagesOf(recorder.requests).flatMap(everything).every(r => r.took)))
  assert.equal(await count(), before + 1, 'the signature was handed in and counted meanwhile')
  for (const { recorder } of visits) recorder.close()
  check(visits)
}

const all = (visits, f) => Promise.all(visits.map(f))

async function comment(v) {
  await v.page.fill('[data-stand=comment] textarea', words)
  await v.page.click('[data-stand=comment] form button')
  await v.stand('comment', 'promised', 'counted')
}

/** Begins a draft, writes, hands it in and looks at what comes next: all of it on the wallet's page. */
async function drafts(v) {
  await v.stand('passes', 'held')
  await v.page.click('a[href="#/drafts"]')
  await v.stand('drafts', 'empty')
  await v.page.click('a[href="#/new"]')
  await v.stand('begin', 'ready')
  await v.page.fill('#begin-words', content.title)
  await v.page.click('[data-stand=begin] form button')
  await v.stand('write', 'here')
  await writes(v, content)
  await handsIn(v)
  await overview(v)
  await v.stand('organize', 'draft')
}

/** Stays on a page until it has looked for news so many times and has fetched what these led to, whatever is done there meanwhile. */
async function stay({ who, v, recorder }, path, looks, meanwhile = () => {}) {
  const before = recorder.requests.length
  const looked = () => recorder.requests.slice(before).filter(r => r.path === '/now.json').length >= looks
  await v.go(path)
  const done = () => looked() && recorder.quietFor(2000, ENVELOPES)
  await Promise.all([until(`the ${who} has looked ${looks} times at ${path}`, done, 60_000), meanwhile()])
}

function check(visits) {
  const pages = new Map(visits.map(({ who, recorder }) => [who, pagesOf(recorder.requests)]))
  for (const [who, visited] of pages) noTraces(who, visited)
  const reader = pages.get('reader').map(p => p.asked)
  for (const who of ['signer', 'commenter', 'author']) same(who, pages.get(who).map(p => p.asked), reader)
  same('stranger', pages.get('stranger').map(p => p.asked), reader.map(asked => asked.filter(r => !/^\/(booth|log)\//.test(r.path))))
  assert.deepEqual(pages.get('stranger').flatMap(p => p.beats), [], 'who holds no passes sends no envelope')
  for (const seen of ['/ring', '/log/keys/']) assert.ok(reader[0].some(r => r.path.includes(seen)), `the seal was seen: ${seen} was asked for`)
  pages.delete('stranger')
  for (const [who, visited] of pages) visited.forEach((p, i) => pace(`${who}, page ${i + 1}`, p))
  alike([...pages.values()].flat().flatMap(p => [...p.beats, ...p.left]))
}

/** What was asked on each page that was stayed on, and its envelopes. One leaves with the page: it comes when the next has been asked for, and before that asks for the booth's keys. */
function pagesOf(requests) {
  const pages = []
  for (const r of requests) {
    if (r.page) pages.push({ since: r.at, asked: [], beats: [], left: [] })
    const [before, page] = pages.slice(-2).length === 2 ? pages.slice(-2) : [undefined, pages[0]]
    if (!page) continue // the warm-up's last
    if (r.path !== ENVELOPES) page.asked.push(r)
    else if (page.asked.some(a => a.path === '/booth/keys')) page.beats.push(r)
    else before?.left.push(r)
  }
  pages.forEach((p, i) => {
    p.stayed = (pages[i + 1]?.since ?? 0) - p.since
    if (p.left.length > 1) p.beats.push(p.left.shift()) // it beat once more before it went; pace sees whether that was due
  })
  return pages.slice(0, -1)
}

const everything = page => [...page.asked, ...page.beats, ...page.left]

function noTraces(who, visited) {
  for (const r of visited.flatMap(everything)) {
    const { cookie, referer, authorization } = r.headers
    assert.deepEqual([cookie, referer, authorization], [undefined, undefined, undefined], `${who}: ${r.head}`)
    assert.equal(r.status, 200, `${who}: ${r.path}`)
  }
}

/** The same questions on the same pages, to the byte; in no order within a page, for a browser asks for many things at once. */
function same(who, had, wanted) {
  for (const [what, of] of [['questions', r => `${r.method} ${r.path}`], ['heads', r => r.head], ['bodies', r => `${r.path} ${r.size}`]]) {
    const lists = visited => visited.map(asked => asked.map(of).sort())
    assert.deepEqual(lists(had), lists(wanted), `the ${who}'s ${what} are the reader's`)
  }
}

/** A beat comes at the pace of the page, whatever is in it; and a page that goes takes one along. The first is due when the page asks for the booth's keys. */
function pace(where, { asked, beats, left, stayed }) {
  const due = [asked.find(r => r.path === '/booth/keys'), ...beats.slice(1)]
  const pauses = due.slice(1).map((r, i) => Math.round(r.at - due[i].at))
  assert.ok(pauses.every(ms => ms > PAUSE.least - EARLY && ms < PAUSE.most + LATE), `${where}: envelopes after ${pauses} ms`)
  const [least, most] = [Math.floor((stayed - LATE) / PAUSE.most), Math.ceil(stayed / PAUSE.least)]
  assert.ok(beats.length >= least && beats.length <= most, `${where}: ${beats.length} envelopes in ${Math.round(stayed)} ms`)
  assert.ok(left.length <= 1, `${where}: ${left.length} envelopes as it went`)
}

/** Without the language: to an envelope that leaves with its page, the story's driver sets it late or not at all. */
const bare = head => head.replace(/\nAccept-Language: .*/, '')

function alike(envelopes) {
  for (const [what, of] of [['head', r => bare(r.head)], ['size', r => r.size], ['size of answer', r => r.answered], ['head of answer', r => r.fields.split(' ').sort().join(' ')]]) {
    const found = [...new Set(envelopes.map(of))]
    assert.equal(found.length, 1, `${envelopes.length} envelopes have more than one ${what}:\n${found.join('\n')}`)
  }
}
