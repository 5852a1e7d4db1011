// At the desk, once the code is on its way: prepare the whole book, and collect it when the sixth digit is typed. The right code
// checks in, collects and leaves in one go. Who comes from the company's own sign-in has no code to type: the page collects by itself.
// Nothing had to be kept on the way there, as the same seed prepares the same book again.
import { collect, prepareBooks, type Answer } from '../collect'
import { Lie } from '../ledger/note'
import { standsOf, type Stand } from './stand'
import { here } from '../tongue'

const DIGITS = 6

export function deskStands(): void {
  for (const stand of standsOf('desk')) open(stand)
}

/** Without storage nobody comes here, and the stand stays as the server drew it: checking in works, collecting does not. */
function open(stand: Stand): void {
  let preparing = prepareBooks()
  preparing.catch(() => {}) // told when the code is there
  const submit = async (code: string) => {
    if (stand.busy) return
    let answer: Answer | undefined
    const work = async () => {
      preparing = preparing.catch(prepareBooks) // what failed while the mail travelled is tried again
      answer = await collect(code, await preparing)
    }
    const lied = await stand.during('working', work).catch(e => e instanceof Lie)
    settle(stand, lied || answer)
    stand.root.querySelector<HTMLInputElement>('input[name=code]')?.select() // the next digit replaces what was typed
  }
  stand.root.addEventListener('input', e => {
    const field = e.target as HTMLInputElement
    if (field.name === 'code' && digits(field).length === DIGITS) void submit(digits(field))
  })
  stand.root.addEventListener('submit', e => {
    e.preventDefault()
    const field = (e.target as HTMLFormElement).elements.namedItem('code')
    void submit(field instanceof HTMLInputElement ? digits(field) : '')
  })
  if (stand.root.dataset.arrived === undefined) stand.show('ready')
  else void submit('')
}

const digits = (field: HTMLInputElement): string => field.value.replace(/\D/g, '')

/** What was typed stays; the person is told beside it. */
function settle(stand: Stand, answer: Answer | true | undefined): void {
  if (answer === true) return stand.show('lied', 'failed')
  if (!answer) return stand.show('failed', 'ready')
  if ('refusal' in answer) {
    stand.fill('sentence', answer.sentence)
    return stand.show(answer.refusal === 'book_collected' ? 'other' : 'refused')
  }
  stand.show('collected')
  location.replace(here('/wallet'))
}
