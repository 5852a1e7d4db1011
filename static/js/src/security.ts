// A security key answers what the office asks: the page holds the question, the form takes the answer, and the browser's own dialogue
// stands between. Nothing is sent but the form. Without a script the page says so, and a one-time code does.
import { b64url, unb64url } from './bytes'
import { standsOf } from './stand/stand'

type Described = { id: string; type: PublicKeyCredentialType; transports?: AuthenticatorTransport[] }
type Asked = {
  challenge: string
  rp?: PublicKeyCredentialRpEntity
  user?: { id: string; name: string; displayName: string }
  pubKeyCredParams?: PublicKeyCredentialParameters[]
  excludeCredentials?: Described[]
  allowCredentials?: Described[]
}

const form = document.querySelector<HTMLFormElement>('form[data-ask]')
const stands = [...standsOf('security')]
const show = (state: string): void => stands.forEach(s => s.show(state))

if (form && 'credentials' in navigator && 'PublicKeyCredential' in window) {
  show('ready')
  form.addEventListener('submit', event => {
    if (form.dataset.answered) return
    event.preventDefault()
    void answer(form)
  })
} else show('cannot')

/** Asks the key, and hands in what it says. Whatever goes wrong, and a dialogue that was closed, leads back to the button. */
async function answer(form: HTMLFormElement): Promise<void> {
  show('asking')
  try {
    const asked = JSON.parse(form.dataset.ask!) as Asked
    const credential = await (asked.user ? create(asked) : get(asked))
    if (!(credential instanceof PublicKeyCredential)) return show('no')
    form.querySelector<HTMLInputElement>('input[name="response"]')!.value = JSON.stringify(said(credential))
    form.dataset.answered = 'yes'
    form.requestSubmit()
  } catch (error) {
    show(error instanceof DOMException && error.name === 'InvalidStateError' ? 'there' : error instanceof DOMException && error.name === 'SecurityError' ? 'elsewhere' : 'no')
  }
}

const described = (all: Described[] = []): PublicKeyCredentialDescriptor[] => all.map(d => ({ ...d, id: unb64url(d.id) }))

function create(asked: Asked): Promise<Credential | null> {
  const publicKey = {
    ...asked,
    challenge: unb64url(asked.challenge),
    user: { ...asked.user!, id: unb64url(asked.user!.id) },
    excludeCredentials: described(asked.excludeCredentials),
  } as PublicKeyCredentialCreationOptions
  return navigator.credentials.create({ publicKey })
}

function get(asked: Asked): Promise<Credential | null> {
  return navigator.credentials.get({ publicKey: { ...asked, challenge: unb64url(asked.challenge), allowCredentials: described(asked.allowCredentials) } })
}

/** The answer as WebAuthn's own JSON (PublicKeyCredential.toJSON, which not every browser has). */
function said(c: PublicKeyCredential): object {
  const r = c.response
  const common = { id: c.id, rawId: b64url(new Uint8Array(c.rawId)), type: c.type, clientExtensionResults: {} }
  if (r instanceof AuthenticatorAttestationResponse) {
    return { ...common, response: { clientDataJSON: b64url(new Uint8Array(r.clientDataJSON)), attestationObject: b64url(new Uint8Array(r.attestationObject)), transports: r.getTransports?.() ?? [] } }
  }
  const a = r as AuthenticatorAssertionResponse
  return {
    ...common,
    response: {
      clientDataJSON: b64url(new Uint8Array(a.clientDataJSON)), authenticatorData: b64url(new Uint8Array(a.authenticatorData)), signature: b64url(new Uint8Array(a.signature)),
      ...(a.userHandle && { userHandle: b64url(new Uint8Array(a.userHandle)) }),
    },
  }
}
