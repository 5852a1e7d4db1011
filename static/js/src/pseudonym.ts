// The mark under which a voice speaks, as the server draws it from the voice's public key: so that a wallet knows its own comments again.
import { boothKey } from './pass/pass'
import { concat, hex, sha256, utf8 } from './bytes'
import type { Pass } from './pass/book'

const TRIES = 8 // a voice whose words were taken has the next ones, and another mark
const SHOWN = 8 // bytes of a mark on a page

/** The marks that this pass can have under its petition, as pages have them in data-mark. */
export async function marksOf(pass: Pass, petition: string): Promise<string[]> {
  const voice = await sha256(concat(utf8(`roundrobin/v1 voice\0${petition}\0`), boothKey(pass.token)))
  let h = await sha256(concat(utf8('roundrobin/v1 pseudonym\0'), voice))
  const marks: string[] = []
  for (let i = 0; i < TRIES; i++, h = await sha256(h)) marks.push(hex((await sha256(h)).slice(0, SHOWN)))
  return marks
}
