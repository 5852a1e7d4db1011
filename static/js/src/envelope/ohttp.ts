// Oblivious HTTP (RFC 9458): DHKEM P-256, HKDF-SHA256, AES-128-GCM; no other suite.
import { b64url, concat, utf8, type Bytes } from '../bytes'
import { Lie } from '../ledger/note'
import { ALGORITHMS, KEM, readPublic, setupSender } from './hpke'

const POINT = 65 // bytes of a public key
const NONCE = 16 // max(Nn, Nk), section 4.4

export type GatewayKey = { header: Bytes; key: CryptoKey }
export type Sealed = { envelope: Bytes; open(answer: Bytes): Promise<Bytes> }

/**
 * Reads application/ohttp-keys (section 3.2) and returns the first key of our suite that is in the ledger, where keys are b64url. One
 * that is not could have been made for this wallet alone. Throws a Lie if there is none.
 */
export async function readKeys(b: Bytes, ledger: string[]): Promise<GatewayKey> {
  const view = new DataView(b.buffer, b.byteOffset, b.length)
  for (let at = 0; at + 2 <= b.length; ) {
    const config = b.slice(at + 2, (at += 2 + view.getUint16(at)))
    const offered = config.slice(3 + POINT + 2)
    if (((config[1]! << 8) | config[2]!) !== KEM || !offers(offered) || !ledger.includes(b64url(config))) continue
    return { header: concat(config.slice(0, 3), ALGORITHMS), key: await readPublic(config.slice(3, 3 + POINT)) }
  }
  throw new Lie('no gateway key that this wallet can use and the ledger knows')
}

function offers(algorithms: Bytes): boolean {
  for (let i = 0; i + 4 <= algorithms.length; i += 4) {
    if (ALGORITHMS.every((x, j) => algorithms[i + j] === x)) return true
  }
  return false
}

/** Seals one padded request. Each call makes a fresh key: no two envelopes can be told apart, nor put together. */
export async function seal(to: GatewayKey, plaintext: Bytes): Promise<Sealed> {
  const info = concat(utf8('message/bhttp request\0'), to.header)
  const { enc, ...sender } = await setupSender(to.key, info)
  const envelope = concat(to.header, enc, await sender.seal(plaintext))
  const secret = await sender.export('message/bhttp response', NONCE)
  return { envelope, open: answer => open(secret, enc, answer) }
}

/** Section 4.4. WebCrypto's HKDF extracts and expands in one go, from the same secret and salt both times. */
export async function open(secret: Bytes, enc: Uint8Array, answer: Bytes): Promise<Bytes> {
  const salt = concat(enc, answer.slice(0, NONCE))
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey', 'deriveBits'])
  const hkdf = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) })
  const key = await crypto.subtle.deriveKey(hkdf('key'), base, { name: 'AES-GCM', length: 128 }, false, ['decrypt'])
  const iv = await crypto.subtle.deriveBits(hkdf('nonce'), base, 96)
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, answer.slice(NONCE)))
}
