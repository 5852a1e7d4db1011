// How envelopes leave the page. Nothing about the page or its reader goes along.
import type { Bytes } from './bytes'
import type { Carrier } from './envelope/beat'
import { readKeys } from './envelope/ohttp'
import { lookUp, watch } from './ledger/known'

// An independent relay may stand in front of the gateway (RFC 9458): then whoever runs the site sees no address, and the relay no act.
const gateway = (): string => document.body.dataset.relay ?? '/booth/envelopes'

const TIMEOUT = 20_000 // ms; then the envelope counts as lost
const BARE: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error' }

const bytes = async (r: Response): Promise<Bytes> => new Uint8Array(await r.arrayBuffer())

/** Calls when the site is caught at a lie. */
export const carrier = (lied: () => unknown): Carrier => ({
  async key() {
    const r = await fetch('/booth/keys', { ...BARE, signal: AbortSignal.timeout(TIMEOUT) })
    if (!r.ok) throw new Error('no gateway keys')
    return watch(bytes(r).then(async keys => readKeys(keys, (await lookUp()).gateways)), lied)
  },
  async post(body) {
    const headers = { 'content-type': 'message/ohttp-req' }
    const signal = AbortSignal.timeout(TIMEOUT)
    const r = await fetch(gateway(), { ...BARE, method: 'POST', headers, body, signal, keepalive: true }) // also from a page that goes
    if (r.status === 400) return undefined
    if (!r.ok) throw new Error('envelope lost')
    return bytes(r)
  },
})
