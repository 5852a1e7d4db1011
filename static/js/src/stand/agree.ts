// The comments that stand on a page: which are one's own, and agreeing with those of others.
import { last, type Act } from '../act'
import { text } from '../bytes'
import { pageState, passFor, type Draw, type Holding, type Say } from '../holding'
import { petitionOf } from '../now'

const YES = '1'
const NO = '0'

export function comments(say: Say): Draw[] {
  return [...document.querySelectorAll<HTMLElement>('[data-comment]')].map(article => {
    let h: Holding | undefined
    let saying = false
    const [petition, comment] = [petitionAround(article), article.dataset.comment!]
    const buttons = [...article.querySelectorAll<HTMLElement>('[data-do=agree]')]
    const button = buttons.find(b => b.closest('[data-comment]') === article) // not that of a reply
    const draw = (next: Holding) => {
      h = next
      article.toggleAttribute('data-own', isOwn(h, article))
      if (button) drawButton(button, h, petition, comment, isOwn(h, article))
    }
    button?.addEventListener('click', async () => {
      const p = h && petitionOf(h.now, petition)
      const pass = p && passFor(h!, p, 'voice')
      const before = h && agreement(h, comment)
      if (!p || !pass || saying || before?.state === 'waiting') return
      saying = true
      await say(p, pass, 'agreement', comment, agrees(before) ? NO : YES).catch(() => {})
      saying = false
    })
    return draw
  })
}

function drawButton(button: HTMLElement, h: Holding, petition: string, comment: string, own: boolean): void {
  const p = petitionOf(h.now, petition)
  const act = agreement(h, comment)
  button.hidden = !p?.voice || !passFor(h, p, 'voice') || own
  button.setAttribute('aria-pressed', String(agrees(act)))
  if (act) button.dataset.state = pageState(act, h.now.day)
}

/** Pressed as soon as it is said; a refusal puts it back. */
const agrees = (act: Act | undefined): boolean => !!act && text(act.body) === (act.state === 'refused' ? NO : YES)
const agreement = (h: Holding, comment: string) => last(h.acts.filter(a => a.kind === 'agreement' && a.subject === comment))

/** By the voice's mark, so also what was said on another device; until the server has drawn that, by the comment. */
export const isOwn = (h: Holding, { dataset }: HTMLElement): boolean =>
  !!h.marks?.has(dataset.mark ?? '') || h.acts.some(a => a.comment === dataset.comment)

const petitionAround = (e: HTMLElement): string =>
  e.closest<HTMLElement>('[data-petition]')?.dataset.petition ??
  document.querySelector<HTMLElement>('[data-stand=comment]')?.dataset.petition ?? ''
