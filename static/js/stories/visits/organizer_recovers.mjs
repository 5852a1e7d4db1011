import assert from 'node:assert/strict'
import { answers, begins, content, handsIn, invites, overview, writes } from '../organizing.mjs'

export const when = 'asked' // two people, three devices
export const tells = 'who was invited to organize, and signs, finds the draft again on another device with the recovery code and the link'

export async function run({ visitor, newcomer, code, petition }) {
  const [author, friend] = [await visitor(), await visitor({ dark: true })]
  const address = newcomer()
  await author.collects(newcomer())
  await friend.collects(address)
  const id = await begins(author, content.title)
  await writes(author, content)
  await handsIn(author)
  await overview(author)
  const link = await invites(author)
  await answers(friend, link, 'joining')
  await author.stand('people', 'together')

  const signed = await petition('Water and shade')
  await friend.go(`/petitions/${signed.id}`)
  await friend.stand('sign', 'ready')
  await friend.does('sign')
  await friend.stand('sign', 'promised', 'counted')
  const words = await writesDown(friend)

  const second = await visitor({ width: 390, height: 844, touch: true })
  await second.go('/wallet')
  await second.stand('recover', 'ready')
  await second.page.fill('#words', words.join(' '))
  await second.page.click('[data-do=recover] button')
  await second.at('/desk')
  await second.asksForCode(address)
  await second.page.fill('[name=code]', await code(address, 2))
  await second.at('/wallet')
  await second.stand('passes', 'held')
  await second.go('/wallet#/drafts')
  await second.stand('drafts', 'empty') // no device can know to what somebody was invited: the link says it
  await second.page.goto('about:blank')
  await second.page.goto(link)
  await second.stand('join', 'joined')
  await second.readable()
  await second.go('/wallet#/drafts')
  await second.stand('drafts', 'some')
  await second.readable()
  await second.go(`/wallet#/draft/${id}`)
  await second.stand('write', 'kept')
  assert.equal(await second.page.inputValue('#w-title'), content.title)
  await second.readable()

  // What is written there arrives: the key is the same one.
  await writes(second, { ask: 'Show every driver who has opened the footage from their cab, and why.' })
  await handsIn(second)
  await author.go(`/wallet#/draft/${id}`)
  await author.stand('newer', 'newer')
}

async function writesDown(v) {
  await v.go('/wallet')
  await v.stand('recovery', 'offered')
  await v.does('show-code')
  await v.stand('recovery', 'shown')
  const words = await v.page.locator('.code-words li').allTextContents()
  await v.does('keep-code')
  await v.stand('recovery', 'saved')
  return words
}
