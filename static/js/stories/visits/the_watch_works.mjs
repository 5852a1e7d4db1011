import assert from 'node:assert/strict'

export const when = 'first'
export const tells = 'the stories notice what they are there to notice'

export async function run({ visitor, base }) {
  const v = await visitor()
  await v.go('/')
  await v.readable()

  await v.page.evaluate(() => document.querySelector('main').append(document.createElement('img')))
  await assert.rejects(v.readable(), /image-alt/)
  await v.page.evaluate(() => document.querySelector('main img').remove())
  await v.page.evaluate(() => (document.querySelector('main').style.width = '5000px'))
  await assert.rejects(v.readable(), /wider than the window/)

  await assert.rejects(v.page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p>')), /TrustedHTML/)
  v.problems.length = 0
  await v.page.evaluate(() => fetch('https://example.org/').catch(() => {}))
  await v.page.evaluate(() => Promise.resolve(console.error('a script broke')))
  await assert.rejects(v.behaved(), /example\.org[\s\S]*a script broke/)
  v.problems.length = 0

  await v.context.addCookies([{ name: 'follows', value: 'me', url: base }])
  await v.go('/petitions')
  await assert.rejects(v.behaved(), /a cookie went to/)
  v.problems.length = 0
}
