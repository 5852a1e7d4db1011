// The wallet's half of RSABSSA-SHA384-PSS-Deterministic (RFC 9474), with salt and blind handed in: they come from the seed.
// No message randomizer: what is signed holds a pseudorandom key.
import { concat, i2osp, os2ip, sha384, type Bytes } from '../bytes'

export const KEY_SIZE = 256 // bytes of a modulus, a blinded message and a signature
export const SALT_SIZE = 48

const HASH = 48

/** What goes to the issuer, and what turns its answer into the signature. The inverse never leaves the device. */
export type Blinded = { message: Bytes; inverse: bigint }

/** RFC 9474 section 4.2. Throws if message or blind has a factor in common with n: then n is no key. */
export async function blind(n: bigint, message: Bytes, salt: Bytes, r: bigint): Promise<Blinded> {
  const bits = n.toString(2).length
  const m = os2ip(await encode(message, bits - 1, salt))
  const inverse = (invert((m * r) % n, n) * m) % n // one inversion proves both coprime to n
  return { message: i2osp((m * powE(r, n)) % n, (bits + 7) >> 3), inverse }
}

/** RFC 9474 section 4.4 without its last step: the caller verifies. */
export function unblind(n: bigint, signature: Bytes, inverse: bigint): Bytes {
  return i2osp((os2ip(signature) * inverse) % n, (n.toString(2).length + 7) >> 3)
}

/** EMSA-PSS-ENCODE of RFC 8017 section 9.1.1 with SHA-384 and MGF1-SHA-384. */
async function encode(message: Bytes, bits: number, salt: Bytes): Promise<Bytes> {
  const length = (bits + 7) >> 3
  const h = await sha384(concat(new Uint8Array(8), await sha384(message), salt))
  const db = new Uint8Array(length - HASH - 1)
  db[db.length - salt.length - 1] = 1
  db.set(salt, db.length - salt.length)
  const mask = await mgf1(h, db.length)
  for (let i = 0; i < db.length; i++) db[i]! ^= mask[i]!
  db[0]! &= 0xff >> (8 * length - bits)
  return concat(db, h, Uint8Array.of(0xbc))
}

async function mgf1(seed: Bytes, length: number): Promise<Bytes> {
  const blocks = Array.from({ length: Math.ceil(length / HASH) }, (_, i) => sha384(concat(seed, Uint8Array.of(0, 0, 0, i))))
  return concat(...(await Promise.all(blocks))).slice(0, length)
}

/** x to the power 65537. */
export function powE(x: bigint, n: bigint): bigint {
  let y = x
  for (let i = 0; i < 16; i++) y = (y * y) % n
  return (y * x) % n
}

function invert(a: bigint, n: bigint): bigint {
  let [r0, r1, s0, s1] = [n, a % n, 0n, 1n]
  while (r1) {
    const q = r0 / r1
    ;[r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1]
  }
  if (r0 !== 1n) throw new RangeError('not invertible')
  return s0 < 0n ? s0 + n : s0
}
