// The booth's answers: a promise that an act will stand in the ledger, or a refusal.
import { base64, text, type Bytes } from '../bytes'
import { openNote, type Verifier } from '../ledger/note'
import { said } from '../tongue'

export type Refusal = { refusal: string; sentence: string; final: boolean; seq?: number; fields?: Field[] }
/** What is wrong with one field of a text; "" is the whole of it. */
export type Field = { field: string; refusal: string; sentence: string }
/** The signed note as it came, and the last day on which the seal must happen. */
export type Promised = { note: string; by: string; version?: Version }
/** The version that an act completed; beside: another one stands. */
export type Version = { number: number; id: string; beside: boolean }

const FORM = /^roundrobin\/v1 promise\n([^\n]+)\n([^\n]+)\n(\d{4}-\d\d-\d\d)\n$/

/**
 * Reads an answer to an act. Throws on whatever is neither a refusal nor a promise about this very leaf; a Lie if it is a promise that
 * none of the ledger's keys has signed.
 */
export async function readAnswer(status: number, body: Bytes, origin: string, leaf: Bytes, keys: Verifier[]): Promise<Promised | Refusal> {
  const answer = JSON.parse(text(body))
  if (status === 200) return { ...(await readPromise(String(answer.promise), origin, leaf, keys)), ...(answer.version && { version: versionOf(answer.version) }) }
  if (status < 400 || status > 499 || typeof answer.refusal !== 'string') throw new TypeError('neither a promise nor a refusal')
  const { refusal, final, seq, fields } = answer
  return {
    ...{ refusal, sentence: said(answer), final: final === true },
    ...(Number.isSafeInteger(seq) && { seq }),
    ...(Array.isArray(fields) && { fields: fields.map(fieldOf) }),
  }
}

const versionOf = (v: Version): Version => ({ number: Number(v.number), id: String(v.id), beside: v.beside === true })
const fieldOf = (f: Field): Field => ({ field: String(f.field), refusal: String(f.refusal), sentence: said(f) })

export const isRefusal = (a: Promised | Refusal): a is Refusal => 'refusal' in a

async function readPromise(note: string, origin: string, leaf: Bytes, keys: Verifier[]): Promise<Promised> {
  const [, of, hash, by] = FORM.exec(await openNote(note, keys)) ?? []
  if (of !== origin || hash !== base64(leaf) || !by) throw new TypeError('a promise, but not of this')
  return { note, by }
}
