const LIMIT = 20_000

export const sleep = ms => new Promise(r => setTimeout(r, ms))

/** Looks until there is something, and returns it. Limit in milliseconds. */
export async function until(what, look, limit = LIMIT) {
  for (const end = performance.now() + limit; ; await sleep(100)) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(`never: ${what}`)
  }
}
