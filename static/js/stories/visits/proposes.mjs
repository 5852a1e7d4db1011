import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'proposes a timeline entry by pass, is declined once, then accepted, and sees on the device what became of it and what is new'

export async function run({ visitor, newcomer, json, office }) {
  const v = await visitor({ width: 390, height: 844, touch: true })
  await v.go('/wallet#/propose')
  await v.stand('propose', 'none')
  await v.readable()
  await v.collects(newcomer())
  await v.go('/programs/routecam')
  await v.page.getByRole('link', { name: 'Propose an entry' }).click()
  await v.stand('propose', 'ready')
  assert.equal(await v.page.inputValue('[data-stand=propose] [name=program]'), 'routecam', 'the page that was left is what it is about')
  await v.readable()

  // What is refused keeps what was typed, and says what to do.
  const entry = { day: '2026-01-31', title: 'Footage was found on a stick', note: 'In a van that was sold.', source: 'https://intranet.meridian.example/found' }
  await fill(v, { ...entry, day: '2999-01-01' })
  await v.page.reload()
  assert.equal(await v.page.inputValue('[data-stand=propose] [name=title]'), entry.title, 'what was typed outlives the page')
  await v.page.click('[data-stand=propose] form button')
  await v.stand('propose', 'refused')
  assert.match(await v.page.locator('[data-stand=propose] [role=status]').textContent(), /still to come/)
  assert.equal(await v.page.inputValue('[data-stand=propose] [name=source]'), entry.source)
  await v.readable()
  await v.page.fill('[data-stand=propose] [name=day]', entry.day)
  await v.page.click('[data-stand=propose] form button')
  await v.page.locator('[data-rows=proposed] :text("Handed in")').first().waitFor()
  assert.equal(await v.page.inputValue('[data-stand=propose] [name=title]'), '', 'room for the next')

  // A second one, which a steward will not have.
  await fill(v, { ...entry, title: 'My lead is a liar', note: '', source: 'everybody knows' })
  await v.page.click('[data-stand=propose] form button')
  await until('two are handed in', async () => (await v.page.locator('[data-rows=proposed] :text("Handed in"):visible').count()) === 2)
  await v.readable()

  const waiting = await until('a steward sees both', async () => {
    const told = await office('proposals')
    return told.includes(entry.title) && told.includes('liar') && told
  })
  const idOf = title => new RegExp(`([0-9a-f]{32}) [^\\n]*\\n\\s+${title}`).exec(waiting)[1]
  await office('decline', idOf('My lead is a liar'), '--reason', 'It names somebody, and no source.')
  await office('accept', idOf(entry.title))
  await assert.rejects(office('accept', idOf(entry.title)), /decided about this proposal already/)

  await v.go('/programs/routecam')
  const told = v.page.locator('.tracker li', { hasText: entry.title })
  assert.match(await told.textContent(), /Proposed by staff/)
  assert.equal(await told.locator('a').getAttribute('href'), entry.source)
  await v.readable()
  await v.go('/programs/proposals')
  assert.ok(!(await v.page.textContent('main')).includes('liar'), 'what was declined is not published')
  await v.readable()
  await v.go('/wallet#/propose')
  await v.page.locator('[data-rows=proposed] :text("It names somebody, and no source."):visible').waitFor()
  await v.page.locator('[data-rows=proposed] a:visible', { hasText: 'See where it stands' }).click()
  assert.match(v.page.url(), /\/programs\/routecam#entry-[0-9a-f]+$/)
  await isNotified(v, json)
}

/** Whoever comes back on another day is shown, on this device alone, what has happened since. */
async function isNotified(v, json) {
  const { news } = await json('/news.json')
  const latest = news[0]
  await v.go('/wallet')
  await v.stand('news', 'first', 'new') // others are at work beside this story
  await v.page.evaluate(id => {
    const seen = JSON.parse(localStorage['rr.seen'])
    const without = seen.now.filter(x => x !== id)
    localStorage['rr.seen'] = JSON.stringify({ ...seen, day: '2026-01-01', now: without })
  }, latest.id)
  const before = v.requests.length
  await v.page.reload()
  await v.stand('news', 'new')
  assert.ok(await v.page.locator(`[data-rows=news] a[href="/petitions/${latest.petition}"]`).count(), 'what this device had not seen')
  await v.readable()
  const asked = v.requests.slice(before).map(r => r.path)
  for (const path of ['/news.json', '/programs/proposals.json']) assert.equal(asked.filter(p => p === path).length, 1, `${path} is asked for once, by everybody`)
}

async function fill(v, fields) {
  for (const [name, words] of Object.entries(fields)) await v.page.fill(`[data-stand=propose] [name=${name}]`, words)
}
