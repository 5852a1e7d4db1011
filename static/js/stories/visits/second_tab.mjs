import assert from 'node:assert/strict'

export const tells = 'two tabs show the same; one of them beats; a tab that closes at once loses nothing'

export async function run({ visitor, newcomer, petition }) {
  const v = await visitor()
  const asked = await petition('Badge days')
  await v.collects(newcomer())
  await v.go(`/petitions/${asked.id}`)
  const first = v.page
  await v.stand('sign', 'ready')
  await v.tab()
  await v.go(`/petitions/${asked.id}`)
  await v.stand('sign', 'ready')
  const before = await v.count(asked.id)

  await v.does('sign') // here
  v.page = first
  await v.stand('sign', 'promised', 'counted') // and there
  await v.stand('sign', 'counted')
  await v.counts(asked.id, before + 1)

  const envelopes = () => v.requests.filter(r => r.path === '/booth/envelopes').length
  const [begun, started] = [envelopes(), Date.now()]
  await v.page.waitForTimeout(13_000)
  const each = (Date.now() - started) / (envelopes() - begun)
  assert.ok(each > 3900, `an envelope every ${each} ms: two tabs beat`)

  // The tab goes right after the tap. What was said is on disk and goes with the next visit.
  const bus = await petition('night bus')
  await v.go(`/petitions/${bus.id}`)
  await v.stand('sign', 'ready')
  const were = await v.count(bus.id)
  await v.does('sign')
  await v.page.close()
  await v.tab()
  await v.go(`/petitions/${bus.id}`)
  await v.stand('sign', 'counted')
  await v.counts(bus.id, were + 1)
}
