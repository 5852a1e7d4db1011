// A pass: the token of RFC 9578 type 0x0002, whose nonce is the Ed25519 booth key that it certifies.
import { getPublicKeyAsync } from '@noble/ed25519'
import { b64url, concat, os2ip, sha256, u16, unhex, utf8, type Bytes } from '../bytes'
import { blind, KEY_SIZE, SALT_SIZE, unblind, type Blinded } from './blind'
import type { BookKey, Place } from './keyfile'
import { derive, type Root } from './seed'

export const PASS_SIZE = 354

const TYPE = u16(2)
export const INPUT_SIZE = PASS_SIZE - KEY_SIZE // what the issuer signs: type, booth key, challenge, key id
const BLIND_SIZE = KEY_SIZE + 16 // 128 bits more than the modulus, so that the remainder is as good as uniform

// RSASSA-PSS with SHA-384, MGF1-SHA-384, salt 48, for 2,048 bits and e = 65537: what stands around the modulus.
const SPKI_HEAD = unhex(
  '30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d010108300b0609608648016503040202a2030201300382010f003082010a0282010100',
)
const SPKI_TAIL = unhex('0203010001')

/** RFC 9578 section 8.2.2: SHA-256 of the encoded public key. */
export const keyId = (modulus: Bytes): Promise<Bytes> => sha256(concat(SPKI_HEAD, modulus, SPKI_TAIL))

/** The TokenChallenge of RFC 9577 section 2.1.1. Its context names book, slot and purpose, so a pass is good for one place only. */
export async function challenge(origin: string, book: string, { slot, purpose }: Place): Promise<Bytes> {
  const context = await sha256(utf8(`roundrobin/v1\n${book}\n${slot}\n${purpose}\n`))
  const name = concat(u16(utf8(origin).length), utf8(origin))
  return concat(TYPE, name, Uint8Array.of(context.length), context, name)
}

/** The 352 bytes that the seed gives for a pass. The key's id is among the names: another key gives unrelated keys and blinds. */
async function secrets(root: Root, origin: string, book: string, { slot, purpose }: Place, id: Bytes) {
  const b = await derive(root, [origin, book, `${slot}`, purpose], id, 32 + SALT_SIZE + BLIND_SIZE)
  return { ed25519: b.slice(0, 32), salt: b.slice(32, 32 + SALT_SIZE), blind: b.slice(32 + SALT_SIZE) }
}

/** The Ed25519 seed of a pass that the wallet holds. */
export async function boothSecret(root: Root, origin: string, book: string, place: Place, pass: Bytes): Promise<Bytes> {
  return (await secrets(root, origin, book, place, pass.slice(INPUT_SIZE - 32, INPUT_SIZE))).ed25519
}

/** The public key that a pass certifies. */
export const boothKey = (pass: Bytes): Bytes => pass.slice(2, 34)

/** Half a pass: made before the issuer is asked, and again from the same seed at any time. */
export type Prepared = BookKey & { input: Bytes; blinded: Blinded }

export async function prepare(root: Root, origin: string, book: string, key: BookKey): Promise<Prepared> {
  const id = await keyId(key.modulus)
  const [s, digest] = await Promise.all([
    secrets(root, origin, book, key, id),
    challenge(origin, book, key).then(sha256),
  ])
  const n = os2ip(key.modulus)
  const input = concat(TYPE, await getPublicKeyAsync(s.ed25519), digest, id)
  return { ...key, input, blinded: await blind(n, input, s.salt, os2ip(s.blind) % n) }
}

/** Turns a blind signature into the pass. Throws unless it verifies (RFC 9474 section 4.4). */
export async function finish(p: Prepared, blindSignature: Bytes): Promise<Bytes> {
  const signature = unblind(os2ip(p.modulus), blindSignature, p.blinded.inverse)
  const good = await crypto.subtle.verify(PSS, await importKey(p.modulus), signature, p.input)
  if (!good) throw new TypeError('not signed by the key of this place')
  return concat(p.input, signature)
}

export const PSS = { name: 'RSA-PSS', saltLength: SALT_SIZE }

/** A key that passes verify under. Browsers take no SPKI with this OID, but JWK. */
export function importKey(modulus: Bytes): Promise<CryptoKey> {
  const jwk = { kty: 'RSA', n: b64url(modulus), e: 'AQAB', alg: 'PS384' }
  return crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, false, ['verify'])
}
