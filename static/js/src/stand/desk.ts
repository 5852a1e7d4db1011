// At the desk, once the code is on its way: prepare the whole book, and collect it when the sixth digit is typed, or a code on paper sent. The right code
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
  const at = stand.root.dataset.collect // where a code on paper goes; one from a mail has no such place
  const code = stand.root.querySelector<HTMLInputElement>('input[name=code]') // none where somebody has arrived
  if (at && code && location.hash) {
    code.value = location.hash.slice(1)
    history.replaceState(null, '', location.pathname)
  }
  let preparing = prepareBooks()
  preparing.catch(() => {}) // told when the code is there
  const submit = async (typed: string) => {
    if (stand.busy) return
    let answer: Answer | undefined
    const work = async () => {
      preparing = preparing.catch(prepareBooks) // what failed while the mail travelled is tried again
      answer = await collect(at ?? '/desk/passes', typed, await preparing)
    }
    const lied = await stand.during('working', work).catch(e => e instanceof Lie)
    settle(stand, lied || answer)
    code?.select() // the next digit replaces what was typed
  }
  code?.addEventListener('input', () => {
    if (!at && digits(code).length === DIGITS) void submit(digits(code))
  })
  stand.root.addEventListener('submit', e => {
    e.preventDefault()
    void submit(at ? code!.value : digits(code))
  })
  if (stand.root.dataset.arrived === undefined) stand.show('ready')
  else void submit('')
}

const digits = (field: HTMLInputElement | null): string => (field?.value ?? '').replace(/\D/g, '')

/** What was typed stays; the person is told beside it. */
function settle(stand: Stand, answer: Answer | true | undefined): void {
  if (answer === true) return stand.show('lied', 'failed')
  if (!answer) return stand.show('failed', 'ready')
  if ('refusal' in answer) {
    stand.fill('sentence', answer.sentence)
    return stand.show(/_collected$/.test(answer.refusal) ? 'other' : 'refused')
  }
  stand.show('collected')
  location.replace(here('/wallet'))
}
