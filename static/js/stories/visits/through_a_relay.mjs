import assert from 'node:assert/strict'
import { startDemo } from '../demo.mjs'
import { Relay } from '../relay.mjs'
import { until } from '../until.mjs'

export const tells = 'with an independent relay in the settings envelopes go there alone; it sees equal ones, the site no wallet, and what was signed is counted'
export const when = 'late'

export async function run({ visitorsOf }) {
  const relay = await Relay.listen()
  const demo = await startDemo('--relay', `${relay.origin}/envelopes`)
  try {
    relay.to = demo.base
    await signs(visitorsOf({ ...demo, relay: relay.origin }), demo, relay)
  } finally {
    relay.close()
    assert.equal(await demo.stop(), '')
  }
}

async function signs({ visitor }, { petition, newcomer }, relay) {
  const v = await visitor()
  const reader = await visitor()
  const [first, second] = [await petition('Publish the RouteCam'), await petition('Count Badge days')]
  await v.collects(newcomer())
  await reader.collects(newcomer())
  await reader.go(`/petitions/${first.id}`)
  await v.go(`/petitions/${first.id}`)
  await v.stand('sign', 'ready')
  const before = await v.count(first.id)
  await v.does('sign')
  await v.stand('sign', 'promised', 'counted')
  await v.counts(first.id, before + 1)

  // The tab goes right after the tap, and never comes back.
  await v.go(`/petitions/${second.id}`)
  await v.stand('sign', 'ready')
  const were = await v.count(second.id)
  await reader.go(`/petitions/${second.id}`)
  await v.does('sign')
  await v.stand('sign', 'handing', 'promised', 'counted')
  await v.page.waitForTimeout(1000)
  await v.page.goto('about:blank')
  await reader.counts(second.id, were + 1)

  await reader.page.goto('about:blank')
  const letters = relay.log.filter(l => l.method === 'POST')
  await until('all is answered', () => letters.every(l => l.status))
  assert.ok(letters.length > 5)
  assert.deepEqual([...new Set(letters.map(l => `${l.size} ${l.status} ${l.answered}`))].length, 1, 'all envelopes look alike')
  for (const { head } of letters) assert.deepEqual([head.cookie, head.referer, head.authorization], [undefined, undefined, undefined])
  for (const w of [v, reader]) assert.deepEqual(w.requests.filter(r => r.path === '/booth/envelopes'), [], 'none goes to the site itself')
}
