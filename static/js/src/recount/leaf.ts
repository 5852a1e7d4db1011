// The lines of the ledger: acts, and what the operator says. Every reader refuses what its writer would not have written.
import { unb64url, type Bytes } from '../bytes'
import { leafText } from '../ledger/tile'
import { hold } from './untrue'

export type Act = {
  kind: string
  petition: string
  text: string // SHA-256 of the frozen text, hex
  subject: string
  seq: number
  statement: string // the seven lines
  pass: Bytes
  signature: Bytes
}
/** What the operator says: its kind, and its values by name. */
export type Said = { kind: string; of: Record<string, string> }
export type Leaf = { act?: Act; said?: Said }

const HEX = '[0-9a-f]{64}'
const WORD = '[A-Za-z0-9._-]{1,64}'
const ID = '[0-9a-f]{32}'
const NUMBER = '(?:0|[1-9]\\d{0,9})'
const DAY = '\\d{4}-\\d\\d-\\d\\d'
const KEY = '[^\\s+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+'
const LINE = '[^\\x00-\\x1f\\x7f]{1,1000}'
const B64 = '[\\w-]+'

/** The subject that each kind of act may have (docs/protocol.md, Statement), the purpose of its pass, and how many one key may make. */
const ACTS: Record<string, { subject: string; purpose: string; most: number }> = {
  signature: { subject: '-|named', purpose: 'sign', most: 8 },
  withdrawal: { subject: '-', purpose: 'sign', most: 8 },
  comment: { subject: '-', purpose: 'voice', most: 100 },
  edit: { subject: ID, purpose: 'voice', most: 8 },
  retraction: { subject: ID, purpose: 'voice', most: 9 },
  pulse: { subject: '-', purpose: 'sign', most: 8 },
  rating: { subject: 'response', purpose: 'sign', most: 8 },
}
export const purposeOf = (kind: string): string => ACTS[kind]!.purpose
export const mostOf = (kind: string): number => ACTS[kind]!.most

/** The lines of each kind in their order (docs/protocol.md, Ledger). */
const LINES: Record<string, [name: string, form: string][]> = {
  season: [['book', WORD], ['from', DAY], ['to', DAY]],
  book: [['book', WORD], ['slots', NUMBER], ['keys', HEX], ['proofs', HEX]],
  gateway: [['id', NUMBER], ['key', B64], ['from', DAY]],
  desk: [['key', KEY]],
  promise: [['key', KEY]],
  wallet: [['bundle', HEX]],
  build: [['version', WORD], ['binary', HEX]],
  roster: [['size', NUMBER], ['commitment', HEX], ['day', DAY]],
  kinds: [['commitment', HEX], ['kinds', LINE], ['day', DAY]],
  eligible: [['book', WORD], ['size', NUMBER], ['commitment', HEX]],
  domain: [['book', WORD], ['domains', LINE], ['day', DAY]],
  standards: [['version', NUMBER], ['hash', HEX], ['day', DAY]],
  rule: [['rule', WORD], ['was', NUMBER], ['value', NUMBER], ['from', DAY], ['day', DAY]],
  program: [['program', WORD], ['hash', HEX]],
  queue: [['petition', WORD], ['text', HEX], ['day', DAY]],
  gather: [['petition', WORD], ['book', WORD], ['slot', NUMBER], ['text', HEX], ['day', DAY]],
  submit: [['petition', WORD], ['text', HEX], ['day', DAY]],
  mend: [['petition', WORD], ['text', HEX], ['day', DAY]],
  withdraw: [['petition', WORD], ['reason', LINE], ['day', DAY]],
  lapse: [['petition', WORD], ['day', DAY]],
  show: [['petition', WORD], ['subject', WORD], ['reason', LINE], ['day', DAY]],
  reject: [['petition', WORD], ['text', HEX], ['reason', LINE], ['day', DAY]],
  open: [['petition', WORD], ['book', WORD], ['slot', NUMBER], ['text', HEX], ['issued', NUMBER], ['day', DAY], ['closes', DAY]],
  round: [['petition', WORD], ['program', WORD], ['book', WORD], ['slot', NUMBER], ['text', HEX], ['issued', NUMBER], ['day', DAY], ['closes', DAY]],
  hide: [['petition', WORD], ['subject', WORD], ['reason', LINE], ['day', DAY]],
  mute: [['petition', WORD], ['subject', WORD], ['reason', LINE], ['day', DAY]],
  milestone: [['petition', WORD], ['count', NUMBER], ['day', DAY]],
  update: [['petition', WORD], ['hash', HEX], ['day', DAY]],
  delivery: [['petition', WORD], ['hash', HEX], ['day', DAY]],
  response: [['petition', WORD], ['hash', HEX], ['day', DAY]],
  tally: [['petition', WORD], ['hash', HEX], ['day', DAY]],
  speak: [['petition', WORD], ['role', 'organizers|leadership'], ['comment', ID], ['hash', HEX], ['day', DAY]],
  outcome: [['petition', WORD], ['outcome', WORD], ['day', DAY]],
  close: [['petition', WORD], ['issued', NUMBER], ['count', NUMBER], ['day', DAY]],
}
const FORMS = new Map(Object.entries(LINES).map(([kind, lines]) => [kind, new RegExp(`^${lines.map(([name, form]) => `${name} (${form})\n`).join('')}$`)]))
const ACT = new RegExp(`^(${WORD})\n(${HEX})\n([^\n]+)\n([1-9]\\d{0,3})\n(${HEX})\n\n([\\w-]+)\n([\\w-]+)\n$`)

/** Throws an Untrue unless it is a leaf of this protocol and of this origin. It verifies nothing. */
export function readLeaf(leaf: Bytes, origin: string, place: number): Leaf {
  const words = leafText(leaf) ?? ''
  const [, kind, of, rest] = /^roundrobin\/v1 ([a-z]+)\n([a-z0-9.-]+)\n([^]*)$/.exec(words) ?? []
  hold(kind, 'form', place)
  hold(of === origin, 'origin', place)
  if (Object.hasOwn(ACTS, kind)) return { act: readAct(kind, words, rest!, place) }
  const values = FORMS.get(kind)?.exec(rest!)
  hold(values, 'form', place)
  return { said: { kind, of: Object.fromEntries(LINES[kind]!.map(([name], i) => [name, values[i + 1]!])) } }
}

function readAct(kind: string, words: string, rest: string, place: number): Act {
  const [, petition, text, subject, seq, , pass, signature] = ACT.exec(rest) ?? []
  hold(petition && new RegExp(`^(${ACTS[kind]!.subject})$`).test(subject!), 'form', place)
  const read = { pass: bytesOf(pass!), signature: bytesOf(signature!) }
  hold(read.pass.length === 354 && read.pass[0] === 0 && read.pass[1] === 2 && read.signature.length === 64, 'form', place)
  return { kind, petition, text: text!, subject: subject!, seq: Number(seq), statement: words.slice(0, words.indexOf('\n\n') + 1), ...read }
}

function bytesOf(b64: string): Bytes {
  try {
    return unb64url(b64)
  } catch {
    return new Uint8Array()
  }
}
