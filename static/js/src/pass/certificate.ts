// The desk's word that a name key is that of a person on the roster. It is kept for signing by name; nothing else needs it.
import { openNote, type Verifier } from '../ledger/note'

/** Throws unless the desk has signed this about this name key. */
export async function checkCertificate(note: string, desks: Verifier[], origin: string, book: string, nameKey: string): Promise<void> {
  const [kind, of, season, name, title, key, ...rest] = (await openNote(note, desks)).split('\n')
  const fits = kind === 'roundrobin/v1 certificate' && of === origin && season === book && name && title && key === nameKey
  if (!fits || rest.join('\n')) throw new TypeError('a certificate, but not of this')
}
