const TIMEOUT = 20_000 // ms: a connection that hangs must not hold up whoever asks again

/** One public file or page, the same for every reader. Throws if there is none, or it has not come in 20 s. */
export async function get(path: string, cache: RequestCache = 'no-cache'): Promise<Response> {
  const r = await fetch(path, { cache, credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT) })
  if (!r.ok) throw new Error(`no ${path}`)
  return r
}
