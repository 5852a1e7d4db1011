import assert from 'node:assert/strict'

export const tells = 'every public page at 390 and 1280 pixels, light and dark, is readable and fits'

export async function run({ visitor, json }) {
  const { petitions } = await json('/petitions.json')
  const pages = ['/', '/petitions', '/petitions?q=nothing-fits', '/programs', '/programs/proposals', '/ledger', '/about', '/help', '/limits', '/wallet', '/desk', '/dev/mail', '/respond', '/summaries', '/summaries/coming',
    ...petitions.map(p => `/petitions/${p.id}`), ...new Set(petitions.filter(p => p.program).map(p => `/programs/${p.program}`))]
  for (const look of [{ width: 390, height: 844, dark: true, touch: true }, { dark: false }]) {
    const v = await visitor(look)
    for (const path of pages) {
      assert.equal(await v.go(path), 200, path)
      await v.readable()
    }
  }
  const phone = await visitor({ width: 390, height: 844, touch: true })
  const wide = await visitor({ dark: true })
  for (const path of [pages[0], `/petitions/${petitions[0].id}`]) {
    for (const v of [phone, wide]) {
      await v.go(path)
      await v.readable()
    }
  }
}
