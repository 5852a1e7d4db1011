// A wish: what a person has just asked to be said, written down in that very moment, before anything that takes time. If the tab goes
// before an act is made of it, the next page makes it. Local storage, because it alone writes at once.
import { device } from './kept'
import type { Kind } from './pass/statement'
import type { Place } from './pass/keyfile'

export type Wish = {
  kind: Kind
  petition: string
  text: string // SHA-256 of the frozen text, hex
  title: string
  day: string
  subject: string
  body: string
  pass: Place & { book: string }
}

const PREFIX = 'rr.wish.'

/** Returns the wish's name. */
export function note(wish: Wish): string {
  const name = PREFIX + crypto.randomUUID()
  device.setItem(name, JSON.stringify(wish))
  return name
}

/** Undefined once an act was made of it, here or in another tab. */
export function read(name: string): Wish | undefined {
  return JSON.parse(device.getItem(name) ?? 'null') ?? undefined
}

export const strike = (name: string): void => device.removeItem(name)

/** Those that no tab has come to yet. */
export const open = (): string[] => Object.keys(device).filter(name => name.startsWith(PREFIX))
