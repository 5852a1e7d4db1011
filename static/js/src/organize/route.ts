// Which part of the wallet's page is shown: what stands after #/ says. Links and the browser's back button do all of it. On a change the
// heading takes the focus and the tab its title, which names nothing.

/** The route, and what stands after it. */
export type At = { route: string; rest: string[] }

/** An address without #/ is the passes': its fragments are places on that page. */
export function at(): At {
  const [, route = '', ...rest] = location.hash.startsWith('#/') ? location.hash.slice(1).split('/') : []
  const known = document.querySelector(`[data-route="${CSS.escape(route)}"]`)
  return known ? { route, rest: rest.map(decodeURIComponent) } : { route: '', rest: [] }
}

export function watchRoutes(enter: (at: At) => unknown): void {
  const nav = document.querySelector<HTMLElement>('[data-routes]')
  if (nav) nav.hidden = false
  let shown: string | undefined
  const show = () => {
    const now = at()
    const place = `${now.route}/${now.route === 'join' ? '' : now.rest.join('/')}`
    const first = shown === undefined
    if (place !== shown) draw(now, nav, !first || now.route !== '')
    shown = place
    enter(now)
  }
  addEventListener('hashchange', show)
  show()
}

function draw({ route }: At, nav: HTMLElement | null, focus: boolean): void {
  for (const e of document.querySelectorAll<HTMLElement>('[data-route]')) {
    e.hidden = e.dataset.route !== route
    if (!e.hidden) document.title = e.dataset.title!
  }
  for (const a of nav?.querySelectorAll('a') ?? []) {
    if (a.hash === `#/${route}` || (a.hash === '#/drafts' && ['draft', 'organize', 'new'].includes(route))) a.setAttribute('aria-current', 'page')
    else a.removeAttribute('aria-current')
  }
  if (!focus || location.hash.match(/^#[^/]/)) return
  scrollTo(0, 0)
  const heading = document.querySelector<HTMLElement>(`[data-route="${CSS.escape(route)}"] h1`)
  if (heading) {
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
}
