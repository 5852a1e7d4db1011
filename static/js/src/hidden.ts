// Hiding what is held here from whoever looks at this browser.
import { device } from './kept'

/** While this is set, no page but the wallet's shows what is held here. Opening that page ends it. */
const HIDDEN = 'rr.hidden'

export const isHidden = (): boolean => !!device.getItem(HIDDEN)
export const hide = (): void => device.setItem(HIDDEN, '1')
export const unhide = (): void => device.removeItem(HIDDEN)
