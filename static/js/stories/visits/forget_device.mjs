import assert from 'node:assert/strict'

export const tells = 'a device hides what it holds, and forgets it'

export async function run({ visitor, newcomer, petition }) {
  const v = await visitor()
  const asked = await petition('Badge days')
  await v.collects(newcomer())
  await v.go(`/petitions/${asked.id}`)
  await v.stand('comment', 'ready')
  await v.page.fill('[data-stand=comment] textarea', 'I badge in at six and am gone before anyone counts.')
  await v.page.click('[data-stand=comment] form button')
  await v.stand('comment', 'promised', 'counted')

  // Hidden: every page is as for somebody without passes, until "My passes" is opened.
  await v.go('/wallet')
  await v.stand('passes', 'held')
  await v.does('hide')
  await v.at('/petitions')
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'none')
  await v.stand('comment', 'none')
  assert.equal(await v.page.locator('[data-own], [data-do=agree]:visible').count(), 0)
  await v.go('/wallet')
  await v.stand('passes', 'held')
  await v.go(`/petitions/${asked.id}`)
  await v.stand('comment', 'ready', 'promised', 'counted')

  // Forgotten, after one question, in every tab.
  const other = v.page
  await v.tab()
  await v.go('/wallet')
  await v.stand('forget', 'ready')
  await v.readable()
  await v.does('forget')
  await v.stand('forget', 'asked', 'asked-waiting')
  await v.readable()
  await v.does('keep')
  await v.stand('forget', 'ready')
  await v.does('forget')
  await v.does('forget-all')
  await v.stand('forget', 'gone')
  await v.stand('passes', 'none')
  await v.readable()
  const left = await v.page.evaluate(() => [localStorage.length, sessionStorage.length])
  assert.deepEqual(left, [0, 0])
  assert.equal(await rows(v.page), 0)
  v.page = other
  await v.stand('comment', 'none')
}

/** How many rows all tables of the wallet hold. */
const rows = page => page.evaluate(() => new Promise(found => {
  indexedDB.open('roundrobin').onsuccess = async ({ target: { result: db } }) => {
    const counts = [...db.objectStoreNames].map(n => new Promise(r => (db.transaction(n).objectStore(n).count().onsuccess = e => r(e.target.result))))
    found((await Promise.all(counts)).reduce((a, b) => a + b, 0))
  }
}))
