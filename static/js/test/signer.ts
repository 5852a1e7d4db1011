// Notes and trees as a server makes them, for tests.
import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { base64, concat, hex, sha256, utf8, type Bytes } from '../src/bytes'
import { leafHash } from '../src/ledger/proof'

export async function signer(name: string, seed = crypto.getRandomValues(new Uint8Array(32))) {
  const key = concat(Uint8Array.of(1), await getPublicKeyAsync(seed))
  const id = (await sha256(concat(utf8(name + '\n'), key))).slice(0, 4)
  return {
    vkey: `${name}+${hex(id)}+${base64(key)}`,
    sign: async (text: string) => `${text}\n— ${name} ${base64(concat(id, await signAsync(utf8(text), seed)))}\n`,
  }
}

const node = (l: Bytes, r: Bytes) => sha256(concat(Uint8Array.of(1), l, r))
const half = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)

/** Straight from RFC 6962 section 2.1. */
export async function rootOfTree(hashes: Bytes[]): Promise<Bytes> {
  if (hashes.length === 1) return hashes[0]!
  const k = half(hashes.length)
  return node(await rootOfTree(hashes.slice(0, k)), await rootOfTree(hashes.slice(k)))
}

export async function pathOf(hashes: Bytes[], at: number): Promise<Bytes[]> {
  if (hashes.length === 1) return []
  const k = half(hashes.length)
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)]
  return at < k ? [...(await pathOf(left, at)), await rootOfTree(right)] : [...(await pathOf(right, at - k)), await rootOfTree(left)]
}

/** /log/operator of a ledger that holds these leaves alone, and what it is signed with. */
export async function operatorFile(origin: string, leaves: string[], log?: Awaited<ReturnType<typeof signer>>) {
  log ??= await signer(origin)
  const hashes = await Promise.all(leaves.map(l => leafHash(utf8(l))))
  const checkpoint = await log.sign(`${origin}\n${leaves.length}\n${base64(await rootOfTree(hashes))}\n`)
  const paths = await Promise.all(leaves.map((_, i) => pathOf(hashes, i)))
  return { key: log.vkey, checkpoint, leaves: leaves.map((leaf, index) => ({ index, leaf, path: paths[index]!.map(base64) })) }
}
