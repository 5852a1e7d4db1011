import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke'
import { b64url, hex, text, unhex, utf8, type Bytes } from '../src/bytes'
import { readPublic, setupSender } from '../src/envelope/hpke'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM)

// RFC 9180 appendix A.3.1
const rfc = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  point: '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  secret: '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
  to: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  aad: '436f756e742d30',
  plaintext: '4265617574792069732074727574682c20747275746820626561757479',
  sealed: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
  exported: 'd8f1ea7942adbba7412c6d431c62d01371ea476b823eb697e1f6e6cae1dab85a', // for "TestContext", 32 bytes
}

async function pairOf(point: Bytes, secret: Bytes): Promise<CryptoKeyPair> {
  const jwk = { kty: 'EC', crv: 'P-256', x: b64url(point.slice(1, 33)), y: b64url(point.slice(33)), d: b64url(secret) }
  const privateKey = await crypto.subtle.importKey('jwk', jwk, CURVE, false, ['deriveBits'])
  return { privateKey, publicKey: await readPublic(point) }
}

test('RFC 9180 appendix A.3.1', async () => {
  const pair = await pairOf(unhex(rfc.point), unhex(rfc.secret))
  const sender = await setupSender(await readPublic(unhex(rfc.to)), unhex(rfc.info), pair)
  assert.equal(hex(sender.enc), rfc.point)
  assert.equal(hex(await sender.seal(unhex(rfc.plaintext), unhex(rfc.aad))), rfc.sealed)
  assert.equal(hex(await sender.export('TestContext', 32)), rfc.exported)
})

test('another library opens what is sealed here and exports the same', async () => {
  const pair = await suite.GenerateKeyPair()
  const info = utf8('about this')
  const sender = await setupSender(pair.publicKey as CryptoKey, info)
  const receiver = await suite.SetupRecipient(pair, sender.enc, { info })
  assert.equal(text(await receiver.Open(await sender.seal(utf8('Nobody knows.')))), 'Nobody knows.')
  assert.equal(hex(await receiver.Export(utf8('for'), 16)), hex(await sender.export('for', 16)))
})

test('a key that is no point of the curve is refused', async () => {
  const off = unhex(rfc.to)
  off[64]! ^= 1
  await assert.rejects(readPublic(off))
  await assert.rejects(readPublic(off.slice(0, 33)))
})
