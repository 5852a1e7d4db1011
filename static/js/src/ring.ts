// The ring, drawn anew when a seal has landed. It is drawn by the server, the same for every visitor.

import { get } from './get'
import { here } from './tongue'

const SVG = 'http://www.w3.org/2000/svg'
const ELEMENTS = new Set('svg g path circle line text tspan title desc div dt dd li b strong span p table caption thead tbody tr th td details summary'.split(' '))
const ATTRIBUTES = new Set(
  'aria-details aria-hidden aria-label aria-labelledby class colspan cx cy d fill focusable height id r role scope stroke stroke-linecap stroke-width text-anchor transform viewBox width x x1 x2 y y1 y2'.split(' '),
)

type Policy = { createHTML(s: string): string }
type Policies = { createPolicy(name: string, rules: Policy): Policy }

/** The page's only policy, private to this file. It may pass the text on: what comes of it is inert, and only a list of it is copied. */
const policy = (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('wallet', { createHTML: s => s })

export async function redraw(box: HTMLElement, petition: string): Promise<void> {
  const size = box.dataset.size ? `?size=${Number(box.dataset.size)}` : ''
  const parsed = (await read(`/petitions/${petition}/ring${size}`)).querySelector('svg')
  if (!parsed) return
  const svg = copy(parsed)
  markFresh(box, svg)
  box.replaceChildren(svg)
}

/** The figures of a petition's page, drawn anew: the same page once more, as everybody who has it open asks for it. */
export async function refigure(petition: string): Promise<void> {
  const fresh = await read(`/petitions/${petition}/progress`)
  for (const e of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const from = fresh.querySelector(`[data-live="${e.dataset.live}"]`)
    const open = !!e.querySelector('details[open]')
    if (from) e.replaceChildren(...[...from.children].map(copy))
    if (open) e.querySelector('details')!.open = true
  }
}

async function read(path: string): Promise<Document> {
  const source = await (await get(here(path))).text()
  return new DOMParser().parseFromString(policy ? policy.createHTML(source) : source, 'text/html')
}

/** Copies what is on the lists and nothing else. */
function copy(from: Element): Element {
  const to = document.createElementNS(from.namespaceURI === SVG ? SVG : 'http://www.w3.org/1999/xhtml', from.localName)
  for (const { name, value } of from.attributes) if (ATTRIBUTES.has(name)) to.setAttribute(name, value)
  for (const child of from.childNodes) {
    if (child instanceof Element && ELEMENTS.has(child.localName)) to.append(copy(child))
    else if (child instanceof Text) to.append(child.data)
  }
  return to
}

/** Strokes that the old drawing did not have go into paths of their own, which draw themselves once. */
function markFresh(old: Element, svg: Element): void {
  const before = new Set([...old.querySelectorAll('path')].flatMap(strokes))
  const paths = [...svg.querySelectorAll('path')]
  const fresh = paths.map(p => strokes(p).filter(s => !before.has(s)))
  if (fresh.flat().length > before.size / 2) return // the whole ring has turned: nothing in it is new
  paths.forEach((path, i) => {
    if (!fresh[i]!.length) return
    const added = path.cloneNode() as Element
    added.setAttribute('d', fresh[i]!.join(''))
    added.classList.add('rr-fresh')
    path.setAttribute('d', strokes(path).filter(s => before.has(s)).join(''))
    path.after(added)
  })
}

const strokes = (path: Element): string[] => path.getAttribute('d')?.match(/M[^M]*/g) ?? []
