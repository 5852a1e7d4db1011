// The acts that wait to be handed in, and what becomes of them. It loads the beat.
import { actOf, keyPrefix, nextN, nextOut, nextSeq, requestOf, type Act } from './act'
import { unhex, utf8, type Bytes } from './bytes'
import { encodeRequest, type Response } from './envelope/bhttp'
import type { Cargo } from './envelope/beat'
import type { Pass } from './pass/book'
import { nameBody } from './pass/name'
import { promiseKeys, watch } from './ledger/known'
import { isRefusal, readAnswer } from './pass/promise'
import { root } from './recovery/seed'
import { all, write } from './store'
import { nextReading, toRead } from './reading'
import type { Wish } from './wish'

/** Makes an act of a wish, always the same one. It is not kept yet: see keep. Throws a RangeError if it is too long for an envelope. */
export async function compose(name: string, wish: Wish): Promise<Act> {
  const acts = await all('acts')
  const made = acts.find(a => a.wish === name)
  if (made) return made
  const pass = await passOf(wish)
  const numbers = { n: nextN(acts), seq: nextSeq(acts, keyPrefix(pass), wish.subject, wish.kind) }
  const act = await actOf(await root(), pass, { ...wish, ...numbers, body: await bodyOf(wish, pass, numbers.seq), wish: name })
  encodeRequest(requestOf(act))
  return act
}

/** What is said; a name is signed for the very act that it stands in. */
async function bodyOf(of: { petition: string; text: string; subject: string; body: string | Bytes }, pass: Pass, seq: number): Promise<Bytes> {
  if (of.subject !== 'named') return typeof of.body === 'string' ? utf8(of.body) : of.body
  const certificate = (await all('books')).find(b => b.book === pass.book)?.certificate
  if (!certificate) throw new Error('no name')
  return utf8(await nameBody(await root(), certificate, pass, of.petition, of.text, seq))
}

/** Acts that are not on disk yet: they can ride already, for a tab that is closed right now. */
const fresh = new Set<Act>()

/** Returns once the act is on disk: from then on it will be handed in, whatever becomes of this tab. Calls back when it can ride. */
export async function keep(act: Act, ready: () => unknown): Promise<void> {
  fresh.add(act)
  ready()
  try {
    await write(['acts'], table => table('acts').put(act))
  } finally {
    fresh.delete(act)
  }
}

/** What rides in the next envelope, besides what is on its way. */
export async function next(busy: Set<string>, changed: () => void): Promise<Cargo | undefined> {
  const kept = await all('acts')
  const act = nextOut([...kept, ...[...fresh].filter(a => !kept.some(k => k.id === a.id))], busy)
  const reading = nextReading(await all('readings'), busy)
  return reading && (!act || act.tries > reading.tries) ? toRead(reading, changed) : act && cargo(act, changed)
}

function cargo(act: Act, changed: () => void): Cargo {
  const ifWaiting = (by: (a: Act) => Act) => (a: Act) => (a.state === 'waiting' ? by(a) : a)
  const settle = (by: (a: Act) => Act) => write(['acts'], table => table('acts').change(act.id, ifWaiting(by))).then(changed)
  return {
    id: act.id,
    request: requestOf(act),
    lost: () => settle(a => ({ ...a, tries: a.tries + 1 })),
    answered: async (r: Response) => {
      const by = await byOf(act)
      const answer = await watch(readAnswer(r.status, r.body, by.origin, unhex(act.id), promiseKeys()), changed)
      if (!isRefusal(answer)) return settle(a => ({ ...a, ...(a.kind === 'draft' && SAVED), state: 'promised', promise: answer, refusal: undefined }))
      if (answer.final && answer.seq !== undefined && answer.seq + 1 !== act.seq) return again(act, by, answer.seq + 1).then(changed)
      return settle(a => ({ ...a, tries: a.tries + 1, refusal: answer, state: answer.final ? 'refused' : 'waiting' }))
    },
  }
}

/** What a saved part of a draft need not keep: the booth has it, and there are many. */
const SAVED = { body: new Uint8Array(), handed: new Uint8Array() }

/** Another device has used the number, or what had it before was refused: the same thing is said anew under the next. */
async function again(act: Act, by: Awaited<ReturnType<typeof byOf>>, seq: number): Promise<void> {
  const anew = await actOf(await root(), by, { ...act, seq, ...('token' in by && { body: await bodyOf(act, by, seq) }) })
  await write(['acts'], table => {
    table('acts').delete(act.id)
    table('acts').put(anew)
  })
}

/** Who said it: a pass, or the key of an invited organizer. */
const byOf = async (act: Act) => (act.invited ? { origin: act.invited, petition: act.petition, key: act.key } : passOf(act))

async function passOf(of: { pass: Act['pass'] }): Promise<Pass> {
  const { book, slot, purpose } = of.pass
  const pass = (await all('passes')).find(p => p.book === book && p.slot === slot && p.purpose === purpose)
  if (!pass) throw new Error('the pass is gone')
  return pass
}
