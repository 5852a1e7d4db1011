// Measures what a whole season's book costs a real browser: node full_book.mjs. It ends with 1 where that is more than we promise.
import { openBrowser } from './browser.mjs'
import { startDemo } from './demo.mjs'

const SLOTS = 48 // the usual book: a key for sign and for voice each, and four for drafts
const PROMISED = 500 // ms

const demo = await startDemo('--slots', SLOTS)
const browser = await openBrowser()
try {
  const visitors = browser.visitorsOf(demo)
  const v = await visitors.visitor()
  const address = demo.newcomer()
  await v.context.route('**/wallet', route => route.fulfill({ status: 204 })) // the page that has done the work stays, to be asked
  await v.go('/desk')
  const { cdp, spent } = await watch(v)
  await v.asksForCode(address)
  await v.page.fill('[name=code]', await demo.code(address))
  await v.stand('desk', 'collected')
  const { passes, length } = await held(v.page)
  const task = await spent()
  await cdp.detach()
  console.log(`${passes} passes collected and verified, ${length} bytes each: ${task} ms of the page's main thread, scripts and all; promised: less than ${PROMISED}`)
  if (passes !== 2 * SLOTS + 4) throw new Error(`the book has ${2 * SLOTS + 4} passes`)
  if (task >= PROMISED) throw new Error('that is more than we promise')
} finally {
  await browser.close()
  await demo.stop()
}

/** Processor time of the page's main thread, not of the machine's clock: others may be busy. */
async function watch(v) {
  const cdp = await v.context.newCDPSession(v.page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    return Math.round(1000 * metrics.find(m => m.name === 'TaskDuration').value) // a script's duration leaves out what follows an await
  }
  return { cdp, spent }
}

function held(page) {
  return page.evaluate(() => new Promise(found => {
    indexedDB.open('roundrobin').onsuccess = e => {
      const all = e.target.result.transaction('passes').objectStore('passes').getAll()
      all.onsuccess = () => found({ passes: all.result.length, length: all.result[0]?.token.byteLength })
    }
  }))
}
