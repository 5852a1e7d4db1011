// What in a text may say who its writer or somebody else is. All of it happens in this browser, and only to those who write. It is a help:
// what it does not find may still give somebody away.
import { NAMES, WORDS } from '../hint/names'

export type Kind = 'name' | 'email' | 'phone' | 'number' | 'only'
/** A place in a text, in its own words, and why it is pointed out. */
export type Hint = { kind: Kind; words: string; at: number }

const MOST = 12 // hints at once; whoever mends those is told of the next

/** In the order of the text, each wording once. */
export function hints(text: string): Hint[] {
  const found: Hint[] = []
  const clear = (h: Hint) => !found.some(f => h.at < f.at + f.words.length && f.at < h.at + h.words.length)
  for (const look of [emails, phones, numbers, only, names]) for (const h of look(text)) if (clear(h)) found.push(h)
  found.sort((a, b) => a.at - b.at)
  return found.filter((h, i) => found.findIndex(f => f.kind === h.kind && f.words === h.words) === i).slice(0, MOST)
}

const all = (kind: Kind, text: string, of: RegExp, is: (m: RegExpMatchArray) => boolean = () => true): Hint[] =>
  [...text.matchAll(of)].filter(is).map(m => ({ kind, words: m[0], at: m.index! }))

const emails = (text: string): Hint[] => all('email', text, /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu)

const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d)$/
const MOBILE = /^[679]\d\d \d{3} \d{3}$/ // Spanish ones look like sums
const VERSION = /^[1-9]\d*(?:\.\d+)+$/
const THOUSANDS = /^[1-9]\d{0,2}(?:[ .,\u00a0\u202f]\d{3})+$/

/** Digits in groups, as telephones have them: no dates, no sums. */
const phones = (text: string): Hint[] =>
  all('phone', text, /(?<![\p{L}\p{N}#/=.,€$£-])(?:\+\s?|\(\+?)?\d[\d\s().\/-]{5,20}\d(?![\p{L}\p{N}])/gu, ([words]) => {
    const digits = words.replace(/\D/g, '').length
    return digits >= 7 && digits <= 15 && /[^\d]/.test(words) && !/[\n]/.test(words) && !DATE.test(words) && !VERSION.test(words) && (MOBILE.test(words) || !THOUSANDS.test(words)) && !/\d{4}-\d\d-\d\d/.test(words)
  })

const CALLED = /(?<![\p{L}\p{N}])(?:staff|employee|personnel|payroll|badge|ticket|case|incident|desk|seat|locker|id|legajo|empleado|empleada|expediente|ficha|caso|incidencia|puesto|tarjeta)(?:\s+(?:number|num|no|nr|id|número|núm|n[º°o]))?\.?\s*[:#]?\s*\d[\d-]{2,}(?![\p{L}\p{N}])/giu
const CODE = /(?<![\p{L}\p{N}-])\p{Lu}{2,6}[-_ ]?\d{3,}(?![\p{L}\p{N}])/gu
const KNOWN = /^(?:ISO|IEC|RFC|DIN|EN|FY|CVE|NIST|AES|SHA|RSA|UTF|UTC|GMT|BS|UNE|IEEE|ANSI|USD|EUR|GBP|CHF|ART|HTTP|IPV)/
const YEAR = /(?:^|\D)(?:19|20)\d\d$/

/** Numbers that belong to one person or one case: with a word before them that says so, with letters before them, or long. */
const numbers = (text: string): Hint[] => [
  ...all('number', text, CALLED, ([words]) => !YEAR.test(words)),
  ...all('number', text, CODE, ([words]) => !KNOWN.test(words) && !YEAR.test(words)),
  ...all('number', text, /(?<![\p{L}\p{N}#&])#\d{3,}(?![\p{L}\p{N}])/gu),
  ...all('number', text, /(?<![\p{L}\p{N}.,\/=€$£-])\d{6,}(?![\p{L}\p{N}]|[.,]\d)/gu, ([words]) => !/0{4}$/.test(words)),
]

/** "I'm the only…", in English and Spanish. That one is not the only one gives nobody away. */
const only = (text: string): Hint[] => [
  ...all('only', text, /(?<![\p{L}'’])(?:I['’]?m|I am|I was|I['’]?ve been|being|as|since I['’]?m)\s+(?:probably\s+|likely\s+|perhaps\s+|still\s+|now\s+)?the\s+(?:only|sole|last)\s+(?:\p{L}+)/giu),
  ...all('only', text, /(?<!\p{L})the\s+(?:only|sole)\s+(?:\p{L}+\s+){1,3}(?:in|on|of|at)\s+(?:my|our)\s+\p{L}+/giu),
  ...all('only', text, /(?<!\p{L})(?<!no )(?:soy|era|fui|siendo|como|seré)\s+(?:probablemente\s+|seguramente\s+|tal vez\s+)?(?:el|la)\s+únic[oa](?!\p{L})(?:\s+\p{L}+)?/giu),
  ...all('only', text, /(?<!\p{L})(?:el|la)\s+únic[oa]\s+(?:\p{L}+\s+){1,3}(?:de|en)\s+(?:mi|nuestr[oa])\s+\p{L}+/giu),
]

let lists: { certain: Set<string>; words: Set<string> } | undefined // made when somebody first writes
const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const setOf = (list: string) => new Set(list.trim().split(/\s+/).map(plain))
const MONTHS = new Set(['april', 'may', 'june', 'abril'])
const BEFORE_MONTH = /(?:^|[^\p{L}])(?:in|since|until|till|by|of|from|last|next|this|on|early|late|mid|before|after|through|during|every|each|to|and|or|between|end|en|desde|hasta|de|\d{1,2}(?:st|nd|rd|th)?)[\s-]+$/iu

/** Names with a capital; those that are words too only within a sentence, and months not where a day or a month is meant. */
function names(text: string): Hint[] {
  lists ??= { certain: setOf(NAMES), words: setOf(WORDS) }
  const { certain, words } = lists
  return all('name', text, /(?<![\p{L}\p{N}@./])\p{Lu}[\p{L}\p{M}]+(?:-\p{Lu}\p{L}+)?(?![\p{L}\p{N}@]|\.\p{L})/gu, m => {
    const before = text.slice(0, m.index)
    return m[0].split('-').some(part => {
      const name = plain(part)
      if (part === part.toUpperCase() && part.length > 1) return certain.has(name) && part.length > 3 // so are abbreviations written
      if (certain.has(name)) return true
      if (!words.has(name) || startsSentence(before)) return false
      return !MONTHS.has(name) || !(BEFORE_MONTH.test(before) || /^\s+\d/.test(text.slice(m.index! + m[0].length)))
    })
  })
}

/** Whether what follows begins a sentence, a line or what somebody said. */
const startsSentence = (before: string): boolean => /(?:^|[.!?:…\n]|[.!?]["”’)\]])["“‘'«(¿¡\s*_>\-#\d.]*$|[“"«¿¡(]$/u.test(before)
