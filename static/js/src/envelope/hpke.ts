// HPKE (RFC 9180), as much as an envelope needs: base mode, one message, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM; all of
// it on WebCrypto. No output here is longer than one hash, so that HKDF-Expand is one HMAC.
import { concat, u16, utf8, type Bytes } from '../bytes'

export const KEM = 0x0010
/** KDF and AEAD. */
export const ALGORITHMS = Uint8Array.of(0, 1, 0, 1)

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const KEM_SUITE = concat(utf8('KEM'), u16(KEM))
const SUITE = concat(utf8('HPKE'), u16(KEM), ALGORITHMS)
const NOTHING = new Uint8Array()
const KEY = 16 // bytes: Nk
const NONCE = 12 // Nn
const HASH = 32 // Nh, and the length of a shared secret

export type Sender = {
  enc: Bytes
  /** For one message: the nonce is that of the first. */
  seal(plaintext: Bytes, aad?: Bytes): Promise<Bytes>
  /** At most 32 bytes. */
  export(context: string, length: number): Promise<Bytes>
}

/** Throws unless these are a point of the curve. */
export const readPublic = (point: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('raw', point, CURVE, true, [])
const drawPair = () => crypto.subtle.generateKey(CURVE, false, ['deriveBits']) as Promise<CryptoKeyPair>

/** SetupBaseS of section 5.1.1. The pair is for this one sender; tests hand in a known one. */
export async function setupSender(to: CryptoKey, info: Bytes, pair?: CryptoKeyPair): Promise<Sender> {
  const own = pair ?? (await drawPair())
  const [enc, point] = await Promise.all([own.publicKey, to].map(publicBytes))
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: to }, own.privateKey, 8 * HASH))
  const shared = await expand(KEM_SUITE, await extract(KEM_SUITE, NOTHING, 'eae_prk', dh), 'shared_secret', concat(enc!, point!), HASH)
  const [id, about] = await Promise.all([extract(SUITE, NOTHING, 'psk_id_hash', NOTHING), extract(SUITE, NOTHING, 'info_hash', info)])
  const context = concat(Uint8Array.of(0), id, about)
  const secret = await extract(SUITE, shared, 'secret', NOTHING)
  const [key, iv, exporter] = await Promise.all([
    expand(SUITE, secret, 'key', context, KEY),
    expand(SUITE, secret, 'base_nonce', context, NONCE),
    expand(SUITE, secret, 'exp', context, HASH),
  ])
  return {
    enc: enc!,
    async seal(plaintext, additionalData = NOTHING) {
      const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
      return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, aes, plaintext))
    },
    export: (about, length) => expand(SUITE, exporter, 'sec', utf8(about), length),
  }
}

const publicBytes = async (k: CryptoKey): Promise<Bytes> => new Uint8Array(await crypto.subtle.exportKey('raw', k))

/** LabeledExtract and LabeledExpand of section 4. */
const extract = (suite: Bytes, salt: Bytes, label: string, ikm: Bytes) => hmac(salt, utf8('HPKE-v1'), suite, utf8(label), ikm)
const expand = async (suite: Bytes, prk: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> =>
  (await hmac(prk, u16(length), utf8('HPKE-v1'), suite, utf8(label), info, Uint8Array.of(1))).slice(0, length)

async function hmac(key: Bytes, ...message: Uint8Array[]): Promise<Bytes> {
  const hash = { name: 'HMAC', hash: 'SHA-256' }
  const k = await crypto.subtle.importKey('raw', key.length ? key : new Uint8Array(HASH), hash, false, ['sign']) // an empty key is one of zeros
  return new Uint8Array(await crypto.subtle.sign('HMAC', k, concat(...message)))
}
