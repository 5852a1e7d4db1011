import assert from 'node:assert/strict'

export const tells = 'a browser that stores nothing, one that has forgotten, and one with the passes of another season say so, and what to do'

export async function run({ visitor, newcomer, petition }) {
  const asked = await petition('night bus')
  await storesNothing(visitor, asked)
  const v = await visitor({ width: 390, height: 844, touch: true })
  await v.collects(newcomer())
  await anotherSeason(v, asked)
  await cleared(v, asked)
  await windowGone(visitor, newcomer())
}

/** Its owner lets no site store anything. Reading and looking for the desk go on. */
async function storesNothing(visitor, asked) {
  const v = await visitor({ storage: false })
  await v.go('/wallet')
  await v.stand('passes', 'private')
  assert.match(await v.page.textContent('[data-stand=passes] [data-when=private]'), /keeps nothing/)
  assert.equal(await v.page.locator('[data-stand=passes] [data-do=hide]:visible').count(), 0)
  await v.readable()
  await v.go(`/petitions/${asked.id}`)
  assert.ok(await v.count(asked.id) > 0)
  await v.stand('sign', 'private')
  assert.match(await v.page.textContent('[data-stand=sign] [data-when=private]'), /ordinary window/)
  assert.equal(await v.page.locator('[data-do=sign]:visible').count(), 0)
  await v.stand('comment', 'private', 'none')
  await v.readable()
  await v.go('/desk')
  await v.stand('storage', 'private')
  await v.readable()
  assert.equal(v.requests.some(r => r.path === '/booth/envelopes'), false)
}

/** The site says that a quarter has begun for which there is a book, and this wallet has none of it. */
async function anotherSeason(v, asked) {
  await v.context.route('**/now.json', async route => {
    const now = await (await route.fetch()).json()
    await route.fulfill({ json: { ...now, book: '2099Q1', books: [...now.books, { book: '2099Q1', slots: now.books[0].slots }] } })
  })
  await v.go('/wallet')
  await v.stand('passes', 'season')
  assert.equal(await v.page.textContent('[data-fill=season]'), '2099Q1')
  assert.match(await v.page.textContent('[data-stand=passes] [data-fill=book]'), /^\d{4}Q[1-4]$/)
  await v.page.locator('.new-season a[href="/desk"]:visible').waitFor()
  await v.readable()
  await v.go(`/petitions/${asked.id}`) // of the season that these passes are for
  await v.stand('sign', 'ready')
  await v.readable()
  await v.context.unroute('**/now.json')
  await v.go('/wallet')
  await v.stand('passes', 'held')
}

/** The browser's data is cleared under an open page: it notices, and does not go on as if nothing had happened. */
async function cleared(v, asked) {
  const cdp = await v.context.newCDPSession(v.page)
  await cdp.send('Storage.clearDataForOrigin', { origin: v.demo.base, storageTypes: 'all' })
  await v.stand('passes', 'none')
  assert.match(await v.page.textContent('[data-stand=passes] [data-when=none]'), /deleted/)
  await v.stand('recover', 'ready')
  await v.readable()
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'none')
}

/** What a private window keeps is gone with it. */
async function windowGone(visitor, address) {
  const v = await visitor({ dark: true })
  await v.collects(address)
  await v.context.close()
  const again = await visitor({ dark: true })
  await again.go('/wallet')
  await again.stand('passes', 'none')
  await again.stand('recover', 'ready')
  await again.readable()
}
