import assert from 'node:assert/strict'

export const tells = 'what is signed and said without a network waits, and is counted once the network is back, in this tab or the next'

export async function run({ visitor, newcomer, petition }) {
  const v = await visitor()
  v.expects = /net::ERR_INTERNET_DISCONNECTED/
  await v.collects(newcomer())

  const here = await petition('pick-rate')
  await v.go(`/petitions/${here.id}`)
  await v.stand('sign', 'ready')
  await v.context.setOffline(true)
  await v.does('sign')
  await v.stand('sign', 'handing')
  await v.page.waitForTimeout(12_000) // beats go nowhere
  assert.equal(await v.stand('sign', 'handing', 'promised', 'counted'), 'handing')
  await v.readable()
  await v.context.setOffline(false)
  await v.stand('sign', 'counted')

  // The tab goes while there is no network.
  const next = await petition('Count Badge days')
  await v.go(`/petitions/${next.id}`)
  await v.stand('sign', 'ready')
  await v.context.setOffline(true)
  await v.does('sign')
  await v.stand('sign', 'handing')
  await v.page.waitForTimeout(6000)
  await v.page.close()
  await v.context.setOffline(false)
  await v.tab()
  await v.go(`/petitions/${next.id}`)
  await v.stand('sign', 'counted')
}
