// Bytes as text and as numbers. Every reader refuses what its writer would not have written.

export type Bytes = Uint8Array<ArrayBuffer>

export const utf8 = (s: string): Bytes => new TextEncoder().encode(s) as Bytes
export const text = (b: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(b)

export function concat(...parts: Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const p of parts) out.set(p, (at += p.length) - p.length)
  return out
}

/** Big-endian, two bytes. */
export const u16 = (n: number): Bytes => Uint8Array.of(n >> 8, n & 255)

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** Lower case. */
export function hex(b: Uint8Array): string {
  let s = ''
  for (const x of b) s += HEX[x]
  return s
}

export function unhex(s: string): Bytes {
  if (!/^([0-9a-f]{2})*$/.test(s)) throw new TypeError('not hex')
  const out = new Uint8Array(s.length / 2)
  for (let i = 0; i < out.length; i++) out[i] = parseInt(s.slice(2 * i, 2 * i + 2), 16)
  return out
}

/** RFC 4648 section 4, with padding: as tlog and signed notes print hashes. */
export function base64(b: Uint8Array): string {
  let s = ''
  for (const x of b) s += String.fromCharCode(x)
  return btoa(s)
}

/** Throws on whatever base64 would not have written. */
export function unbase64(s: string): Bytes {
  const b = Uint8Array.from(atob(s), c => c.charCodeAt(0))
  if (base64(b) !== s) throw new TypeError('not canonical base64')
  return b
}

/** RFC 4648 section 5, without padding. */
export const b64url = (b: Uint8Array): string =>
  base64(b).replace(/[+/=]/g, c => (c === '+' ? '-' : c === '/' ? '_' : ''))

/** Throws on padding, on other alphabets and on stray last bits. */
export function unb64url(s: string): Bytes {
  if (!/^[\w-]*$/.test(s)) throw new TypeError('not base64url')
  return unbase64(s.replace(/-/g, '+').replace(/_/g, '/').padEnd(Math.ceil(s.length / 4) * 4, '='))
}

/** RFC 8017 section 4: octet string to integer and back. */
export const os2ip = (b: Uint8Array): bigint => BigInt('0x0' + hex(b))
export const i2osp = (n: bigint, length: number): Bytes => unhex(n.toString(16).padStart(2 * length, '0'))

const digest = async (name: string, b: Uint8Array): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest(name, b as Bytes))
export const sha256 = (b: Uint8Array): Promise<Bytes> => digest('SHA-256', b)
export const sha384 = (b: Uint8Array): Promise<Bytes> => digest('SHA-384', b)
