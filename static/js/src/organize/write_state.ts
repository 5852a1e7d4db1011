// Where a text that somebody writes stands: here alone, on its way, with the booth, refused, frozen; and what its last save came to.
import { last, type Act } from '../act'
import { lookSoon } from './ask'
import { lifeOf } from './drafts'
import { refusal, saidOf } from './heard'
import { overviewPath } from './overview'
import { isDirty, type Paper } from './paper'
import { changePaper, type Look } from './room'

export const lastSave = (l: Look, p: Paper): Act | undefined => last(saidOf(l, p, 'draft'))

export function writeState(l: Look, p: Paper, typing: boolean): string {
  const refused = refusal(l, overviewPath(p.id))
  if (refused === 'organizer_gone') return 'gone'
  const life = lifeOf(l, p)
  if (life !== 'draft') return 'frozen'
  const act = lastSave(l, p)
  if (p.handed || act?.state === 'waiting') return typing ? 'handing' : 'handing'
  if (act?.state === 'refused' && act.refusal?.refusal !== 'version_saved' && isDirty(p)) return 'refused'
  if (!p.number) return 'here'
  return isDirty(p) ? 'changed' : 'kept'
}

/** What has become of the last save. Reports whether the paper was changed. */
export async function settle(l: Look, p: Paper): Promise<boolean> {
  if (!p.handed) return false
  const acts = saidOf(l, p, 'draft').filter(a => a.wish === p.handed!.id)
  const { handed } = p
  const version = acts.find(a => a.promise?.version)?.promise!.version
  const refused = acts.find(a => a.state === 'refused')
  if (version) {
    await changePaper(p.id, now => ({ handed: undefined, number: version.number, beside: version.beside, ...(!version.beside && { agreed: handed.content }), ...(now.base === handed.id && { base: version.id }) }))
    lookSoon(p.id)
    return true
  }
  if (!refused) return false
  const there = refused.refusal?.refusal === 'version_saved'
  await changePaper(p.id, () => ({ handed: undefined, ...(!there && { base: handed.base, saved: undefined }) }))
  lookSoon(p.id)
  return true
}
