import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const when = 'last'
export const tells = 'no address or name of the roster stands in clear in any file of the site'

/** Addresses, and two or more words with capitals, as they would stand in any file. */
const addresses = /[\p{L}\d._'+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu
const names = /\p{Lu}[\p{L}'’-]+(?= (\p{Lu}[\p{L}'’-]+))/gu

export async function run({ data, roster }) {
  const people = roster()
  const known = { name: new Set(people.map(p => p[0])), address: new Set(people.map(p => p[1].toLowerCase())) }
  assert.ok(known.name.size > 1000 && known.address.size > 5000)
  const found = []
  for (const file of files(process.env.RR_IDENTITY ? join(process.env.RR_TEST_POSTGRES, 'data') : data)) {
    const text = textOf(file)
    for (const [a] of text.matchAll(addresses)) if (known.address.has(a.toLowerCase())) found.push(`${file}: ${a}`)
    for (const [first, last] of text.matchAll(names)) if (known.name.has(`${first} ${last}`)) found.push(`${file}: ${first} ${last}`)
  }
  assert.deepEqual([...new Set(found)].slice(0, 20), [])
}

/** PostgreSQL takes away what it no longer needs while we read. */
function textOf(file) {
  try {
    return readFileSync(file).toString('utf8')
  } catch (e) {
    if (e.code === 'ENOENT') return ''
    throw e
  }
}

function files(folder) {
  const found = readdirSync(folder, { withFileTypes: true, recursive: true })
  const all = found.filter(f => f.isFile()).map(f => join(f.parentPath ?? f.path, f.name))
  assert.ok(all.length > 1, `${folder} holds the stores`)
  return all
}
