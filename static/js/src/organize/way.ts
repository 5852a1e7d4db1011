// What becomes of what organizers have said: on its way, waiting for the seal, dropped with a reason, and what has happened.
import { last, type Act } from '../act'
import type { Field } from '../pass/promise'
import { dayWords, type Row, type Stand } from '../stand/stand'
import { isUnseen, saidOf } from './heard'
import type { Overview } from './overview'
import type { Paper } from './paper'
import type { Look } from './room'
import { said } from '../tongue'

export function drawWay(stand: Stand, l: Look, p: Paper, o: Overview | undefined): void {
  const kinds = [...new Set(saidOf(l, p).map(a => a.kind))].filter(k => !['draft', 'invitation'].includes(k))
  const own = kinds.map(k => last(saidOf(l, p, k))!).filter(a => isUnseen(l, p, a) || (a.state === 'refused' && a.day === l.now.day))
  const rows = [
    ...own.map(ownRow),
    ...(o?.waiting ?? []).map((w): Row => ({ is: [w.kind, 'waits', 'by'], fill: { by: w.by, day: dayWords(w.day) } })),
    ...(o?.dropped ?? []).map((d): Row => ({ is: [d.kind, 'dropped', 'by'], fill: { by: d.by, day: dayWords(d.day), sentence: said(d) } })),
  ]
  stand.rows('way', rows)
  stand.root.querySelector<HTMLElement>('[data-way]')!.hidden = !rows.length
}

export function drawHappened(stand: Stand, o: Overview | undefined): void {
  const rows = (o?.happened ?? []).map((h): Row => ({ is: [h.kind, 'by'], fill: { by: h.by, day: dayWords(h.day), note: h.note } }))
  stand.rows('happened', rows)
  stand.root.querySelector<HTMLElement>('[data-happened]')!.hidden = !rows.length
}

function ownRow(a: Act): Row {
  const fields = a.refusal?.fields?.map((f: Field) => f.sentence).join(' ') ?? ''
  const is = [a.kind, a.state === 'refused' ? 'refused' : 'handing', ...(fields ? ['fields'] : [])]
  return { is, fill: { sentence: a.refusal?.sentence ?? '', fields } }
}
