// A checkpoint (C2SP tlog-checkpoint): how many lines the ledger has, and their root.
import { unbase64 } from '../bytes'
import { Fork, Lie, openNote, type Verifier } from './note'

export type Checkpoint = { size: number; root: string /* base64, as it is signed */; signed: string }

/** Throws a Lie unless this log has signed it, in its one form. Signatures of others may follow. */
export async function openCheckpoint(signed: string, log: Verifier, origin: string): Promise<Checkpoint> {
  const [name, size, root, ...rest] = (await openNote(signed, [log])).split('\n')
  const formed = /^[1-9]\d{0,14}$/.test(size!) && rest.join() === '' && isHash(root!)
  if (log.name !== origin || name !== origin || !formed) throw new Lie('a checkpoint of another log')
  return { size: Number(size), root: root!, signed }
}

/** Throws a Fork if the log now says that it has fewer lines than it once had, or others. That more lines lead on from fewer, the tree shows. */
export function goesOn(before: Checkpoint, now: Checkpoint): void {
  if (now.size < before.size || (now.size === before.size && before.root && now.root !== before.root)) throw new Fork(before.signed, now.signed)
}

/** The names under a note. Who they are, the reader must know. */
export const signersOf = (signed: string): string[] => [...signed.matchAll(/^— (\S+) \S+$/gm)].map(m => m[1]!)

function isHash(root: string): boolean {
  try {
    return unbase64(root).length === 32
  } catch {
    return false
  }
}
