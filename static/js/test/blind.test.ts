import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex, os2ip, unhex } from '../src/bytes'
import { blind, unblind } from '../src/pass/blind'
import { keyId } from '../src/pass/pass'
import { inverse, load } from './vectors'

const strip = (s: string) => unhex(s.replace(/^0x/, ''))

test('RFC 9474: deterministic, with and without salt', async () => {
  const ours = load('rfc9474').filter((v: { name: string }) => v.name.endsWith('-Deterministic'))
  assert.equal(ours.length, 2)
  for (const v of ours) {
    const [n, inv] = [os2ip(strip(v.n)), os2ip(strip(v.inv))]
    const made = await blind(n, strip(v.input_msg), strip(v.salt), inverse(inv, n))
    assert.equal(hex(made.message), hex(strip(v.blinded_msg)))
    assert.equal(made.inverse, inv)
    assert.equal(hex(unblind(n, strip(v.blind_sig), made.inverse)), hex(strip(v.sig)))
  }
})

test('RFC 9578: a token of type 2 from its challenge', async () => {
  const all = load('rfc9578_type2')
  assert.equal(all.length, 5)
  for (const v of all) {
    const modulus = unhex(v.pkS).slice(-261, -5)
    const [n, input, token] = [os2ip(modulus), unhex(v.token).slice(0, -256), unhex(v.token)]
    assert.equal(hex(await keyId(modulus)), hex(input.slice(66)))
    const made = await blind(n, input, unhex(v.salt), os2ip(unhex(v.blind)))
    assert.equal(hex(made.message), v.token_request.slice(6))
    assert.equal(hex(unblind(n, unhex(v.token_response), made.inverse)), hex(token.slice(-256)))
  }
})

test('a blind that shares a factor with the key is refused', async () => {
  const [p, q] = [(1n << 61n) - 1n, (1n << 607n) - 1n]
  await assert.rejects(blind(p * q * ((1n << 1279n) - 1n), unhex('00'), unhex(''), p), RangeError)
})
