// Counts what the leaves of a log come to, as models/ledger/tally does for the program recount, and names the first that says what is not so.
import { hex, sha256, utf8 } from '../bytes'
import { mostOf, purposeOf, type Act, type Said } from './leaf'
import { boothKeyOf, type Key } from './keys'
import { hold } from './untrue'

type Book = { slots: number; eligible?: number /* people ever on the roster in its life */; open?: boolean /* a mail domain lets in, and how many is unknown */; issued: number }
/** A sign key: what it said last, and the seqs that it has used, a bit each. */
type Signer = { text: string; seq: number; signed: boolean; used: number }
/** One petition on the way through the log. */
class Counting {
  opened = false
  program = '' // of a round: it counts who said how that sits with them
  closed = false
  shown = false // some pass was shown under its slot: the slot is its own for good
  text = '' // that may be signed
  count = 0
  most = 0 // the count ever reached
  signers = new Map<string, Signer>()

  constructor(
    readonly id: string,
    public book: string,
    public slot: number,
  ) {}

  /** 1 for a signature that counts. Withdrawn ones and those under an older text do not. */
  worth = (s: Signer | undefined): number => (this.opened && s?.signed && s.text === this.text ? 1 : 0)
}

type Comment = { by: string; made: boolean; used: number; edit: number }
export type Counted = { id: string; text: string; count: number; closed: boolean; open: boolean /* of an unknown number entitled */ }

export class Tally {
  acts = 0
  #books = new Map<string, Book>()
  #seasons: Record<string, string>[] = []
  #slots = new Map<string, Counting>()
  #petitions = new Map<string, Counting>()
  #order: Counting[] = []
  #voices = new Map<string, Set<number>>()
  #comments = new Map<string, Comment>()
  #ratings = new Map<string, number>()
  #astray = new Set<Comment>() // edited and not yet made

  /** Those that were opened, in the order of opening. */
  get petitions(): Counted[] {
    return this.#order.map(({ id, text, count, closed, book }) => ({ id, text, count, closed, open: !!this.#books.get(book)?.open }))
  }

  /** Takes one verified act, made by a pass of this key. */
  async act(at: number, a: Act, k: Key): Promise<void> {
    this.acts++
    const c = this.#petitions.get(a.petition)
    hold(c, 'no_petition', at, { petition: a.petition })
    hold(k.book === c.book && k.slot === c.slot, 'other_slot', at, { petition: c.id })
    hold(!c.opened || a.text === c.text, 'other_text', at, { petition: c.id })
    hold((c.program !== '') === (a.kind === 'pulse') || purposeOf(a.kind) === 'voice', 'other_kind', at, { petition: c.id })
    hold(a.seq <= mostOf(a.kind), 'too_many', at)
    c.shown = true
    if (a.kind === 'signature' || a.kind === 'withdrawal' || a.kind === 'pulse') return this.#sign(at, c, a)
    if (a.kind === 'comment') return this.#comment(at, a)
    if (a.kind === 'edit' || a.kind === 'retraction') return this.#edit(at, a)
    const name = `${boothKeyOf(a)} ${a.subject}`
    const used = this.#ratings.get(name) ?? 0
    this.#ratings.set(name, used | (1 << a.seq))
    once(at, used, a.seq)
  }

