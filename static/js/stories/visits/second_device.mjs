import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const tells = 'a recovery code, written down once, brings passes, signature and voice to a second device'

export async function run({ visitor, newcomer, code, petition }) {
  const address = newcomer()
  const asked = await petition('Water and shade')
  const first = await visitor()
  await first.collects(address)
  assert.equal(await first.stand('recovery', 'idle', 'offered'), 'idle', 'nothing is offered before anything was said')
  await first.go(`/petitions/${asked.id}`)
  await first.stand('sign', 'ready')
  const before = await first.count(asked.id)
  await first.does('sign')
  await first.stand('sign', 'counted')
  await first.page.locator('[data-stand=sign] a[href="/wallet#recovery"]:visible').waitFor()
  const words = await writesDown(first)
  const said = 'I load in that yard. At noon nobody can touch the rails.'
  await speaks(first, asked, said)

  const second = await visitor({ width: 390, height: 844, touch: true, dark: true })
  await mistypes(second, words)
  await second.page.fill('#words', words.map((w, i) => `${i + 1}. ${w.toUpperCase()}`).join('\n'))
  const asking = second.requests.length
  await second.page.click('[data-do=recover] button')
  await second.at('/desk')
  assert.ok(second.requests.slice(asking).every(r => !words.some(w => r.path.includes(w))), 'no word of it travels')
  await second.asksForCode(address)
  await second.page.fill('[name=code]', await code(address, 2))
  await second.at('/wallet')
  await second.stand('passes', 'held')
  assert.equal(await second.stand('recovery', 'saved', 'offered'), 'saved', 'the code is not shown a second time')
  await second.page.locator('[data-rows=mine] li').nth(1).waitFor()
  await second.readable()

  await second.go(`/petitions/${asked.id}`)
  await second.stand('sign', 'counted')
  const own = second.page.locator('article[data-own]', { hasText: said })
  await until('the comment is known again', async () => (await own.count()) || (await second.go(`/petitions/${asked.id}?order=newest`), await second.page.waitForTimeout(1000)), 60_000)
  await second.does('withdraw')
  await second.stand('sign', 'withdrawn')
  await second.counts(asked.id, before)
  await first.go(`/petitions/${asked.id}`)
  await first.stand('sign', 'withdrawn') // the first device finds it in the ledger
}

async function writesDown(v) {
  await v.go('/wallet')
  await v.stand('recovery', 'offered')
  await v.readable()
  await v.does('show-code')
  await v.stand('recovery', 'shown')
  await v.readable()
  const words = await v.page.locator('.code-words li').allTextContents()
  assert.equal(words.length, 12)
  await prints(v)
  await v.page.locator('summary:visible', { hasText: 'Check' }).click()
  const numbers = await v.page.locator('.two-words [data-fill]').allTextContents()
  const fields = v.page.locator('.two-words input')
  await fields.nth(0).fill(words[numbers[0] - 1])
  await fields.nth(1).fill('zoo')
  await fields.nth(1).press('Enter')
  await v.stand('recovery', 'mistaken')
  await fields.nth(1).fill(words[numbers[1] - 1])
  await fields.nth(1).press('Enter')
  await v.stand('recovery', 'checked')
  await v.does('keep-code')
  await v.stand('recovery', 'saved')
  assert.equal(await v.page.locator('.code-words li').count(), 0)
  await v.page.reload()
  await v.stand('recovery', 'saved')
  assert.deepEqual(await seeds(v.page), [['id', 'kept', 'root', false]], 'a key is left that cannot be read out')
  return words
}

/** On paper there is the card, and nothing else. */
async function prints(v) {
  await v.page.emulateMedia({ media: 'print' })
  const seen = await v.page.evaluate(() => document.body.innerText.replace(/\s+/g, ' '))
  for (const what of ['Recovery code', 'To come back']) assert.ok(seen.includes(what), seen)
  assert.ok(!/I have written|Print a card|Leave quickly|Programs|Hide on this|Write a petition/.test(seen), seen)
  assert.equal(await v.page.locator('.code-words li:visible').count(), 12)
  await v.page.emulateMedia({ media: null })
}

/** What the browser keeps of the seed, and whether its key can be read out. */
const seeds = page => page.evaluate(() => new Promise(found => {
  indexedDB.open('roundrobin').onsuccess = e => {
    const all = e.target.result.transaction('seed').objectStore('seed').getAll()
    all.onsuccess = () => found(all.result.map(s => [...Object.keys(s).sort(), s.root.extractable]))
  }
}))

async function speaks(v, asked, words) {
  await v.go(`/petitions/${asked.id}`)
  await v.stand('comment', 'ready')
  await v.page.fill('[data-stand=comment] textarea', words)
  await v.page.click('[data-stand=comment] form button')
  await v.stand('comment', 'promised', 'counted')
}

async function mistypes(v, words) {
  await v.go('/wallet')
  await v.stand('recover', 'ready')
  const types = async (typed, state) => {
    await v.page.fill('#words', typed)
    await v.page.click('[data-do=recover] button')
    await v.stand('recover', state)
    assert.equal(await v.page.inputValue('#words'), typed, 'what was typed stays')
  }
  await types(words.with(3, 'sossage').join(' '), 'unknown')
  assert.match(await v.page.locator('[data-when=unknown]').textContent(), /sossage/)
  await v.readable()
  await types(words.slice(1).join(' '), 'number')
  await types(words.with(0, words[0] === 'zoo' ? 'zone' : 'zoo').with(1, 'zoo').join(' '), 'sum')
}
