// The list of words, on the one page that has use for it. Every browser fetches it there as the page opens, whatever it holds.
import { listOf } from './code'

let list: Promise<string[]> = Promise.reject(new Error('no list on this page'))
list.catch(() => {})

export function fetchList(): void {
  const at = document.querySelector<HTMLElement>('[data-words]')?.dataset.words
  if (!at) return
  list = fetch(at, { credentials: 'omit' }).then(r => r.text()).then(listOf)
  list.catch(() => {}) // told to those who need it
}

export const wordList = (): Promise<string[]> => list
