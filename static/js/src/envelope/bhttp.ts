// Binary HTTP (RFC 9292), as little as the wallet needs: known-length messages, no trailers, zeros as padding.
import { concat, utf8, type Bytes } from '../bytes'

export const REQUEST_SIZE = 8192 // bytes, whatever is inside
export const AUTHORITY = 'booth'

/** fields are those of the head, name and value; names in lower case. */
export type Request = { method: string; path: string; fields?: [string, string][]; body?: Uint8Array }
export type Response = { status: number; body: Bytes }

/** The padded plaintext of an envelope. Throws a RangeError if the request is too long for one. */
export function encodeRequest({ method, path, fields = [], body }: Request): Bytes {
  const control = [method, 'https', AUTHORITY, path].map(s => counted(utf8(s)))
  const head = counted(concat(...fields.flat().map(s => counted(utf8(s)))))
  const message = concat(varint(0), ...control, head, counted(body ?? new Uint8Array()))
  if (message.length > REQUEST_SIZE) throw new RangeError('too long for an envelope')
  const out = new Uint8Array(REQUEST_SIZE) // the zeros that follow say "no trailers" and pad
  out.set(message)
  return out
}

/** Reads a known-length response; its header fields are passed over. Throws on anything else. */
export function decodeResponse(b: Bytes): Response {
  let at = 0
  const number = () => {
    const first = b[at]
    if (first === undefined) throw new RangeError('cut short')
    const length = 1 << (first >> 6)
    if (length === 8 || at + length > b.length) throw new RangeError('cut short, or longer than an envelope')
    let v = first & 0x3f
    for (let i = 1; i < length; i++) v = v * 256 + b[at + i]!
    at += length
    return v
  }
  const take = () => {
    const n = number()
    if (at + n > b.length) throw new RangeError('cut short')
    return b.slice(at, (at += n))
  }
  if (number() !== 1) throw new TypeError('not a known-length response')
  const status = number()
  if (status < 200 || status > 599) throw new TypeError('not a final status')
  take() // the header fields
  return { status, body: take() }
}

const counted = (b: Uint8Array): Bytes => concat(varint(b.length), b)

/** A number as QUIC writes it (RFC 9000 section 16), in the fewest bytes. */
function varint(n: number): Bytes {
  if (n < 64) return Uint8Array.of(n)
  if (n < 16384) return Uint8Array.of(0x40 | (n >> 8), n & 255)
  return Uint8Array.of(0x80 | (n >> 24), (n >> 16) & 255, (n >> 8) & 255, n & 255)
}
