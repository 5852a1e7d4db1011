import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { entropyToMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { hex, unhex } from '../src/bytes'
import { fromWords, listOf, toWords } from '../src/recovery/code'

const list = await listOf(readFileSync('../dist/words.txt', 'utf8'))

// The vectors of 128 bits from BIP39's own repository.
const vectors = {
  '00000000000000000000000000000000': 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about',
  '7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f': 'legal winner thank year wave sausage worth useful legal winner thank yellow',
  '80808080808080808080808080808080': 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above',
  ffffffffffffffffffffffffffffffff: 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong',
  '9e885d952ad362caeb4efe34a8e91bd2': 'ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic',
  c0ba5a8e914111210f2bd131f3d5e08d: 'scheme spot photo card baby mountain device kick cradle pact join borrow',
  '23db8160a31d3e0dca3688ed941adbf3': 'cat swing flag economy stadium alone churn speed unique patch report train',
  f30f8c1da665478f49b001d94c5fc452: 'vessel ladder alter error federal sibling chat ability sun glass valve picture',
}

for (const [seed, words] of Object.entries(vectors)) {
  test(`BIP39: ${seed}`, async () => {
    assert.equal((await toWords(list, unhex(seed))).join(' '), words)
    const read = await fromWords(list, words)
    assert.equal('seed' in read && hex(read.seed), seed)
  })
}

test('another library writes the same words', async () => {
  for (let i = 0; i < 50; i++) {
    const seed = crypto.getRandomValues(new Uint8Array(16))
    assert.equal((await toWords(list, seed)).join(' '), entropyToMnemonic(seed, wordlist))
  }
})

test('words are taken as people type them', async () => {
  const typed = ' 1. LEGAL, 2. winn\n3 thank  4 year wave saus worth useful legal winner thank — yellow.'
  const read = await fromWords(list, typed)
  assert.equal('seed' in read && hex(read.seed), '7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f')
})

test('it is said what is wrong: a word, how many they are, or that they do not belong together', async () => {
  const good = vectors['7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f']
  assert.deepEqual(await fromWords(list, good.replace('sausage', 'sossage')), { wrong: 'unknown', word: 'sossage' })
  assert.deepEqual(await fromWords(list, good.replace('sausage', 'sau')), { wrong: 'unknown', word: 'sau' })
  assert.deepEqual(await fromWords(list, good.replace(' yellow', '')), { wrong: 'number', n: 11 })
  assert.deepEqual(await fromWords(list, ''), { wrong: 'number', n: 0 })
  assert.deepEqual(await fromWords(list, good.replace('yellow', 'year')), { wrong: 'sum' })
})

test('no list but the one', async () => {
  await assert.rejects(listOf(list.join('\n')))
  await assert.rejects(listOf([...list].reverse().join('\n') + '\n'))
})
