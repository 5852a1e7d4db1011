// Where a recount reads: what a site shows to everyone, by its path there. Nothing that it gives is believed.
import { unbase64, type Bytes } from '../bytes'

export type Source = {
  /** Throws Missing if it is not there. */
  get(path: string): Promise<Bytes>
  /** The places whose leaves are there, in their order; undefined if all leaves are. */
  places?: number[]
}

export class Missing extends Error {}

/** The site that this page is of. */
export const site: Source = {
  async get(path) {
    const r = await fetch(path, { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-cache' })
    if (!r.ok) throw new Missing(path)
    return new Uint8Array(await r.arrayBuffer())
  },
}

/** A bundle's files by their names in it (docs/protocol.md, Bundle). */
export function bundle(files: Map<string, Bytes>): Source {
  const places = [...files.keys()].flatMap(name => /^leaves\/(\d{12})\.txt$/.exec(name)?.[1] ?? []).map(Number)
  return {
    places: places.sort((a, b) => a - b),
    async get(path) {
      const name = path.slice(1).replace(/^(log\/books\/[^/]+)\/proofs$/, '$1.proofs')
      const file = files.get(name)
      if (!file) throw new Missing(name)
      return file
    },
  }
}

export const leafName = (place: number): string => `/leaves/${String(place).padStart(12, '0')}.txt`

/** The files that stand in a page: a line for each, its name and its bytes in base64. */
export function filesIn(page: string): Map<string, Bytes> {
  const lines = page.split('\n').filter(line => line.includes(' '))
  return new Map(lines.map(line => [line.slice(0, line.indexOf(' ')), unbase64(line.slice(line.indexOf(' ') + 1))] as const))
}

/** The files in a zip as we write it: stored or deflated, without encryption. Throws a TypeError if it is none. */
export async function filesInZip(zip: Bytes): Promise<Map<string, Bytes>> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const files = new Map<string, Bytes>()
  let end = zip.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) throw new TypeError('not a zip')
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true) === 0xffff ? Infinity : view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === 0x02014b50; left--) {
    const [method, size, name, extra, comment, head] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)]
    const from = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true)
    const packed = zip.slice(from, from + size)
    files.set(new TextDecoder().decode(zip.subarray(at + 46, at + 46 + name)), method ? await inflate(packed) : packed)
    at += 46 + name + extra + comment
  }
  return files
}

async function inflate(packed: Bytes): Promise<Bytes> {
  const open = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(open).arrayBuffer())
}

