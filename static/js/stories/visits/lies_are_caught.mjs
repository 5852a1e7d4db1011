import assert from 'node:assert/strict'

export const tells = 'a site that gives one person other keys than its ledger knows gets nothing from the wallet'

export async function run({ visitor, newcomer, code }) {
  const address = newcomer()
  const v = await visitor()
  const asked = path => v.requests.filter(r => r.path === path).length
  const lie = (path, by) => v.context.route(`**${path}`, async route => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: by(await answer.body()) })
  })

  // At the desk: a book of keys for this person alone.
  await lie('/log/books/*', file => {
    const lines = file.toString().split('\n')
    return [...lines.slice(0, 4), lines[4].replace(/\S+$/, lines[5].split(' ')[2]), ...lines.slice(5)].join('\n')
  })
  await v.asksForCode(address)
  await v.page.fill('[name=code]', await code(address))
  await v.stand('desk', 'lied')
  await v.readable()
  assert.equal(asked('/desk/passes'), 0, 'nothing was handed to the desk')
  await v.context.unrouteAll({ behavior: 'ignoreErrors' })

  // The same code is still good.
  await v.go('/desk/code')
  await v.stand('desk', 'ready')
  await v.page.fill('[name=code]', await code(address))
  await v.at('/wallet')
  await v.stand('passes', 'held')

  // At the booth: a gateway key for this person alone, so that envelopes could be told apart.
  await lie('/booth/keys', keys => Buffer.from(keys.map((b, i) => (i === 2 ? b ^ 1 : b))))
  await v.go('/')
  await v.go('/wallet')
  const sent = asked('/booth/envelopes')
  await v.stand('passes', 'lied')
  await v.readable()
  await v.page.waitForTimeout(6000)
  assert.equal(asked('/booth/envelopes'), sent, 'no envelope is sealed to it')
  await v.context.unrouteAll({ behavior: 'ignoreErrors' })

  // Another ledger than this browser has met.
  await lie('/log/operator', file => {
    const said = JSON.parse(file)
    said.leaves[0].path.reverse().pop()
    return JSON.stringify(said)
  })
  await v.go('/wallet')
  await v.stand('passes', 'lied')
  await v.context.unrouteAll({ behavior: 'ignoreErrors' })
  await v.go('/wallet')
  await v.stand('passes', 'held')
}
