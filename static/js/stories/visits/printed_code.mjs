import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

export const tells = 'a driver without mail scans a strip, collects and signs; a used code says so, and a wrong and a revoked one sound alike'

export async function run({ visitor, petition, operator, data, base }) {
  const [good, lost] = [await printed(operator, join(data, 'good.pdf')), await printed(operator, join(data, 'lost.pdf'))]
  assert.match(await operator('codes', 'list', '--ways', 'email,codes'), new RegExp(`Batch ${lost.batch}: 12 codes[^]*24 codes out, 0 more`))
  await operator('codes', 'revoke', lost.batch, '--ways', 'email,codes')
  const phone = { width: 390, height: 844, touch: true }

  // From a petition to the desk, over the paper, and back: typed by hand.
  const asked = await petition('RouteCam')
  const v = await visitor(phone)
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'none')
  await v.does('sign')
  await v.at('/desk')
  await v.readable()
  await v.page.click('main a[href="/desk/printed"]')
  await v.at('/desk/printed')
  await v.stand('desk', 'ready')
  await v.readable()
  const refused = async typed => {
    await v.page.fill('[name=code]', typed)
    await v.page.click('main form[data-do=collect] button')
    await v.stand('desk', 'refused', 'other')
    const sentence = v.page.locator('[data-fill=sentence]')
    return (await sentence.isVisible()) ? sentence.textContent() : v.page.locator('[data-stand=desk] [data-when=other]').textContent()
  }
  const wrong = await refused('0000-0000-0000-0000')
  await v.readable()
  assert.match(wrong, /not good here/)
  assert.equal(await v.page.inputValue('[name=code]'), '0000-0000-0000-0000', 'what was typed is kept')
  assert.equal(await refused(lost.codes[0]), wrong, 'a revoked code sounds like one that never was')
  await v.page.fill('[name=code]', good.codes[0].toLowerCase().replaceAll('-', ' '))
  await v.page.click('main form[data-do=collect] button')
  await v.at('/wallet')
  await v.stand('return', 'waiting')
  await v.stand('passes', 'held')
  assert.equal((await v.context.cookies()).length, 0, 'the desk has nothing to forget')
  await v.does('sign-return')
  await v.stand('return', 'counted')
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'counted')
  assert.equal(await v.page.locator('[data-nameable]').count(), 0, 'who has no name at the desk is not asked to sign by it')

  // The camera opens the strip's address; nothing of its fragment is sent or stays in the bar.
  const w = await visitor({ ...phone, dark: true })
  await w.go(`/desk/printed#${good.codes[1]}`)
  await w.stand('desk', 'ready')
  await w.readable()
  assert.equal(w.page.url(), `${base}/desk/printed`)
  assert.equal(await w.page.inputValue('[name=code]'), good.codes[1])
  await w.page.click('main form[data-do=collect] button')
  await w.at('/wallet')
  await w.stand('passes', 'held')
  assert.ok(w.requests.every(r => !r.path.includes(good.codes[1])), 'no address holds the code')

  // And without a browser.
  const wallet = (input, command, ...args) => execFileSync(join(import.meta.dirname, '../../../../bin/roundrobin'), ['wallet', command, join(data, 'driver.wallet'), ...args], { input, encoding: 'utf8' })
  wallet('', 'new')
  assert.match(wallet(`${good.codes[3]}\n`, 'collect', '--site', base, '--paper'), /\d+ passes/)

  // A strip that is found again tells whoever holds it, and nobody else, that it was used.
  const x = await visitor(phone)
  await x.go(`/desk/printed#${good.codes[1]}`)
  await x.stand('desk', 'ready')
  await x.page.click('main form[data-do=collect] button')
  await x.stand('desk', 'other')
  assert.match(await x.page.locator('[data-stand=desk] [data-when=other]').textContent(), /already collected with this code/)
  await x.readable()

  const plain = await visitor({ ...phone, javaScript: false })
  await plain.go('/desk/printed')
  await plain.readable()
  await plain.page.fill('[name=code]', good.codes[2])
  await plain.page.click('main form[action="/desk/printed"] button')
  assert.match(await plain.page.textContent('main'), /your code is still good/)
  await plain.readable()
}

/** Twelve strips as they come from the printer, and their batch. */
async function printed(operator, file) {
  const said = await operator('codes', 'print', file, '--count', '12', '--ways', 'email,codes')
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  const codes = text.match(/\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b/g)
  assert.equal(new Set(codes).size, 12)
  return { codes, batch: said.match(/Batch (\d+)/)[1] }
}
