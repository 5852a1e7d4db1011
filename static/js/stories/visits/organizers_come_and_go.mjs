import assert from 'node:assert/strict'
import { answers, begins, content, handsIn, invites, overview, writes } from '../organizing.mjs'

export const when = 'asked' // three people, two minutes
export const tells = 'one invitation is declined, one revoked, by one somebody joins and leaves; the last organizer cannot'

export async function run({ visitor, newcomer }) {
  const [author, friend, stranger] = [await visitor(), await visitor({ width: 390, height: 844, touch: true }), await visitor({ dark: true })]
  await author.collects(newcomer())
  const id = await begins(author, content.title)
  await writes(author, content)
  await handsIn(author)
  await overview(author)
  await author.stand('people', 'alone')
  assert.equal(await author.page.locator('[data-do=leaving]:visible').count(), 0, 'the last organizer cannot leave')

  // Two invitations: the first is declined, and its link is good for nobody afterwards.
  const first = await invites(author)
  await answers(friend, first, 'declining')
  await author.page.locator('[data-rows=answers] [data-when=declined]:visible').waitFor({ timeout: 60_000 })
  await opensInVain(stranger, first)

  // The second is revoked, by two clicks, while somebody looks at it: they are told when they accept.
  const second = await invites(author)
  await friend.page.goto(second)
  await friend.stand('join', 'open')
  await author.page.locator('[data-do=revoke]:visible').dblclick()
  await author.page.locator('[data-rows=answers] [data-when=cancelled]:visible').waitFor({ timeout: 60_000 })
  await author.readable()
  await friend.does('joining')
  await friend.stand('join', 'over')
  await friend.readable()
  await opensInVain(stranger, second)

  // By the third somebody joins and leaves; the draft is theirs no more.
  await answers(friend, await invites(author), 'joining')
  await author.stand('people', 'together')
  await friend.go(`/wallet#/organize/${id}`)
  await friend.stand('people', 'together')
  await friend.page.click('summary:has-text("Leave")')
  await friend.readable()
  await friend.page.locator('[data-do=leaving]').dblclick()
  await friend.stand('organize', 'gone')
  await friend.readable()
  await friend.page.goBack()
  await friend.go(`/wallet#/draft/${id}`)
  await friend.stand('write', 'gone')
  await author.stand('people', 'alone')
  await author.readable()
}

async function opensInVain(v, link) {
  await v.page.goto('about:blank')
  await v.page.goto(link)
  await v.stand('join', 'over')
  assert.equal(await v.page.locator('[data-do=joining]:visible').count(), 0)
  await v.readable()
}
