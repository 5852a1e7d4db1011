import assert from 'node:assert/strict'

export const tells = 'an admin without a script sends a messy roster, says which column is which, reads why rows are bad, applies it, and takes it back'

// The present roster with one who joins, so that nobody whom another story needs leaves.
const [joins, address] = ['Mona Importa', 'mona.importa@meridian.example']
function messy(roster) {
  const [, ...rows] = roster.trimEnd().split('\n')
  const bad = ['No Address;not yet;Legal;Leeds;employee;M1', '"=HYPERLINK(""http://evil.example"")";evil@meridian.example;Legal;Leeds;employee;M2', rows[0].replace(/,/g, ';'), 'Short Row;short@meridian.example']
  return '\ufeff' + ['Full Name;Wohin;Dept.;Location;Type;Employee ID', ...rows.map(r => r.replace(/,/g, ';')), ...bad, `${joins};${address.toUpperCase()} ;Legal;Leeds;becaria;M3`, ''].join('\r\n')
}

export async function run({ visitor, member, rosterFile, code }) {
  const admin = await visitor({ javaScript: false, width: 390 })
  await admin.signsIn(await member('Rosa Lindqvist', 'admin'))
  await admin.page.click('nav a[href="/office/roster"]')
  await admin.readable()
  const sends = (name, text) => {
    return admin.page.setInputFiles('[name=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) }).then(() => admin.page.getByRole('button', { name: 'Look at it first' }).click())
  }
  await sends('people.xlsx', 'PK\x03\x04')
  await admin.page.locator('#file-problem', { hasText: 'save it as CSV' }).waitFor()
  await admin.readable()

  await sends('people.csv', messy(rosterFile()))
  await admin.at('/office/roster/preview')
  await admin.page.getByText('must each have a column').waitFor()
  await admin.readable()
  await admin.page.selectOption('#column-address', { label: '2: Wohin' })
  await admin.page.getByRole('button', { name: 'Match them so' }).click()
  const figures = async () => Object.fromEntries(await admin.page.locator('main dl.facts > div').evaluateAll(all => all.map(d => [d.querySelector('dt').textContent, d.querySelector('dd').textContent])))
  await admin.page.getByText('In numbers').waitFor()
  const { Joining, Leaving, Changed, 'Bad rows': bad } = await figures()
  assert.deepEqual([Joining, Leaving, Changed, bad], ['1', '0', '0', '4'])
  for (const why of ['no address that mail could go to', 'begins as a formula does', 'The same address stands in line 2', 'has 2 columns where']) await admin.page.getByText(why).waitFor()
  await admin.readable()
  await admin.page.getByRole('link', { name: 'Who joins' }).click()
  await admin.page.locator('#names ~ ul', { hasText: joins }).waitFor()
  await admin.readable()
  await admin.page.getByRole('button', { name: 'Make it the roster' }).click()
  await admin.page.getByText('The ledger says how many there are now.').waitFor({ timeout: 60_000 })
  await admin.readable()

  // Who joined is on it, and is shown so.
  const mona = await visitor({ dark: true })
  const looks = async count => {
    await mona.go('/desk/self')
    await mona.page.fill('[name=address]', address)
    await mona.page.click('main form[action="/desk/self/address"] button')
    await mona.at('/desk/self/code')
    await mona.page.fill('[name=code]', count ? await code(address, count) : '000000')
    await mona.page.click('main form[action="/desk/self"] button')
  }
  await looks(1)
  await mona.page.getByText('You are on the roster, once.').waitFor()
  await mona.page.locator('dd', { hasText: 'intern' }).waitFor()
  await mona.readable()

  await admin.page.getByRole('button', { name: 'Take the last import back' }).click()
  await admin.page.getByText('It is taken back.').waitFor()
  await admin.readable()
  await looks(0)
  await mona.page.getByText('That is not the code').waitFor()
  await mona.readable()
}
