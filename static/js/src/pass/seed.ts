// The seed: 16 random bytes from which a wallet makes everything. Whoever holds it holds the passes.
import { concat, utf8, type Bytes } from '../bytes'

const SALT = utf8('roundrobin/v1 seed')

/** What a wallet derives from: the seed as a key that can derive and nothing else, and cannot be read out. */
export type Root = CryptoKey

/** Throws unless the seed has 16 bytes. */
export async function rootOf(seed: Bytes): Promise<Root> {
  if (seed.length !== 16) throw new RangeError('a seed has 16 bytes')
  return crypto.subtle.importKey('raw', seed, 'HKDF', false, ['deriveBits'])
}

/** HKDF-SHA256 (RFC 5869). The info is "roundrobin/v1", the names, each closed by a zero byte, and then the tail. */
export async function derive(root: Root, names: string[], tail: Uint8Array | string, length: number): Promise<Bytes> {
  const head = utf8(['roundrobin/v1', ...names, ''].join('\0'))
  const info = concat(head, typeof tail === 'string' ? utf8(tail) : tail)
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: SALT, info }, root, 8 * length))
}

/** The Ed25519 seed of the key that stands for one person's name in a book. The desk certifies its public half. */
export const nameKey = (root: Root, origin: string, book: string): Promise<Bytes> =>
  derive(root, [origin, book, 'name'], '', 32)
