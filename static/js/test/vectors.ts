// The vectors that the server's tests write: everything that follows from one seed. And an issuer, in plain BigInt.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { i2osp, os2ip, unb64url, unhex, type Bytes } from '../src/bytes'
import { rootOf } from '../src/pass/seed'

export const load = (name: string) => JSON.parse(readFileSync(`../../models/pass/testdata/${name}.json`, 'utf8'))
export const wallet = load('wallet_vectors')
export const root = () => rootOf(unhex(wallet.seed))

export type Issuer = { n: bigint; sign(blinded: Bytes): Bytes }

export function issuer(pem: string): Issuer {
  const jwk = createPrivateKey(pem).export({ format: 'jwk' })
  const [n, d] = [os2ip(unb64url(jwk.n!)), os2ip(unb64url(jwk.d!))]
  return { n, sign: blinded => i2osp(power(os2ip(blinded), d, n), blinded.length) }
}

export function power(x: bigint, e: bigint, n: bigint): bigint {
  let y = 1n
  for (; e; e >>= 1n, x = (x * x) % n) if (e & 1n) y = (y * x) % n
  return y
}

export const inverse = (a: bigint, n: bigint): bigint => {
  let [r0, r1, s0, s1] = [n, a % n, 0n, 1n]
  for (let q; r1; [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1]) q = r0 / r1
  return ((s0 % n) + n) % n
}
