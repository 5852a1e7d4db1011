import assert from 'node:assert/strict'
import { test } from 'node:test'
import { b64url, base64, concat, hex, i2osp, os2ip, text, unb64url, unhex, utf8 } from '../src/bytes'

test('bytes survive every spelling', () => {
  const b = Uint8Array.from({ length: 256 }, (_, i) => 255 - i)
  assert.deepEqual(unhex(hex(b)), b)
  assert.deepEqual(unb64url(b64url(b)), b)
  assert.deepEqual(i2osp(os2ip(b), 256), b)
  assert.equal(base64(b), Buffer.from(b).toString('base64'))
  assert.equal(text(utf8('Nobody – read it')), 'Nobody – read it')
  assert.equal(text(concat(utf8('\ufeff'), utf8('a'))), '\ufeffa')
})

for (const [what, spelling] of Object.entries({
  padding: 'AA==',
  'the other alphabet': '+/+/',
  'stray last bits': 'AB',
  'a line break': 'AAAA\n',
})) {
  test(`base64url is refused with ${what}`, () => assert.throws(() => unb64url(spelling)))
}

test('hex is refused in upper case and in half bytes', () => {
  assert.throws(() => unhex('AA'))
  assert.throws(() => unhex('abc'))
})
