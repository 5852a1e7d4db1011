import assert from 'node:assert/strict'

export const tells = 'reads, checks in, signs, is counted, cannot be counted twice, comments, withdraws'

export async function run({ visitor, petition, code, json }) {
  const v = await visitor()
  await v.go('/')
  await v.readable()
  const address = (await v.page.textContent('aside.demo .code')).trim()
  const asked = await petition('RouteCam')

  // Sign, address, code, Sign: four acts.
  await v.page.click(`main h3 a[href="/petitions/${asked.id}"]`)
  await v.stand('sign', 'none')
  await v.readable()
  const before = await v.count(asked.id)
  await v.does('sign')
  await v.at('/desk')
  await v.readable()
  await v.asksForCode(address)
  await v.stand('desk', 'ready')
  await v.readable()
  await v.page.fill('[name=code]', await code(address))
  await v.at('/wallet')
  await v.stand('return', 'waiting')
  await v.stand('passes', 'held')
  await v.readable()
  assert.equal(await v.page.textContent('[data-stand=return] [data-fill=title]'), asked.title)
  assert.equal((await v.context.cookies()).length, 0, 'the desk has forgotten')
  await v.does('sign-return')
  await v.stand('return', 'promised', 'counted')
  await v.readable()
  await v.stand('return', 'counted')

  await v.page.click('[data-stand=return] a[data-link=petition]')
  await v.at(`/petitions/${asked.id}`)
  await v.stand('sign', 'counted')
  await v.counts(asked.id, before + 1)
  await v.readable()
  assert.equal(await v.page.locator('[data-do=sign]:visible').count(), 0, 'who has signed is not asked to')
  assert.equal((await json(`/petitions/${asked.id}.json`)).count, before + 1)

  await signsAgain(v, asked, before + 1)
  await comments(v, asked)
  await withdraws(v, asked, before)
  sizes(v)
}

/** The same passes in a browser that has forgotten what was done with them: it finds its signature in the ledger, and asks for no other. */
async function signsAgain(v, asked, count) {
  await forget(v)
  await v.page.reload()
  await v.stand('sign', 'counted')
  assert.equal(await v.page.locator('[data-do=sign]:visible').count(), 0, 'who has signed is not asked to')
  assert.equal(await v.count(asked.id), count, 'nobody is counted twice')
}

const forget = v => v.page.evaluate(async () => {
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((ok, no) => Object.assign(indexedDB.open(name), { onsuccess: e => ok(e.target.result), onerror: no }))
    if (db.objectStoreNames.contains('acts')) {
      await new Promise(ok => (Object.assign(db.transaction('acts', 'readwrite'), { oncomplete: ok }).objectStore('acts').clear()))
    }
    db.close()
  }
})

async function comments(v, asked) {
  const words = 'The camera beeps when I look for the exit. Publish the review.'
  await v.page.fill('[data-stand=comment] textarea', words)
  await v.page.click('[data-stand=comment] form button')
  await v.stand('comment', 'promised', 'counted', 'ready')
  const mine = v.page.locator('article[data-comment]', { hasText: words })
  for (let i = 0; i < 20 && !(await mine.count()); i++) {
    await v.page.waitForTimeout(2000)
    await v.go(`/petitions/${asked.id}?order=newest`)
  }
  await mine.waitFor()
  assert.match(await mine.getAttribute('data-pseudonym'), /^\S+ \S+$/)
  await v.page.locator('article[data-own]', { hasText: words }).waitFor()
  await v.readable()
}

async function withdraws(v, asked, count) {
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'promised', 'counted')
  await v.does('withdraw')
  await v.stand('sign', 'withdrawn')
  await v.counts(asked.id, count)
  await v.readable()
}

/** All envelopes look alike. */
function sizes(v) {
  const envelopes = v.requests.filter(r => r.path === '/booth/envelopes')
  assert.ok(envelopes.length > 3)
  assert.equal(new Set(envelopes.map(e => e.size)).size, 1, 'every envelope is of one size')
}
