// The recovery code: the seed's 16 bytes as 12 words (BIP39, English, no passphrase).
import { hex, sha256, utf8, type Bytes } from '../bytes'

/** SHA-256 of BIP39's own english.txt: the list is a file beside this script, and no other is taken. */
const LIST = '2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda'

const SEED = 16 // bytes
const WORDS = 12
const BITS = 11 // of a word
const ENOUGH = 4 // letters tell any two words of the list apart

/** Throws unless this is the list. */
export async function listOf(file: string): Promise<string[]> {
  if (hex(await sha256(utf8(file))) !== LIST) throw new TypeError('not the list of words')
  return file.trimEnd().split('\n')
}

export async function toWords(list: string[], seed: Bytes): Promise<string[]> {
  const bits = [...seed, (await sha256(seed))[0]!].map(b => b.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: WORDS }, (_, i) => list[parseInt(bits.slice(i * BITS, (i + 1) * BITS), 2)]!)
}

/** What was typed: the seed, or what keeps it from being one. */
export type Typed = { seed: Bytes } | { wrong: 'unknown'; word: string } | { wrong: 'number'; n: number } | { wrong: 'sum' }

/** Takes words as people type them: any case, with commas, numbers or line ends between, the first four letters or all of them. */
export async function fromWords(list: string[], typed: string): Promise<Typed> {
  const words = typed.toLowerCase().match(/\p{L}+/gu) ?? []
  const places = words.map(w => list.findIndex(x => x === w || (w.length >= ENOUGH && x.startsWith(w))))
  const unknown = words[places.indexOf(-1)]
  if (unknown) return { wrong: 'unknown', word: unknown }
  if (words.length !== WORDS) return { wrong: 'number', n: words.length }
  const bits = places.map(n => n.toString(2).padStart(BITS, '0')).join('')
  const seed = Uint8Array.from({ length: SEED }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8), 2))
  const again = await toWords(list, seed)
  return again.every((w, i) => w === list[places[i]!]) ? { seed } : { wrong: 'sum' }
}
