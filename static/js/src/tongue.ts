// The language of the page. The address may name it, and then every way that leads on from the page names it, too.

const page = globalThis.document // not there where no page is

/** An address on this site, in the language that the page's own address names. */
export const here = (path: string): string => (path.startsWith('/') ? (page.body.dataset.tongue ?? '') + path : path)

/** The sentence of a refusal in the page's language: an answer brings those of all languages, as no request says which one is read. */
export const said = (r: { sentence?: unknown; sentences?: Record<string, string> }): string =>
  String(r.sentences?.[page?.documentElement.lang ?? ''] ?? r.sentence ?? '')
