// A paper: a draft or petition that this wallet writes or organizes, as this device keeps it. Rules only; the store is elsewhere.
import { b64url, concat, hex, sha256, utf8, type Bytes } from '../bytes'

/** What a version holds: exactly these members, in this order. */
export type Content = { language: string; program: string; topic: string; goal: number; title: string; addressee: string; ask: string; background: string }
export const MEMBERS = ['language', 'program', 'topic', 'goal', 'title', 'addressee', 'ask', 'background'] as const

/** Characters that a petition may have in each of its texts. */
export const MOST = { title: 80, ask: 300, addressee: 120, background: 5000 } as const

export type Paper = {
  id: string // of the petition, from the start
  pass?: { book: string; slot: number } // the opener's; without it, this is an invited organizer's
  key: string // the organizer's public key, b64url
  text?: Content // as it is written here; unknown until the booth was asked, where another device or organizer began
  base: string // the version that it goes on from, or "-"
  agreed?: Content // of the last version that stood and that this text goes on from
  saved?: string // what was last handed in or taken over, as JSON
  handed?: Handed // on its way
  beside?: boolean // what was handed in last does not stand: another was there first
  number?: number // of the version that base is
  edited: number // ms since 1970
}
export type Handed = { id: string; content: Content; base: string }

export const blankContent = (language: string): Content => ({ language, program: '', topic: '', goal: 0, title: '', addressee: '', ask: '', background: '' })

/** The bytes that are saved. */
export const contentJSON = (c: Content): string => JSON.stringify(Object.fromEntries(MEMBERS.map(m => [m, c[m]])))

/** Reads a version; what is missing or of another kind is empty. */
export function readContent(json: string): Content {
  const read = JSON.parse(json)
  const word = (m: keyof Content) => (typeof read[m] === 'string' ? read[m] : '')
  return {
    ...{ language: word('language') || 'en', program: word('program'), topic: word('topic'), goal: Number.isSafeInteger(read.goal) ? read.goal : 0 },
    ...{ title: word('title'), addressee: word('addressee'), ask: word('ask'), background: word('background') },
  }
}

export const sameContent = (a: Content | undefined, b: Content | undefined): boolean => !!a && !!b && contentJSON(a) === contentJSON(b)

/** Whether something stands here that was not handed in. */
export const isDirty = (p: Paper): boolean => !!p.text && contentJSON(p.text) !== p.saved

export const versionId = async (base: string, json: string): Promise<string> => hex((await sha256(utf8(`${base}\n${json}`))).slice(0, 16))

const PART = 4800 // bytes of a version in one act

/** The bodies of the acts that save a version. */
export async function versionBodies(base: string, content: Content): Promise<{ id: string; bodies: Bytes[] }> {
  const json = contentJSON(content)
  const [id, bytes] = [await versionId(base, json), utf8(json)]
  const parts = Math.ceil(bytes.length / PART)
  const bodies = Array.from({ length: parts }, (_, i) => concat(utf8(`${id}\n${base}\n${i + 1} ${parts}\n`), bytes.slice(i * PART, (i + 1) * PART)))
  return { id, bodies }
}

/** Of an opener's draft, from the pass's key. */
export async function petitionId(origin: string, boothKey: Bytes): Promise<string> {
  const hash = await sha256(concat(utf8(`roundrobin/v1 draft\0${origin}\0`), boothKey))
  return base32(hash.slice(0, 10))
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(b: Bytes): string {
  const bits = [...b].map(x => x.toString(2).padStart(8, '0')).join('')
  return bits.match(/.{5}/g)!.map(five => LETTERS[parseInt(five, 2)]).join('')
}

const BLANKS = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
const ENDS = new RegExp(`^${BLANKS.source}|${BLANKS.source}$`, 'g')

/** The one form in which a text may be frozen. */
export function tidy(c: Content): Content {
  const line = (s: string) => s.replace(BLANKS, ' ').replace(/^ | $/g, '')
  const background = c.background.replace(/\r\n?/g, '\n').replace(ENDS, '')
  return { ...c, title: line(c.title), addressee: line(c.addressee), ask: line(c.ask), background: background && background + '\n' }
}

/** The frozen text that sponsors and signers sign. */
export function frozenText(c: Content): string {
  const { language, title, addressee, ask, background } = tidy(c)
  return ['roundrobin/v1 text', language, title, addressee, ask, '', background].join('\n')
}

export const textHash = async (c: Content): Promise<string> => hex(await sha256(utf8(frozenText(c))))

/** Characters as people count them, and as the server does: code points. */
export const lengthOf = (s: string): number => [...s].length

type Named = keyof typeof MOST

/** Which texts are empty or too long. */
export function unready(c: Content): Named[] {
  const t = tidy(c)
  const long = (m: Named) => lengthOf(t[m]) > MOST[m] + (m === 'background' ? 1 : 0)
  return (Object.keys(MOST) as Named[]).filter(m => !t[m] || long(m))
}

export const keyOf = (publicKey: Bytes): string => b64url(publicKey)
