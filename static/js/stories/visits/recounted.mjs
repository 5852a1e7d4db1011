import assert from 'node:assert/strict'

export const when = 'last'
export const tells = 'after all of these visits an outsider counts the same'

export async function run({ recount, json }) {
  const counted = await recount()
  assert.equal(counted.ok, true)
  const { petitions } = await json('/petitions.json')
  const rounds = (await json('/now.json')).petitions.filter(x => x.round)
  assert.ok(rounds.length && counted.petitions.length > 5)
  for (const p of counted.petitions) {
    const shown = petitions.find(x => x.id === p.id) ?? rounds.find(x => x.id === p.id) ?? (await json(`/petitions/${p.id}.json`))
    assert.equal(p.count, shown.count, p.title)
  }
}
