// An invitation: its secret, the key that its link signs with, and the answer to it.
import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { b64url, utf8, type Bytes } from '../bytes'
import { derive, type Root } from '../pass/seed'

export const invitationSecret = (r: Root, origin: string, id: string, number: number): Promise<Bytes> =>
  derive(r, [origin, id, 'invitation'], `${number}`, 16)

/** The Ed25519 seed that whoever has the link signs with. */
export async function invitationKey(origin: string, id: string, secret: Bytes): Promise<Bytes> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: utf8('roundrobin/v1 invitation'), info: utf8(`${origin}\0${id}`) }
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, base, 256))
}

/** The invitation's key says that this key may answer. */
export async function answerBody(kind: string, origin: string, petition: string, secret: Bytes, key: string): Promise<string> {
  const statement = utf8([`roundrobin/v1 ${kind}`, origin, petition, key, ''].join('\n'))
  return `${b64url(await getPublicKeyAsync(secret))}\n${b64url(await signAsync(statement, secret))}`
}
