// Everything that organizers say, byte for byte as the server's own wallet says it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getPublicKeyAsync, signAsync } from '@noble/ed25519'
import { b64url, hex, text, unb64url, unhex, utf8 } from '../src/bytes'
import { encodeRequest } from '../src/envelope/bhttp'
import { versionBodies, versionId, readContent, contentJSON } from '../src/organize/paper'
import { answerBody, invitationKey, invitationSecret } from '../src/organize/invitation'
import { rootOf } from '../src/pass/seed'
import { handOf, make, organizerSecret } from '../src/pass/statement'
import { load } from './vectors'

const v = load('organizing')
const root = () => rootOf(unhex(v.seed))
const by = { origin: v.origin, petition: v.petition }

test('the key of somebody who is invited', async () => {
  assert.equal((await handOf(await root(), by)).line, `key ${v.invited_key}`)
  assert.equal(b64url(await getPublicKeyAsync(await organizerSecret(await root(), by))), v.invited_key)
})

for (const a of v.invited_acts) {
  test(`${a.kind}, byte for byte`, async () => {
    const saying = { kind: a.kind, petition: v.petition, text: '0'.repeat(64), subject: '-', seq: a.seq, body: utf8(a.body) }
    assert.equal(text((await make(await root(), by, saying)).handed), a.handed_in)
  })
}

test('a version and its parts', async () => {
  const [base, json, id] = v.version_id
  assert.equal(await versionId(base, json), id)
  assert.equal(contentJSON(readContent(json)), json)
  const { bodies } = await versionBodies('-', readContent(JSON.stringify(v.texts[2].content)))
  assert.equal(bodies.length, v.parts.length)
  bodies.forEach((b, i) => {
    const head = utf8(v.parts[i].head)
    assert.equal(hex(b.slice(0, head.length)), hex(head))
    assert.equal(b.length - head.length, v.parts[i].size)
  })
})

test('an invitation, and the answer to it', async () => {
  const secret = await invitationSecret(await root(), v.origin, v.petition, 3)
  assert.equal(b64url(secret), v.invitation_secret)
  const key = await invitationKey(v.origin, v.petition, unb64url(v.invitation_secret))
  assert.equal(b64url(await getPublicKeyAsync(key)), v.invitation_key)
  assert.equal(await answerBody('joining', v.origin, v.petition, key, v.invited_key), v.joining_body)
})

test('a question is signed for a day', async () => {
  const { secret } = await handOf(await root(), by)
  const statement = utf8(['roundrobin/v1 reading', v.origin, v.reading.path, v.reading.day, ''].join('\n'))
  assert.equal(`organizer ${v.invited_key} ${b64url(await signAsync(statement, secret))}`, v.reading.field)
})

test('a question with its signature fits an envelope like every other', () => {
  const request = { method: 'GET', path: v.reading.path, fields: [['authorization', v.reading.field]] as [string, string][] }
  assert.equal(encodeRequest(request).length, encodeRequest({ method: 'GET', path: '/beat' }).length)
})
