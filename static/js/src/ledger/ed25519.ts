// Ed25519 as the server verifies it: by the browser itself where it can, which is ten times as fast, else in the script.
import { verifyAsync } from '@noble/ed25519'
import type { Bytes } from '../bytes'

/** Whether the key has signed the message. A key that is none has signed nothing. */
export async function verify(signature: Bytes, message: Bytes, key: Bytes): Promise<boolean> {
  let known: CryptoKey
  try {
    known = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify'])
  } catch {
    return verifyAsync(signature, message, key, { zip215: false }).catch(() => false)
  }
  return crypto.subtle.verify('Ed25519', known, signature, message)
}
