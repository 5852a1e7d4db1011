// The ring, drawn anew when a seal has landed. It is drawn by the server, the same for every visitor.

const SVG = 'http://www.w3.org/2000/svg'
const ELEMENTS = new Set('svg g path circle line text tspan title desc'.split(' '))
const ATTRIBUTES = new Set(
  'aria-hidden aria-label aria-labelledby class cx cy d fill focusable height id r role stroke stroke-linecap stroke-width text-anchor transform viewBox width x x1 x2 y y1 y2'.split(' '),
)

type Policy = { createHTML(s: string): string }
type Policies = { createPolicy(name: string, rules: Policy): Policy }

/** The page's only policy, private to this file. It may pass the text on: what comes of it is inert, and only a list of it is copied. */
const policy = (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('wallet', { createHTML: s => s })

export async function redraw(box: HTMLElement, petition: string): Promise<void> {
  const size = box.dataset.size ? `?size=${Number(box.dataset.size)}` : ''
  const r = await fetch(`/petitions/${petition}/ring${size}`, { credentials: 'omit', cache: 'no-cache' })
  if (!r.ok) throw new Error('no ring')
  const source = await r.text()
  const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(source) : source, 'text/html').querySelector('svg')
  if (!parsed) return
  const svg = copy(parsed)
  markFresh(box, svg)
  box.replaceChildren(svg)
}

/** Copies what is on the lists and nothing else. */
function copy(from: Element): Element {
  const to = document.createElementNS(SVG, from.localName)
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
