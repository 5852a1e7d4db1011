// Plays whole visits in a real browser against the built binary: node run.mjs [STORY…]. It starts the demo itself on a free port of
// the loopback, on SQLite, or on the databases that RR_IDENTITY and RR_BOOTH name. Each file in visits/ is one story: what it tells,
// how it runs, and when: first, late, last, only if it is asked for by name, or (most) beside the others.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from './browser.mjs'
import { startDemo } from './demo.mjs'

const LIMIT = 400_000 // ms for one story that names no other
const LANES = 4 // stories at a time; they wait more than they work
const shots = join(import.meta.dirname, '../../../shots/failed')
const files = readdirSync(join(import.meta.dirname, 'visits'))
const stories = await Promise.all(files.map(async f => ({ name: f.replace('.mjs', ''), ...(await import(`./visits/${f}`)) })))
const asked = process.argv.slice(2)
const unknown = asked.filter(name => !stories.some(s => s.name === name))
if (unknown.length) throw new Error(`no such story: ${unknown}`)
const wanted = stories.filter(s => (asked.length ? asked.includes(s.name) : s.when !== 'asked'))

rmSync(shots, { recursive: true, force: true })
const demo = await startDemo()
const browser = await openBrowser()
console.log(`${demo.base} was ready in ${seconds(demo.took)} on ${demo.store}`)
let [passed, failed] = [0, 0]
const failing = [] // told once more when the others are done: what fails on busy cores alone is said, and is no failure
const busy = new Map() // petitions, and when the story that counts them will be over
for (const s of wanted) s.about = await petitionsOf(s.name)
for (const when of ['first', undefined, 'late', 'asked', 'last']) {
  const waiting = wanted.filter(s => s.when === when)
  await Promise.all(Array.from({ length: LANES }, async () => {
    while (waiting.length) {
      const next = waiting.findIndex(s => !s.about.some(id => busy.has(id)))
      if (next < 0) await Promise.race(busy.values())
      else await alone(...waiting.splice(next, 1))
    }
  }))
  for (const s of failing.splice(0)) if (!(await tell(s, ' once more'))) failed++
}
await browser.close()
const complaint = await demo.stop()
if (complaint) {
  failed++
  console.log(`FAILED the server: ${complaint}`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed || !passed ? 1 : 0)

/** The petitions that a story names. Two stories that count the same one's signatures are not told at once. */
async function petitionsOf(name) {
  const titles = readFileSync(join(import.meta.dirname, 'visits', `${name}.mjs`), 'utf8').matchAll(/petition\('([^']+)'\)/g)
  return (await Promise.all([...titles].map(([, title]) => demo.petition(title)))).map(p => p.id)
}

async function alone(story) {
  const told = tell(story, '').then(well => well || failing.push(story))
  for (const id of story.about) busy.set(id, told)
  await told
  for (const id of story.about) busy.delete(id)
}

async function tell(story, again) {
  const visitors = browser.visitorsOf(demo)
  const elsewhere = []
  const begun = performance.now()
  const line = () => `${story.name} (${seconds(performance.now() - begun)}): ${story.tells}`
  try {
    await within(story.limit ?? LIMIT, story.run({ ...demo, only: wanted.length === 1, visitor: visitors.visitor, visitorsOf: other => (elsewhere.push(browser.visitorsOf(other)), elsewhere.at(-1)) }))
    for (const v of [visitors, ...elsewhere]) await v.end()
    passed++
    console.log(`ok${again} ${line()}`)
    return true
  } catch (error) {
    mkdirSync(shots, { recursive: true })
    for (const v of [visitors, ...elsewhere]) await v.shots(join(shots, story.name))
    console.log(`FAILED${again} ${line()}\n${error.stack}\npictures: ${shots}`)
    return false
  } finally {
    for (const v of [visitors, ...elsewhere]) await v.leave()
  }
}

function within(limit, story) {
  let timer
  const late = new Promise((_, no) => (timer = setTimeout(() => no(new Error(`not told in ${seconds(limit)}`)), limit)))
  return Promise.race([story, late]).finally(() => clearTimeout(timer))
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}