  /** Lets the highest seq of a key count, whatever the order of leaves. */
  #sign(at: number, c: Counting, a: Act): void {
    hold(!c.closed, 'late', at, { petition: c.id })
    const s = c.signers.get(boothKeyOf(a))
    const used = s?.used ?? 0
    const next = s && s.seq >= a.seq ? s : { text: a.text, seq: a.seq, signed: a.kind !== 'withdrawal', used }
    c.count += c.worth(next) - c.worth(s)
    c.most = Math.max(c.most, c.count)
    c.signers.set(boothKeyOf(a), { ...next, used: used | (1 << a.seq) })
    once(at, used, a.seq)
    this.#fits(at, c)
  }

  async #comment(at: number, a: Act): Promise<void> {
    const key = boothKeyOf(a)
    const used = this.#voices.get(key) ?? new Set<number>()
    this.#voices.set(key, used)
    hold(!used.has(a.seq), 'twice', at)
    used.add(a.seq)
    const id = hex((await sha256(utf8(a.statement))).slice(0, 16))
    const c = this.#comments.get(id)
    if (!c) return void this.#comments.set(id, { by: key, made: true, used: 0, edit: at })
    hold(c.by === key, 'not_its_own', c.edit)
    c.made = true
    this.#astray.delete(c)
  }

  /** Within a seal an edit may stand before its comment. */
  #edit(at: number, a: Act): void {
    const key = boothKeyOf(a)
    let c = this.#comments.get(a.subject)
    if (!c) {
      c = { by: key, made: false, used: 0, edit: at }
      this.#comments.set(a.subject, c)
      this.#astray.add(c)
    }
    hold(c.by === key, 'not_its_own', at)
    once(at, c.used, a.seq)
    c.used |= 1 << a.seq
  }

  /** For the end: every comment that was edited has been made. */
  settled(): void {
    for (const c of this.#astray) hold(false, 'not_its_own', c.edit)
  }

  /** Holds what the operator says against what is so at this leaf. Kinds that claim nothing about counts pass. */
  said(at: number, { kind, of }: Said): void {
    if (kind === 'season') this.#season(at, of)
    if (kind === 'book') this.#book(at, of)
    if (kind === 'eligible') this.#eligible(at, of)
    if (kind === 'domain') this.#domain(at, of)
    if (kind === 'gather') this.#gather(at, of)
    if (kind === 'open') this.#open(at, of)
    if (kind === 'round') this.#round(at, of)
    if (kind === 'milestone') this.#milestone(at, of)
    if (kind === 'close') this.#close(at, of)
  }

  /** Two books for the same days would be two passes for one petition. */
  #season(at: number, of: Record<string, string>): void {
    hold(of.from! <= of.to!, 'season', at, { book: of.book! })
    for (const s of this.#seasons) hold(s.book !== of.book && !(s.from! < of.to! && of.from! < s.to!), 'season', at, { book: of.book! })
    this.#seasons.push(of)
  }

  #book(at: number, of: Record<string, string>): void {
    hold(!this.#books.has(of.book!), 'second_book', at, { book: of.book! })
    this.#books.set(of.book!, { slots: Number(of.slots), issued: 0 })
  }

  #eligible(at: number, of: Record<string, string>): void {
    const b = this.#books.get(of.book!)
    hold(b, 'no_book', at, { book: of.book! })
    hold(Number(of.size) >= (b.eligible ?? 0), 'fewer', at, { book: of.book! })
    b.eligible = Number(of.size)
  }

  /** Whatever is said of a number before or after it binds nobody any more. */
  #domain(at: number, of: Record<string, string>): void {
    const b = this.#books.get(of.book!)
    hold(b, 'no_book', at, { book: of.book! })
    b.open = true
  }

  /** Gives a petition its slot. A slot under which no pass was ever shown may go to another. */
  #take(at: number, of: Record<string, string>): Counting {
    const [id, book, slot] = [of.petition!, of.book!, Number(of.slot)]
    const name = `${book} ${slot}`
    const [b, before] = [this.#books.get(book), this.#slots.get(name)]
    let c = this.#petitions.get(id)
    hold(b && slot >= 1 && slot <= b.slots, 'no_slot', at, { petition: id })
    hold(!before || before.id === id || !before.shown, 'taken_slot', at, { petition: id })
    hold(!c || (c.book === book && c.slot === slot) || !(c.shown || c.opened), 'taken_slot', at, { petition: id })
    if (!c) this.#petitions.set(id, (c = new Counting(id, book, slot)))
    else if (c.book !== book || c.slot !== slot) this.#slots.delete(`${c.book} ${c.slot}`)
    ;[c.book, c.slot] = [book, slot]
    this.#slots.set(name, c)
    return c
  }

  #gather(at: number, of: Record<string, string>): void {
    const c = this.#take(at, of)
    if (!c.opened) c.text = of.text!
  }

  /** Counts the sponsors who signed this very text. */
  #open(at: number, of: Record<string, string>): void {
    const c = this.#take(at, of)
    hold(!c.opened && of.closes! >= of.day!, 'opened', at, { petition: c.id })
    const b = this.#books.get(c.book)!
    hold(b.open || b.eligible !== undefined, 'no_eligible', at, { petition: c.id })
    ;[c.opened, c.text] = [true, of.text!]
    for (const s of c.signers.values()) c.count += c.worth(s)
    c.most = c.count
    this.#order.push(c)
    this.#fits(at, c, Number(of.issued))
  }

  /** Nobody has said anything under a round before it opens, and a program has one a season. */
  #round(at: number, of: Record<string, string>): void {
    const other = this.#order.some(c => c.program === of.program && c.book === of.book)
    hold(!this.#petitions.has(of.petition!) && !other, 'opened', at, { petition: of.petition! })
    this.#open(at, of)
    this.#petitions.get(of.petition!)!.program = of.program!
  }

  #milestone(at: number, of: Record<string, string>): void {
    const c = this.#petitions.get(of.petition!)
    hold(c && Number(of.count) <= c.most, 'milestone', at, { petition: of.petition!, said: of.count! })
  }

  #close(at: number, of: Record<string, string>): void {
    const c = this.#petitions.get(of.petition!)
    hold(c?.opened && !c.closed, 'closed', at, { petition: of.petition! })
    c.closed = true
    hold(Number(of.count) === c.count, 'count', at, { petition: c.id, said: of.count!, count: c.count })
    this.#fits(at, c, Number(of.issued))
  }

  /** Nobody signs who holds no book, and nobody holds one who could not collect it. */
  #fits(at: number, c: Counting, issued?: number): void {
    const b = this.#books.get(c.book)!
    const eligible = b.open ? Infinity : (b.eligible ?? Infinity)
    hold(issued === undefined || (issued >= b.issued && issued <= eligible), 'issued', at, { book: c.book, issued: issued ?? 0, eligible })
    hold(c.count <= eligible && (issued === undefined || c.count <= issued), 'more_than_people', at, { petition: c.id, count: c.count })
    b.issued = Math.max(b.issued, issued ?? 0)
  }
}

/** A key says one thing under one seq. */
function once(at: number, used: number, seq: number): void {
  hold(!(used & (1 << seq)), 'twice', at)
}
