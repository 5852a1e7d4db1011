import assert from 'node:assert/strict'

export const tells = 'searches, filters, sorts and links without a script; takes every list as JSON, CSV and Atom'

const titles = v => v.page.locator('main .cards h3 a').allTextContents()

export async function run({ visitor, base, json }) {
  const v = await visitor({ javaScript: false, width: 390, height: 844 })
  await v.go('/petitions')
  const all = await titles(v)
  assert.equal(all.length, (await json('/petitions.json?state=all')).petitions.length)

  // A word with a wrong letter, a filter, another order: all by the form, all in the address.
  await v.page.fill('[name=q]', 'keystrikes')
  await v.page.click('main form[role=search] button')
  assert.deepEqual(await titles(v), ['Stop recording our screens and keystrokes'])
  assert.match(await v.page.textContent('main'), /“keystrikes” is nowhere here.*keystrokes/s)
  await v.readable()
  await v.page.fill('[name=q]', '')
  await v.page.selectOption('[name=topic]', { label: 'Monitoring and data' })
  await v.page.selectOption('[name=state]', { label: 'Open to sign' })
  await v.page.selectOption('[name=sort]', { label: 'Most signed' })
  await v.page.click('main form[role=search] button')
  assert.deepEqual(await titles(v), ['Stop recording our screens and keystrokes', 'Publish the RouteCam privacy review'])
  const link = v.path()
  for (const part of ['topic=monitoring', 'state=open', 'sort=signed']) assert.ok(link.includes(part), link)
  const other = await visitor({ javaScript: false })
  await other.go(link)
  assert.deepEqual(await titles(other), await titles(v), 'the address is the list')
  assert.equal(await other.page.locator('[name=sort]').inputValue(), 'signed')
  await other.readable()

  await v.page.selectOption('[name=topic]', '')
  await v.page.selectOption('[name=state]', { label: 'Closing within a week' })
  await v.page.click('main form[role=search] button')
  const closing = ['Water and shade in the Valencia yard above 32 °C', 'Count Badge days over a month, not a week', 'No automatic warnings from pick-rate scanners']
  assert.deepEqual((await titles(v)).sort(), closing.sort())
  await v.page.selectOption('[name=state]', 'all')
  await v.page.selectOption('[name=program]', { label: 'RouteCam' })
  await v.page.click('main form[role=search] button')
  assert.deepEqual(await titles(v), ['Publish the RouteCam privacy review'])

  // Programs are found, too; what is nowhere is told, with a way on.
  await v.go('/petitions?q=cameras')
  await v.page.getByRole('link', { name: 'RouteCam', exact: true }).waitFor()
  await v.go('/petitions?q=no-such-words-anywhere&state=closed')
  await v.readable()
  await v.page.getByRole('link', { name: 'Search without the filters' }).click()
  assert.equal(v.path(), '/petitions?q=no-such-words-anywhere')
  await v.page.getByRole('link', { name: 'Show all petitions' }).click()
  assert.deepEqual(await titles(v), all)

  await lists(base, link.replace('/petitions', ''))
  await anything(base)
}

/** The same list in every form. */
async function lists(base, query) {
  const read = async path => {
    const r = await fetch(base + path)
    assert.equal(r.status, 200, path)
    return [await r.arrayBuffer().then(b => new TextDecoder('utf-8', { ignoreBOM: true }).decode(b)), r.headers.get('content-type')]
  }
  const { petitions } = JSON.parse((await read(`/petitions.json${query}`))[0])
  assert.deepEqual(petitions.map(p => p.topic), ['monitoring', 'monitoring'])
  const [csv, csvType] = await read(`/petitions.csv${query}`)
  assert.match(csvType, /^text\/csv/)
  assert.ok(csv.startsWith('\ufeff'), 'spreadsheets see UTF-8')
  for (const p of petitions) assert.ok(csv.includes(p.id))
  for (const path of [`/petitions.atom${query}`, '/programs.atom', `/petitions/${petitions[0].id}.atom`, `/programs/${petitions[0].program}.atom`, '/programs/proposals.atom']) {
    const [atom, type] = await read(path)
    assert.match(type, /^application\/atom\+xml/)
    assert.match(atom, /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/)
    for (const [, at] of atom.matchAll(/<updated>([^<]*)<\/updated>/g)) assert.match(at, /T00:00:00(Z|[+-])/, 'a day, never a time')
  }
  const life = JSON.parse((await read(`/petitions/${petitions[0].id}/timeline.json`))[0])
  const what = life.steps.map(s => `${s.place} ${s.what}`)
  for (const step of ['past opened', 'past delivered', 'side milestone', 'side program', 'now delivered', 'next closes']) assert.ok(what.includes(step), `${step}: ${what}`)
  assert.ok(life.steps.find(s => s.place === 'now').late)
  const program = JSON.parse((await read(`/programs/${petitions[0].program}.json`))[0])
  assert.ok(program.timeline.length > 5 && program.collects.length === 4 && program.petitions.length === 1)
  assert.equal(JSON.parse((await read('/programs.json'))[0]).programs.length, 6)
  assert.ok((await read('/programs.csv'))[0].includes('Data platform'))
}

/** Whatever stands in an address is an answer, never a breakage. */
async function anything(base) {
  const odd = [`'`, '"', '-x', 'AND', 'a AND', 'NEAR(', '%', '%00', '%ff%fe', '\\', '*', '()', '{}', `') OR 1=1 --`, 'x'.repeat(10_000), '🜁 ⅷ ﷺ', '\u202e']
  for (const q of odd) {
    const bare = q.startsWith('%') && q.length > 1 ? q : encodeURIComponent(q)
    for (const path of ['/petitions', '/petitions.json', '/petitions.csv', '/petitions.atom']) {
      const r = await fetch(`${base}${path}?q=${bare}&state=${bare.slice(0, 60)}&program=${bare.slice(0, 60)}&topic=${bare.slice(0, 60)}&sort=${bare.slice(0, 60)}&page=${bare.slice(0, 60)}`)
      assert.equal(r.status, 200, `${path} with ${q.slice(0, 20)}`)
    }
  }
  for (const path of ['/petitions/%00', '/petitions/%ff.json', '/programs/%00', '/programs/%27.atom', '/petitions/%00/timeline.json']) {
    assert.equal((await fetch(base + path)).status, 404, path)
  }
}
