import assert from 'node:assert/strict'
import { test } from 'node:test'
import { b64url, unhex } from '../src/bytes'
import { verifierOf } from '../src/ledger/note'
import { checkCertificate } from '../src/pass/certificate'
import { signer } from './signer'
import { wallet } from './vectors'

const key = b64url(unhex(wallet.name_key))
const desk = await signer(`${wallet.origin}/desk`)
const desks = [await verifierOf(desk.vkey)]
const text = (...lines: string[]) => ['roundrobin/v1 certificate', wallet.origin, ...lines, ''].join('\n')
const good = text(wallet.book, 'Dana Whitlock', 'Dispatcher', key)

test('a certificate that the desk has signed for this name key and book', async () => {
  await checkCertificate(await desk.sign(good), desks, wallet.origin, wallet.book, key)
})

test('the certificate that the server made', async () => {
  await checkCertificate(wallet.certificate, [await verifierOf(wallet.desk_verifier_key)], wallet.origin, wallet.book, key)
})

for (const [what, note] of Object.entries({
  'another signer': await (await signer(`${wallet.origin}/desk`)).sign(good),
  'a name that was changed': (await desk.sign(good)).replace('Dana', 'Dora'),
  'another book': await desk.sign(text('2027Q1', 'Dana Whitlock', 'Dispatcher', key)),
  'another name key': await desk.sign(text(wallet.book, 'Dana Whitlock', 'Dispatcher', b64url(new Uint8Array(32)))),
  'no title': await desk.sign(text(wallet.book, 'Dana Whitlock', key)),
  'a line more': await desk.sign(good + 'more\n'),
  nothing: '',
})) {
  test(`no certificate with ${what}`, () => assert.rejects(checkCertificate(note, desks, wallet.origin, wallet.book, key)))
}
