// The script of /ledger/check: the whole ledger, read and checked by the visitor's own browser. It begins with the page and asks for the
// same of everyone, in the same order: nothing that its reader does, types or holds makes a difference. See docs/decisions/003.
import { sleep } from './clock'
import { readNow } from './now'
import { compare, recount, type Found } from './recount/check'
import { Telling } from './recount/page'
import { site } from './recount/source'

const TRIES = 5
const PAUSE = 2000 // ms

/** What the site shows is as new as its ledger: both must stand still while they are compared. */
async function whole(told: (done: number, of: number) => void): Promise<Found> {
  for (let left = TRIES; ; left--) {
    const before = await readNow()
    const found = await recount(site, told)
    const after = await readNow()
    if (before.size === found.top.size && after.size === found.top.size) {
      compare(found, after)
      return found
    }
    if (left <= 1) throw new Error('the ledger grows faster than it can be read')
    await sleep(PAUSE, AbortSignal.timeout(PAUSE * 2))
  }
}

const telling = new Telling()
if (crypto.subtle) void telling.tell(whole)
else telling.stand.show('old')
