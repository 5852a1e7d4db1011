// The wallet's page: what this wallet holds, and what was said with it, known on this device alone.
import { last, type Act } from '../act'
import { pageState, type Draw, type Holding } from '../holding'
import { hide, unhide } from '../hidden'
import { dayWords, standsOf, type Row } from './stand'
import { here } from '../tongue'

export const passesStands = (): Draw[] =>
  standsOf('passes').map(stand => {
    unhide()
    stand.on('hide', () => {
      hide()
      location.replace(here('/petitions'))
    })
    return h => {
      const held = h.passes.filter(p => p.origin === h.now.origin)
      stand.fill('book', [...new Set(held.map(p => p.book))].join(', '))
      stand.fill('season', h.now.book)
      stand.rows('mine', mine(h).map(a => rowOf(a, h)))
      stand.show(h.lied ? 'lied' : passesState(h))
    }
  })

export function passesState(h: Holding): string {
  const held = h.passes.filter(p => p.origin === h.now.origin).map(p => p.book)
  const begun = h.now.books.some(b => b.book === h.now.book) && !held.includes(h.now.book)
  return !held.length ? 'none' : begun ? 'season' : 'held'
}

/** One line for each petition's signature, as it stands now, and one for each comment; the latest first. A mended comment takes a refused one's place. */
export function mine(h: Holding): Act[] {
  const of = (kinds: string) => h.acts.filter(a => kinds.includes(a.kind))
  const signing = of('signature withdrawal')
  const signed = [...new Set(signing.map(a => a.petition))].map(id => last(signing.filter(a => a.petition === id))!)
  const spoken = of('comment edit retraction')
  const mended = (a: Act) => a.state === 'refused' && spoken.some(b => b.kind === a.kind && b.subject === a.subject && b.petition === a.petition && b.n > a.n && b.state !== 'refused')
  const rated = of('rating pulse')
  const ratings = [...new Set(rated.map(a => a.petition))].map(id => last(rated.filter(a => a.petition === id))!)
  return [...signed, ...ratings, ...spoken.filter(a => !mended(a))].sort((a, b) => b.n - a.n)
}

function rowOf(a: Act, h: Holding): Row {
  const receipt = h.receipts?.get(a.id) ?? ''
  const fill = { receipt, title: a.title, day: dayWords(a.day), by: dayWords(a.promise?.by), sentence: a.refusal?.sentence ?? '', note: a.promise?.note ?? '' }
  return { is: [a.kind, pageState(a, h.now.day), a.elsewhere ? 'elsewhere' : 'here', receipt ? 'proven' : 'unproven', ...(a.subject === 'named' ? ['named'] : [])], fill, href: `/petitions/${a.petition}` }
}
