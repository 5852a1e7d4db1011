import assert from 'node:assert/strict'
import { test } from 'node:test'
import { b64url, hex, unb64url, unhex } from '../src/bytes'
import { finishBook, prepareBook } from '../src/pass/book'
import { parseBook } from '../src/pass/keyfile'
import { boothKey, boothSecret } from '../src/pass/pass'
import { nameKey, rootOf } from '../src/pass/seed'
import { issuer, root, wallet } from './vectors'

const prepared = async () => prepareBook(await root(), await parseBook(wallet.key_file))

test('the key file', async () => {
  const book = await parseBook(wallet.key_file)
  assert.equal(book.hash, wallet.key_file_hash)
  assert.deepEqual([book.origin, book.name, book.slots], [wallet.origin, wallet.book, 1])
  assert.deepEqual(
    book.keys.map(k => [k.slot, k.purpose, hex(k.modulus)]),
    wallet.passes.map((p: { slot: number; purpose: string; n: string }) => [p.slot, p.purpose, p.n]),
  )
})

test('the same seed prepares the same book as the server’s own wallet', async () => {
  const { request, passes } = await prepared()
  assert.deepEqual(request, { book: wallet.book, name_key: b64url(unhex(wallet.name_key)), requests: wallet.desk_requests })
  passes.forEach((p, i) => {
    assert.equal(hex(p.input), wallet.passes[i].token_input)
    assert.equal(hex(p.blinded.message), wallet.passes[i].blinded_message)
  })
})

test('the signatures become the same passes', async () => {
  const book = await prepared()
  const passes = await finishBook(book, wallet.desk_signatures)
  assert.deepEqual(passes.map(p => hex(p.token)), wallet.passes.map((p: { pass: string }) => p.pass))
  for (const [i, p] of passes.entries()) {
    const v = wallet.passes[i]
    assert.equal(hex(boothKey(p.token)), v.booth_key)
    assert.equal(hex(await boothSecret(await root(), p.origin, p.book, p, p.token)), v.booth_seed)
  }
})

test('the issuer of these tests signs as the server does', async () => {
  const { passes } = await prepared()
  passes.forEach((p, i) => {
    const v = wallet.passes[i]
    assert.equal(hex(issuer(v.private_key_pem).sign(p.blinded.message)), v.blind_signature)
  })
})

test('the name key', async () => {
  assert.equal(hex(await nameKey(await root(), wallet.origin, wallet.book)), wallet.name_key_seed)
})

test('what does not verify is left out, the rest is kept', async () => {
  const signatures = unb64url(wallet.desk_signatures)
  signatures[256 * 2 - 1]! ^= 1 // of the second pass
  const passes = await finishBook(await prepared(), b64url(signatures))
  assert.equal(passes.length, wallet.passes.length - 1)
  assert.ok(!passes.some(p => p.purpose === 'voice'))
})

test('a pass whose key was destroyed, for which the desk sends zeros, is left out', async () => {
  const signatures = unb64url(wallet.desk_signatures)
  signatures.fill(0, 0, 256 * 2)
  const passes = await finishBook(await prepared(), b64url(signatures))
  assert.deepEqual(passes.map(p => p.purpose), wallet.passes.slice(2).map((p: { purpose: string }) => p.purpose))
})

test('an answer of another length is refused', async () => {
  await assert.rejects(finishBook(await prepared(), b64url(unb64url(wallet.desk_signatures).slice(1))), RangeError)
})

test('a seed of another length is refused', () => assert.rejects(rootOf(unhex('00')), RangeError))

const swapped = (from: string | RegExp, to: string) => (wallet.key_file as string).replace(from, to)
for (const [what, file] of Object.entries({
  'another kind': swapped('v1 book', 'v1 proofs'),
  'no slots': swapped('\n1\n', '\n0\n'),
  'more slots than keys': swapped('\n1\n', '\n2\n'),
  'a leading zero': swapped('\n1\n', '\n01\n'),
  'too many slots': swapped('\n1\n', '\n513\n'),
  'no number': swapped('\n1\n', '\nx\n'),
  'lines in another order': swapped(/(1 sign .*\n)(1 voice .*\n)/, '$2$1'),
  'a line too many': wallet.key_file + '5 draft AAAA\n',
  'no last line end': wallet.key_file.slice(0, -1),
  'an even modulus': swapped(/(1 sign \S+)\S\n/, '$1A\n'),
  'a short modulus': swapped(/1 sign \S+/, '1 sign AAAA'),
  'a small modulus': swapped(/1 sign ./, '1 sign A'),
  'carriage returns': (wallet.key_file as string).replaceAll('\n', '\r\n'),
  nothing: '',
} as Record<string, string>)) {
  test(`a key file is refused with ${what}`, async () => {
    assert.notEqual(file, wallet.key_file)
    await assert.rejects(parseBook(file))
  })
}
