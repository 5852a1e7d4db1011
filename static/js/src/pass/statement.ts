// What a booth key says, in the bytes that are signed, handed in and sealed.
import { signAsync } from '@noble/ed25519'
import { b64url, concat, hex, sha256, utf8, type Bytes } from '../bytes'
import { leafHash } from '../ledger/proof'
import type { Pass } from './book'
import { boothSecret } from './pass'
import { derive, type Root } from './seed'

export type Kind = 'signature' | 'withdrawal' | 'comment' | 'agreement' | 'proposal'

/** What is said: of which frozen text, about what, which time. */
export type Saying = {
  kind: Kind
  petition: string
  text: string // SHA-256 of the frozen text, hex
  subject: string // a comment's id, or "-"
  seq: number // from 1, rising per booth key and subject
  body: Bytes
}

/** A saying as bytes. */
export type Made = {
  statement: Bytes // the seven lines
  act: Bytes // statement, pass and signature, as they stand in the ledger
  handed: Bytes // the act with the body and its salt, as it is handed in
  leaf: Bytes // the ledger's hash of the act
}

/** Always the same bytes for the same saying: to hand in twice does nothing more than once. */
export async function make(root: Root, pass: Pass, s: Saying): Promise<Made> {
  const salt = await derive(root, [pass.origin, s.petition, pass.purpose, s.subject, `${s.seq}`], 'body', 32)
  const bodyHash = hex(await sha256(concat(salt, s.body)))
  const statement = utf8(lines(`roundrobin/v1 ${s.kind}`, pass.origin, s.petition, s.text, s.subject, `${s.seq}`, bodyHash))
  const signature = await signAsync(statement, await boothSecret(root, pass.origin, pass.book, pass, pass.token))
  const act = concat(statement, utf8(lines('', b64url(pass.token), b64url(signature))))
  return {
    statement,
    act,
    handed: concat(act, utf8(lines('', b64url(salt))), s.body),
    leaf: await leafHash(act),
  }
}

/** The id of a comment, from its first statement. */
export const commentId = async (statement: Bytes): Promise<string> => hex((await sha256(statement)).slice(0, 16))

/** The body of a comment; parent is the id of the comment that it answers, or "-". */
export const commentBody = (parent: string, words: string): string => `${parent}\n${words}`

const lines = (...of: string[]): string => of.map(line => line + '\n').join('')
