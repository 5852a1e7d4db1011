import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import { b64url, concat, hex, text, unhex, utf8, type Bytes } from '../src/bytes'
import { decodeResponse, encodeRequest, REQUEST_SIZE } from '../src/envelope/bhttp'
import { open, readKeys, seal } from '../src/envelope/ohttp'
import { Lie } from '../src/ledger/note'
import { gateway } from './gateway'

test('RFC 9458 appendix A: a known-length request, then zeros', () => {
  const made = encodeRequest({ method: 'GET', path: '/beat' })
  assert.equal(made.length, REQUEST_SIZE)
  assert.equal(hex(made.slice(0, 24)), '00' + '03474554' + '056874747073' + '05626f6f7468' + '052f62656174' + '00')
  assert.ok(made.slice(24).every(x => x === 0))
})

test('a body of four thousand bytes and more fits; one of nine thousand does not', () => {
  const made = encodeRequest({ method: 'POST', path: '/p', body: new Uint8Array(5000).fill(120) })
  assert.equal(made.filter(x => x === 120).length, 5000)
  assert.throws(() => encodeRequest({ method: 'POST', path: '/p', body: new Uint8Array(9000) }), RangeError)
})

test('responses: with fields, without, with a long body', () => {
  assert.deepEqual(decodeResponse(unhex('0140cc0000000000')), { status: 204, body: new Uint8Array() })
  const long = new Uint8Array(300).fill(1)
  const message = concat(unhex('0140c8' + '03' + '0161' + '00'), unhex('412c'), long, unhex('000000'))
  assert.deepEqual(decodeResponse(message), { status: 200, body: long })
})

for (const [what, message] of Object.entries({
  nothing: '',
  'a request': '00034745540568747470730562',
  'an indeterminate length': '0340c8',
  'an informational status': '014066',
  'a length past the end': '0140c8007f',
  'a number of eight bytes': '01c0000000000000c8',
  'a number cut short': '0140',
})) {
  test(`a response is refused with ${what}`, () => assert.throws(() => decodeResponse(unhex(message))))
}

test('RFC 9458 appendix A: the answer opens', async () => {
  const example = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM)
  const key = await example.DeserializePrivateKey(unhex('3c168975674b2fa8e465970b79c8dcf09f1c741626480bd4c6162fc5b6a98e1a'), true)
  const enc = unhex('4b28f881333e7c164ffc499ad9796f877f4e1051ee6d31bad19dec96c208b472')
  const info = concat(utf8('message/bhttp request\0'), unhex('01002000010001'))
  const secret = await (await example.SetupRecipient(key, enc, { info })).Export(utf8('message/bhttp response'), 16)
  const answer = unhex('c789e7151fcba46158ca84b04464910d86f9013e404feea014e7be4a441f234f857fbd')
  assert.equal(hex(await open(secret as Bytes, enc, answer)), '0140c8')
  answer[20]! ^= 1
  await assert.rejects(open(secret as Bytes, enc, answer))
})

test('there and back through a gateway', async () => {
  const there = await gateway()
  const key = await readKeys(there.config, [b64url(there.config.slice(2))])
  const sealed = await seal(key, encodeRequest({ method: 'POST', path: '/echo', body: utf8('Nobody knows.') }))
  assert.equal(sealed.envelope.length, 7 + 65 + REQUEST_SIZE + 16)
  const { path, body, answer } = await there.open(sealed.envelope)
  assert.deepEqual([path, text(body)], ['/echo', 'Nobody knows.'])
  const response = decodeResponse(await sealed.open(await answer(200, utf8('{}'))))
  assert.deepEqual([response.status, text(response.body)], [200, '{}'])
})

test('no two envelopes are alike', async () => {
  const { config } = await gateway()
  const key = await readKeys(config, [b64url(config.slice(2))])
  const [a, b] = await Promise.all([0, 1].map(() => seal(key, encodeRequest({ method: 'GET', path: '/beat' }))))
  assert.notEqual(hex(a!.envelope.slice(7, 72)), hex(b!.envelope.slice(7, 72)))
})

test('of several gateway keys the first that we can use and the ledger knows is taken; none is a lie', async () => {
  const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM)
  const pair = await suite.GenerateKeyPair()
  const ours = concat(unhex('0029' + '02' + '0010'), await suite.SerializePublicKey(pair.publicKey), unhex('0008' + '00030003' + '00010001'))
  const size = (b: Bytes) => concat(Uint8Array.of(b.length >> 8, b.length & 255), b)
  const config = size(ours.slice(2))
  const x25519 = size(concat(unhex('010020'), new Uint8Array(32).fill(9), unhex('000400010001')))
  const otherAead = size(concat(unhex('030010'), ours.slice(5, 70), unhex('000400010003')))
  const all = concat(x25519, otherAead, config)
  const known = [x25519, otherAead, config].map(c => b64url(c.slice(2)))
  assert.equal(hex((await readKeys(all, known)).header), '02001000010001')
  await assert.rejects(readKeys(x25519, known), Lie)
  await assert.rejects(readKeys(otherAead, known), Lie)
  await assert.rejects(readKeys(new Uint8Array(), known), Lie)
  await assert.rejects(readKeys(all, known.slice(0, 2)), Lie)
})
