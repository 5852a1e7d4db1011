// The way to the desk and back to a petition. It is kept in this tab alone: the desk never learns which petition sent somebody.
import { tab } from '../kept'
import { isHidden } from '../hidden'
import { here } from '../tongue'

const KEY = 'rr.return'

/** Remembers the petition and goes to the desk; where the passes are only hidden, to them. */
export function checkIn(petition: string): void {
  tab.setItem(KEY, JSON.stringify({ petition }))
  location.assign(here(isHidden() ? '/wallet' : '/desk'))
}

export const wayBack = (): string | undefined => JSON.parse(tab.getItem(KEY) ?? '{}').petition

export const forgetWay = (): void => tab.removeItem(KEY)
