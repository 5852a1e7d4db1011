// The beat: one envelope every few seconds while the tab is visible, act or none. When it leaves and how it looks must never
// depend on what is inside, so nothing here hurries.
import { sleep } from '../clock'
import type { Bytes } from '../bytes'
import { decodeResponse, encodeRequest, type Request, type Response } from './bhttp'
import { seal, type GatewayKey, type Sealed } from './ohttp'

/** What an envelope carries, and who is told of its fate. An answer that cannot be read counts as lost. */
export type Cargo = { id: string; request: Request; answered(r: Response): Promise<void>; lost(): Promise<void> }
/** Says what should ride next, besides what is on its way. */
export type Source = (busy: Set<string>) => Promise<Cargo | undefined>
export type Carrier = {
  key(): Promise<GatewayKey>
  /** Called while the page goes, too: must have sent the envelope when it returns its promise. Undefined: the key is not known any more. */
  post(envelope: Bytes): Promise<Bytes | undefined>
}

type Letter = Sealed & { cargo?: Cargo }

const BLANK: Request = { method: 'GET', path: '/beat' }
const SECOND = 1000

/** Milliseconds to the next beat for a page of this age in milliseconds, without jitter. */
export const interval = (age: number): number => (age < 120 * SECOND ? 5 : age < 600 * SECOND ? 10 : 60) * SECOND

export class Beat {
  #key?: Promise<GatewayKey>
  #asked = 0 // letters asked for so far
  #sealed = 0 // the newest that was done
  #sealing?: Promise<void> // settles when the newest lies in #letter
  #letter?: Letter // can leave without waiting
  #busy = new Set<string>()
  #beating = false

  constructor(
    private source: Source,
    private carrier: Carrier,
    private age: () => number,
  ) {}

  /** Beats until told to stop. Only one tab may be in here at a time. */
  async run(stop: AbortSignal): Promise<void> {
    this.#beating = true
    void this.prepare()
    while (!stop.aborted) {
      void this.#beat() // not awaited: a slow answer must not move the next beat
      await sleep(jitter(interval(this.age())), stop)
    }
    this.#beating = false
  }

  /** The page goes: what lies ready leaves while this runs, as it would have left with the next beat. */
  leave(): void {
    const letter = this.#beating ? this.#letter : undefined
    this.#letter = undefined
    this.#beating = false
    if (letter) void this.#send(letter)
  }

  /** Seals what should go next, in place of what lies ready; until that is done the old letter can still leave. */
  prepare(): Promise<void> {
    const n = ++this.#asked
    return (this.#sealing = this.#seal().then(
      letter => this.#lay(n, letter),
      () => (this.#key = undefined), // no key, no envelope: the next beat asks again
    ))
  }

  #lay(n: number, letter: Letter): void {
    if (n < this.#sealed) return // an older one, done late
    this.#sealed = n
    this.#letter = letter
  }

  async #beat(): Promise<void> {
    await this.#sealing
    const letter = this.#letter
    this.#letter = undefined
    if (letter) void this.#send(letter)
    void this.prepare()
  }

  async #seal(): Promise<Letter> {
    const key = await (this.#key ??= this.carrier.key())
    const cargo = await this.source(this.#busy)
    return { ...(await seal(key, encodeRequest(cargo?.request ?? BLANK))), cargo }
  }

  async #send({ envelope, open, cargo }: Letter): Promise<void> {
    if (cargo) this.#busy.add(cargo.id)
    try {
      const answer = await this.carrier.post(envelope)
      if (!answer) throw (this.#key = undefined)
      const response = decodeResponse(await open(answer))
      await cargo?.answered(response)
    } catch {
      await cargo?.lost().catch(() => {}) // it waits on disk as before
    }
    if (cargo) this.#busy.delete(cargo.id)
    void this.prepare() // what was lost may go again
  }
}

/** Up to a fifth more or less, so that tabs do not keep step. */
const jitter = (ms: number): number => ms * (0.8 + 0.4 * (crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32))
