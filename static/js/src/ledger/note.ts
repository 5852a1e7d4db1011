// Signed notes (C2SP signed-note) and the keys that verify them: Ed25519 only.
import { verifyAsync } from '@noble/ed25519'
import { concat, hex, sha256, unbase64, utf8, type Bytes } from '../bytes'

/** The site has shown something that it must not show to anybody: what does not fit its own public ledger. */
export class Lie extends Error {}

/** Two signed states of the ledger that cannot both be true: whoever sees them needs to believe nobody. */
export class Fork extends Lie {
  constructor(
    readonly before: string,
    readonly now: string,
  ) {
    super('the ledger has forked')
  }
}

export type Verifier = { name: string; id: string; key: Bytes }

const ED25519 = 1

/** Reads "name+id+key". Throws a Lie unless the id is that of the key. */
export async function verifierOf(vkey: string): Promise<Verifier> {
  const [, name, id, rest] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? []
  const key = unbase64(rest ?? '')
  const real = key.length === 33 && key[0] === ED25519 && hex((await sha256(concat(utf8(name + '\n'), key))).slice(0, 4))
  if (!name || real !== id) throw new Lie('not a verifier key')
  return { name, id: real as string, key: key.slice(1) }
}

/** The note's text with its last line end, if one of these keys has signed it. Throws a Lie otherwise. */
export async function openNote(signed: string, keys: Verifier[]): Promise<string> {
  const at = signed.lastIndexOf('\n\n') + 1
  const words = signed.slice(0, at)
  for (const [, name, sig] of signed.slice(at).matchAll(/^— (\S+) (\S+)$/gm)) {
    const bytes = unbase64(sig!)
    const key = keys.find(k => k.name === name && k.id === hex(bytes.slice(0, 4)))
    if (key && bytes.length === 68 && (await verifyAsync(bytes.slice(4), utf8(words), key.key))) return words
  }
  throw new Lie('a note that nobody of ours has signed')
}
