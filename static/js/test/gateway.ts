// The far end of an envelope, for tests: opens it and seals one answer.
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke'
import { concat, text, u16, unhex, utf8, type Bytes } from '../src/bytes'

const ANSWER_SIZE = 16384

export type Opened = { path: string; body: Bytes; answer(status: number, body: Bytes): Promise<Bytes> }

export async function gateway(id = 1) {
  const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM)
  const pair = await suite.GenerateKeyPair()
  const header = concat(Uint8Array.of(id), unhex('0010'), unhex('00010001'))
  const config = concat(header.slice(0, 3), await suite.SerializePublicKey(pair.publicKey), unhex('0004'), header.slice(3))
  return {
    config: concat(u16(config.length), config),
    async open(envelope: Bytes): Promise<Opened> {
      const enc = envelope.slice(7, 72)
      const ctx = await suite.SetupRecipient(pair, enc, { info: concat(utf8('message/bhttp request\0'), header) })
      const { path, body } = parse((await ctx.Open(envelope.slice(72))) as Bytes)
      const secret = (await ctx.Export(utf8('message/bhttp response'), 16)) as Bytes
      return { path, body, answer: (status, b) => sealAnswer(secret, enc, status, b) }
    },
  }
}

function parse(b: Bytes) {
  let at = 1
  const take = () => {
    const two = b[at]! >= 64
    const n = two ? ((b[at]! & 63) << 8) | b[at + 1]! : b[at]!
    at += two ? 2 : 1
    return b.slice(at, (at += n))
  }
  const [, , , path, , body] = [take(), take(), take(), take(), take(), take()]
  return { path: text(path!), body: body! }
}

async function sealAnswer(secret: Bytes, enc: Bytes, status: number, body: Bytes): Promise<Bytes> {
  const plain = new Uint8Array(ANSWER_SIZE)
  plain.set(concat(unhex('01'), Uint8Array.of(0x40 | (status >> 8), status & 255), unhex('00'), Uint8Array.of(0x40 | (body.length >> 8), body.length & 255), body))
  const nonce = crypto.getRandomValues(new Uint8Array(16))
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const bits = async (info: string, n: number) =>
    new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: concat(enc, nonce), info: utf8(info) }, base, n))
  const key = await crypto.subtle.importKey('raw', await bits('key', 128), 'AES-GCM', false, ['encrypt'])
  return concat(nonce, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: await bits('nonce', 96) }, key, plain)))
}
