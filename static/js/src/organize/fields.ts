// The fields of the writing page: what is typed into them, and what is shown there.
import { lengthOf, MEMBERS, type Content } from './paper'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export class Fields {
  constructor(private root: HTMLElement) {
    for (const e of root.querySelectorAll('.counted')) e.addEventListener('input', () => count(e))
    for (const e of root.querySelectorAll<HTMLElement>('[data-line]')) e.addEventListener('keydown', k => k.key === 'Enter' && k.preventDefault()) // one line, however long
  }

  get all(): Field[] {
    return MEMBERS.map(m => this.root.querySelector<HTMLInputElement>(`form [name=${m}]`)!)
  }

  read(): Content {
    const all = Object.fromEntries(this.all.map(e => [e.name, e.value])) as Record<keyof Content, string>
    return { ...all, goal: Number(all.goal.replace(/\D/g, '').slice(0, 7)) }
  }

  /** While somebody types in this tab, the field that they type into is left alone. */
  show(now: Content, typing: boolean): void {
    for (const e of this.all) {
      const value = e.name === 'goal' ? (now.goal ? `${now.goal}` : '') : String(now[e.name as keyof Content])
      if (e.value !== value && !(typing && document.activeElement === e)) e.value = value
    }
    this.root.querySelectorAll('.counted').forEach(count)
  }

  /** Begins at the title. */
  focus(): void {
    this.root.querySelector<HTMLElement>('form [name=title]')!.focus()
  }
}

/** How much of a text is used. */
function count(field: Element): void {
  const box = field.querySelector<HTMLInputElement>('input, textarea')!
  const [n, most] = [lengthOf(box.value.replace(/\r\n?/g, '\n')), Number((field as HTMLElement).dataset.most)]
  field.querySelector('[data-used]')!.textContent = n.toLocaleString(document.documentElement.lang || undefined)
  field.classList.toggle('field-wrong', n > most)
  box.setAttribute('aria-invalid', String(n > most))
}
