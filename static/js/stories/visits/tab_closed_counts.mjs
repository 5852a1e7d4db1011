export const tells = 'a tab that is closed right after "sign", or left for good a moment later, still counts'

export async function run({ visitor, newcomer, petition }) {
  const reader = await visitor()
  const v = await visitor()
  await v.collects(newcomer())

  // Closed with the tap. Whatever page is opened next takes it up.
  const closed = await petition('pick-rate')
  await reader.go(`/petitions/${closed.id}`)
  const before = await reader.count(closed.id)
  await v.go(`/petitions/${closed.id}`)
  await v.stand('sign', 'ready')
  await v.does('sign')
  await v.page.close()
  await v.tab()
  await v.go('/')
  await reader.counts(closed.id, before + 1)

  // Left a moment later, and the visitor never comes back: the envelope leaves as the page goes.
  const left = await petition('Stop recording')
  await reader.go(`/petitions/${left.id}`)
  const were = await reader.count(left.id)
  await v.go(`/petitions/${left.id}`)
  await v.stand('sign', 'ready')
  await v.does('sign')
  await v.stand('sign', 'handing', 'promised', 'counted')
  await v.page.waitForTimeout(2500)
  await v.page.goto('about:blank')
  await reader.counts(left.id, were + 1)
}
