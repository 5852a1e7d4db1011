// Saying something as an organizer: acts are made and kept, and leave with the envelopes.
import { actOf, keyPrefix, nextN, nextSeq } from '../act'
import { utf8, type Bytes } from '../bytes'
import type { OrganizersKind } from '../pass/statement'
import { root } from '../recovery/seed'
import { all, write } from '../store'
import { overviewOf } from './heard'
import { contentJSON, versionBodies, type Paper } from './paper'
import { byOf } from './place'
import { tell, type Look } from './room'

const NO_TEXT = '0'.repeat(64)

export type Saying = { kind: OrganizersKind; body: Bytes | string; text?: string }

/** Makes acts that follow each other, and keeps them all or none. The same wish is made once. */
export async function say(l: Look, paper: Paper, wish: string, sayings: Saying[], change?: Partial<Paper>): Promise<void> {
  await navigator.locks.request('organize', async () => {
    const acts = await all('acts')
    if (acts.some(a => a.wish === wish && a.state !== 'refused')) return
    const [by, r] = [await byOf(l, paper), await root()]
    const key = 'token' in by ? keyPrefix(by) : by.key
    const known = overviewOf(l, paper.id)?.seq ?? 0
    const [first, n] = [Math.max(nextSeq(acts, key, '-', 'draft'), known + 1), nextN(acts)]
    const made = await Promise.all(sayings.map(({ kind, body, text }, i) =>
      actOf(r, by, {
        ...{ kind, petition: paper.id, text: text ?? NO_TEXT, title: paper.text?.title ?? '', day: l.now.day, subject: '-', wish },
        ...{ body: typeof body === 'string' ? utf8(body) : body, n: n + i, seq: first + i },
      })))
    await write(['acts', 'papers'], table => {
      made.forEach(a => table('acts').put(a))
      if (change) table('papers').change(paper.id, p => ({ ...p, ...change }))
    })
  })
  tell()
}

/** Hands in what is written as a version. */
export async function save(l: Look, paper: Paper): Promise<void> {
  const content = paper.text
  if (!content) return
  const { id, bodies } = await versionBodies(paper.base, content)
  const handed = { id, content, base: paper.base }
  await say(l, paper, id, bodies.map(body => ({ kind: 'draft', body })), { handed, base: id, saved: contentJSON(content) })
}
