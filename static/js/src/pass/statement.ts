// What a booth key says, in the bytes that are signed, handed in and sealed.
import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { b64url, concat, hex, sha256, utf8, type Bytes } from '../bytes'
import { leafHash } from '../ledger/proof'
import type { Pass } from './book'
import { boothSecret } from './pass'
import { derive, type Root } from './seed'

export type Kind = 'signature' | 'withdrawal' | 'comment' | 'edit' | 'retraction' | 'agreement' | 'flag' | 'appeal' | 'rating' | 'pulse' | 'workplace' | 'proposal' | OrganizersKind
/** What organizers do. None of it becomes a leaf. */
export type OrganizersKind =
  | 'draft' | 'invitation' | 'joining' | 'declining' | 'removal' | 'leaving' | 'gathering' | 'mending' | 'taking' | 'update' | 'delivery' | 'outcome' | 'speaking'

/** What is said: of which frozen text, about what, which time. */
export type Saying = {
  kind: Kind
  petition: string
  text: string // SHA-256 of the frozen text, hex
  subject: string // a comment's id, "named", "response", "petition", or "-"
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

/** An invited organizer of a petition: a key of the seed's in the place of a pass. */
export type Invited = { origin: string; petition: string }

/** Who says something: the secret that signs, what stands in the pass's place, and what the body's salt is named after. */
export type Hand = { secret: Bytes; line: string; purpose: string }

export async function handOf(root: Root, by: Pass | Invited): Promise<Hand> {
  if ('token' in by) return { secret: await boothSecret(root, by.origin, by.book, by, by.token), line: b64url(by.token), purpose: by.purpose }
  const secret = await organizerSecret(root, by)
  return { secret, line: `key ${b64url(await getPublicKeyAsync(secret))}`, purpose: 'organizer' }
}

/** The Ed25519 seed of an invited organizer. */
export const organizerSecret = (root: Root, { origin, petition }: Invited): Promise<Bytes> =>
  derive(root, [origin, petition, 'organizer'], '', 32)

/** Always the same bytes for the same saying: to hand in twice does nothing more than once. */
export async function make(root: Root, by: Pass | Invited, s: Saying): Promise<Made> {
  const hand = await handOf(root, by)
  const salt = await derive(root, [by.origin, s.petition, hand.purpose, s.subject, `${s.seq}`], 'body', 32)
  const bodyHash = hex(await sha256(concat(salt, s.body)))
  const statement = utf8(lines(`roundrobin/v1 ${s.kind}`, by.origin, s.petition, s.text, s.subject, `${s.seq}`, bodyHash))
  const act = concat(statement, utf8(lines('', hand.line, b64url(await signAsync(statement, hand.secret)))))
  return {
    statement,
    act,
    handed: concat(act, utf8(lines('', b64url(salt))), s.body),
    leaf: await leafHash(act),
  }
}

/** The id of a comment, from its first statement. */
export const commentId = async (statement: Bytes): Promise<string> => hex((await sha256(statement)).slice(0, 16))

/** The body of a comment or an edit; parent is the id of the comment that it answers, or "-". What answers none can be a reason for signing. */
export const commentBody = (parent: string, words: string, reason = false): string => `${parent}${reason && parent === '-' ? ' reason' : ''}\n${words}`

/** What a comment's body says; parent is "" where it answers none. */
export function readComment(body: string): { parent: string; reason: boolean; words: string } {
  const end = body.indexOf('\n')
  const [parent, reason] = body.slice(0, Math.max(0, end)).split(' ')
  return { parent: parent === '-' ? '' : (parent ?? ''), reason: !!reason, words: body.slice(end + 1) }
}

const lines = (...of: string[]): string => of.map(line => line + '\n').join('')
