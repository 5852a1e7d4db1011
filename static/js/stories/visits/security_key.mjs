import assert from 'node:assert/strict'

export const tells = 'a member adds a security key, signs in by it and by a code, and ends a sign-in elsewhere'

/** Puts a security key into the visitor's browser; it is touched, and knows its owner. */
async function plugIn(v, credential) {
  const cdp = await v.context.newCDPSession(v.page)
  await cdp.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true }
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options })
  if (credential) await cdp.send('WebAuthn.addCredential', { authenticatorId, credential })
  return {
    credential: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials[0],
    knowsOwner: isUserVerified => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

export async function run(given) {
  // No browser takes a key for an address of numbers: this is the same server, by its name.
  const { visitor } = given.visitorsOf({ ...given, base: given.base.replace('127.0.0.1', 'localhost') })
  const nora = await given.member('Nora Key', 'steward')
  const v = await visitor({ width: 390, touch: true })
  const key = await plugIn(v)
  await v.signsIn(nora)
  await v.page.click('a[href="/office/own"]')
  await v.readable()
  await v.page.fill('[name=name]', 'Ring key')
  await v.page.click('form[action="/office/own/keys/begin"] button')
  await v.stand('security', 'ready')
  await v.readable()
  await v.page.click('[data-ask] button')
  await v.page.getByText('It is added.').waitFor()
  await v.page.getByText('Ring key').waitFor()
  await v.readable()

  // Without codes from now on. The key is the last one then, and says so.
  await v.page.getByRole('button', { name: 'Take security keys only' }).click()
  await v.page.getByText('Your last one').waitFor()

  // In another browser: first the key does not know its owner, and nothing is lost; then it does.
  const there = await visitor({ dark: true })
  const again = await plugIn(there, await key.credential())
  await there.go('/office')
  await there.readable()
  await there.page.fill('[name=name]', nora.name)
  await there.page.fill('[name=key]', nora.key)
  await there.page.getByRole('button', { name: 'security key' }).click()
  await there.stand('security', 'ready')
  await there.readable()
  await again.knowsOwner(false)
  await there.page.click('[data-ask] button')
  await there.stand('security', 'no')
  await again.knowsOwner(true)
  await there.page.click('[data-ask] button')
  await there.at('/office')
  await there.page.getByText('You act here as').waitFor()

  // Two sign-ins are open; one ends the other, and there the door stands at once.
  await v.go('/office/own')
  assert.equal(await v.page.getByRole('button', { name: 'End it' }).count(), 1)
  await v.page.getByRole('button', { name: 'End all but this one' }).click()
  await v.page.getByText('All others are ended.').waitFor()
  await v.readable()
  await there.go('/office')
  await there.page.getByText('You are signed out here').waitFor()

  // Without a script the page with the question says what to do, and codes work once they are taken again.
  const plain = await visitor({ javaScript: false })
  await plain.go('/office')
  await plain.page.fill('[name=name]', nora.name)
  await plain.page.fill('[name=key]', nora.key)
  await plain.page.getByRole('button', { name: 'security key' }).click()
  await plain.page.getByText('A security key needs JavaScript').waitFor()
  await plain.readable()
  await v.page.getByRole('button', { name: 'Take codes again' }).click()
  await v.page.getByText('One-time codes let you in again.').waitFor()
  await v.page.getByRole('button', { name: 'Remove Ring key' }).click()
  await v.page.getByText('It is removed').waitFor()
}
