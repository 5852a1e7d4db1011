// How much of a field is used, as people of this page's language write numbers.
import { lengthOf } from './paper'

export function countUsed(field: Element): void {
  const box = field.querySelector<HTMLTextAreaElement>('input, textarea')!
  field.querySelector('[data-used]')!.textContent = lengthOf(box.value).toLocaleString(lang())
}

export const lang = () => document.documentElement.lang || undefined
