// The operator's keys as of this page: looked up by every wallet with the gateway's keys, whatever it has to say.
import { get } from '../get'
import { all, write } from '../store'
import { forkAlarm, raise } from './alarm'
import { Fork, Lie } from './note'
import { readOperator, type Operator } from './operator'

let said: Operator | undefined
let caught = false

/** What the ledger says. The log that is met first is remembered. Throws a Lie if it shows itself as another, or wrong. */
export async function lookUp(origin?: string): Promise<Operator> {
  const [log] = await all('site')
  const file = await (await get('/log/operator')).json()
  const read = await readOperator(file, origin ?? log?.origin ?? document.body.dataset.origin!, log)
  if (!log) await write(['site'], table => table('site').put(read.log))
  else await write(['site'], table => table('site').change('log', l => (l.size >= read.log.size && l.signed ? l : read.log)))
  return (said = read.said)
}

export const promiseKeys = () => said?.promises ?? []

/** Was the site caught at a lie, here and now? */
export const lied = (): boolean => caught

/** Runs work and remembers if the site lied. A fork is an alarm besides. */
export async function watch<T>(work: Promise<T>, told: () => unknown): Promise<T> {
  return work.catch(async e => {
    if (e instanceof Fork && e.before) await raise(forkAlarm(e))
    if (e instanceof Lie && !caught) {
      caught = true
      told()
    }
    throw e
  })
}
