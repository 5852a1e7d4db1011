import assert from 'node:assert/strict'
import { openCompany } from '../company.mjs'

export const tells = "signs in with the company's own sign-in, comes back to a collected book and to the petition, and signs; strangers hear one sentence; without a script it checks in"

export async function run({ visitor, signIn, newcomer, petition }) {
  const company = await openCompany(signIn)
  try {
    const address = newcomer()
    const asked = await petition('RouteCam')
    await signs(await visitor(), signIn, address, asked)
    await turnedAway(await visitor(), signIn)
    await withoutScript(await visitor({ javaScript: false }), signIn, address)
  } finally {
    company.close()
  }
}

async function signs(v, signIn, address, asked) {
  const told = []
  v.context.on('request', r => r.url().startsWith(signIn) && told.push(r))
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'none')
  await v.does('sign')
  await v.at('/desk')
  await v.readable()
  await vouched(v, signIn, address)
  await v.at('/wallet')
  await v.stand('return', 'waiting')
  await v.stand('passes', 'held')
  assert.equal(await v.page.textContent('[data-stand=return] [data-fill=title]'), asked.title)
  assert.equal((await v.context.cookies(v.demo.base)).filter(c => c.name.startsWith('rr_')).length, 0, 'the desk has forgotten')
  await v.does('sign-return')
  await v.stand('return', 'counted')

  // Whoever checked in, and wherever they came from, the provider was asked for the same.
  const query = new URL(told[0].url()).searchParams
  assert.deepEqual([...query.keys()].sort(), ['client_id', 'code_challenge', 'code_challenge_method', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'])
  assert.equal(query.get('scope'), 'openid email')
  for (const r of told) {
    const { referer } = await r.allHeaders()
    assert.ok(!referer?.startsWith(v.demo.base), `the provider was told of ${referer}`)
    assert.ok(!`${r.url()} ${r.postData()}`.includes(asked.id), 'the provider was told of the petition')
  }
}

/** Two who are on no roster, and one for whose address nobody vouches. */
async function turnedAway(v, signIn) {
  const sentences = new Set()
  for (const address of ['jane.roe@elsewhere.example', 'no.such.person@meridian.example']) {
    await v.go('/desk')
    await vouched(v, signIn, address)
    await v.at('/desk/arrived')
    await v.stand('desk', 'refused')
    await v.readable()
    sentences.add(await v.page.textContent('[data-stand=desk] [data-fill=sentence]'))
    await v.page.click('[data-stand=desk] a[href="/desk"]:visible')
  }
  assert.equal(sentences.size, 1, [...sentences].join('\n'))
  assert.match([...sentences][0], /not on the roster/)
  await vouched(v, signIn, 'unverified.person@meridian.example')
  await v.page.getByText('does not vouch for your mail address').waitFor()
  await v.readable()
  await v.stand('storage', 'idle')
}

async function withoutScript(v, signIn, address) {
  await v.go('/desk')
  await v.readable()
  await vouched(v, signIn, address)
  await v.at('/desk/arrived')
  await v.readable()
  await v.page.click('main form[action="/desk/arrived"] button')
  await v.page.getByText('Passes were already collected in your name').first().waitFor()
  await v.readable()
}

/** From the desk to the company, and through its door. */
async function vouched(v, signIn, address) {
  await v.page.click('main form[action="/desk/sign-in"] button')
  await v.page.waitForURL(url => url.origin === signIn && url.pathname === '/login/username')
  await v.page.fill('[name=username]', address)
  await v.page.fill('[name=password]', 'open')
  await v.page.click('button[type=submit], input[type=submit], button')
}
