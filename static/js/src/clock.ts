/** Waits, but no longer than until stopped. */
export function sleep(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (stop.aborted) return resolve()
    const end = () => (clearTimeout(timer), resolve())
    const timer = setTimeout(end, ms)
    stop.addEventListener('abort', end, { once: true })
  })
}

/** Runs work while the tab is visible; its signal says when that ends. Hiding calls away, too, while the page can still send. */
export function whileVisible(work: (stop: AbortSignal) => Promise<unknown>, away?: () => void): void {
  let running: AbortController | undefined
  const enter = () => {
    if (running || document.hidden) return
    running = new AbortController()
    work(running.signal).catch(() => {}) // stopped before it began
  }
  const leave = () => {
    if (!running) return
    away?.()
    running.abort()
    running = undefined
  }
  document.addEventListener('visibilitychange', () => (document.hidden ? leave() : enter()))
  addEventListener('pagehide', leave)
  addEventListener('pageshow', enter)
  enter()
}
