import assert from 'node:assert/strict'
import { until } from '../until.mjs'

export const when = 'asked' // long
export const tells = 'a steward slows and pauses a talk, has a word read first and mutes a voice; its speaker is told each time and loses no word'

export async function run({ visitor, newcomer, petition, member, json }) {
  const { id } = await petition('night bus')
  const [speaker, steward, reader] = [await visitor({ width: 390, touch: true }), await visitor({ javaScript: false }), await visitor({ dark: true })]
  await speaker.page.clock.install()
  await Promise.all([speaker.collects(newcomer()), member('Mira Vogel', 'steward').then(m => steward.signsIn(m))])
  const there = `/petitions/${id}?order=newest`
  const box = () => speaker.page.inputValue('#say')
  const says = async (words, ...states) => {
    await speaker.page.fill('#say', words)
    await speaker.page.click('[data-stand=comment] form button:visible')
    await speaker.page.clock.fastForward(61_000) // to the next beat, however far that is: two comments fit between two counts only so
    return speaker.stand('comment', ...states)
  }
  const kept = async (what, reason) => {
    await steward.go(`/office/talks/${id}`)
    for (const [name, value] of Object.entries(what)) {
      if (typeof value === 'boolean') await steward.page.setChecked(`[name=${name}]`, value)
      else await steward.page.fill(`[name=${name}]`, value)
    }
    await steward.page.fill('[name=reason]', reason)
    await steward.page.click('main form[action^="/office/talks"] button')
    await steward.page.getByText('It is kept so from now on').waitFor()
  }

  // Slow, and one word is read first. A reader is told both, and the list.
  await kept({ most: '1', words: 'gestapo' }, 'It is heated.')
  await steward.readable()
  await reader.go(there)
  await reader.page.getByText('A steward keeps this talk slow').waitFor()
  await reader.page.click('summary:has-text("A comment with one of these words waits")')
  await reader.page.getByText('gestapo', { exact: true }).waitFor()
  await reader.readable()

  // The first is promised, the next too many; a count between the two may let it pass, then there is another.
  await speaker.go(there)
  await speaker.stand('comment', 'ready')
  assert.notEqual(await says('This gestapo listens to the bus.', 'promised', 'counted', 'hints'), 'hints')
  let words
  for (let n = 2; n < 20; n++) if ((await says((words = `The bus left at nine, ${n}.`), 'refused', 'promised', 'counted')) === 'refused') break
  await speaker.page.locator('.problem:visible', { hasText: 'you have said as much as one can until the next count' }).waitFor()
  assert.equal(await box(), words, 'what was too much stays in the field')
  await speaker.readable()

  // What waits leaves a mark with its word, and nothing of its words; a steward reads it, and shows it.
  const mark = () => reader.page.locator('.hidden-note', { hasText: 'It holds “gestapo”' })
  await until('the mark', async () => (await reader.go(there), await mark().count()) === 1, 60_000)
  assert.ok(!(await reader.page.content()).includes('listens to the bus'), 'its words are served to nobody')
  await reader.readable()
  const held = await mark().getAttribute('data-comment')
  await steward.go(`/office/flags/${held}`)
  await steward.page.getByText('This gestapo listens to the bus.').waitFor()
  await steward.page.check('#code-hate_threat')
  await steward.page.fill('#words', 'A hard word, no threat.')
  await steward.page.getByRole('button', { name: 'Keep it' }).click()
  await steward.page.getByText('Kept.').first().waitFor()
  await reader.go(there)
  await reader.page.getByText('This gestapo listens to the bus.').waitFor()

  // What was too much before the count is handed in after it, as it stood there.
  await speaker.page.reload()
  await speaker.stand('comment', 'ready', 'refused')
  assert.equal(await box(), words)
  await speaker.page.click('[data-stand=comment] form button:visible')
  await speaker.stand('comment', 'promised', 'counted')

  // Paused while somebody types: they are told, and find their words again when it goes on.
  await kept({ most: '0', paused: true }, 'A night to sleep over it.')
  assert.equal(await says('And what of the last tram?', 'refused'), 'refused')
  await speaker.page.locator('.problem:visible', { hasText: 'A steward has paused this talk. Your words stay here' }).waitFor()
  assert.equal(await box(), 'And what of the last tram?')
  await speaker.page.reload()
  await speaker.stand('comment', 'closed', 'ready', 'refused')
  await speaker.page.getByText('A steward has paused this talk since').waitFor()
  await speaker.readable()
  await kept({ paused: false, words: '' }, 'It goes on.')
  await speaker.page.reload()
  await speaker.stand('comment', 'ready', 'refused')
  assert.equal(await box(), 'And what of the last tram?')
  await speaker.page.click('[data-stand=comment] form button:visible')
  await speaker.stand('comment', 'promised', 'counted')

  // Muted: the speaker is told, the words stay theirs, and everybody reads how many there are.
  await steward.go(`/office/flags/${held}`)
  await steward.page.check('#code-hate_threat')
  await steward.page.fill('#words', 'The third warning.')
  await steward.page.getByRole('button', { name: 'Mute this voice' }).click()
  await steward.page.getByText('The voice is muted').first().waitFor()
  await steward.readable()
  await says('One more thing.', 'refused')
  await speaker.page.locator('.problem:visible', { hasText: 'A steward has ended your part in this talk' }).waitFor()
  assert.equal(await box(), 'One more thing.')
  await speaker.readable()
  await reader.go(there)
  await reader.page.getByText('1 voice may say no more here.').waitFor()

  // All of it is public, with what exactly was changed and why.
  await reader.go(`/standards/decisions?petition=${id}`)
  await reader.page.getByText('It is heated.').first().waitFor()
  await reader.readable()
  const { decisions } = await json(`/standards/decisions.json?petition=${id}`)
  const told = what => decisions.filter(d => d.decision === what)
  assert.deepEqual(told('slow').map(d => d.detail), ['0', '1'])
  assert.deepEqual(told('words').map(d => d.detail), ['', 'gestapo'])
  assert.ok(told('held').some(d => d.detail === '1\ngestapo' && d.role === 'rule'))
  assert.deepEqual(['pause', 'resume', 'mute', 'keep'].map(what => told(what).length), [1, 1, 1, 1])
  assert.equal(told('pause')[0].reason, 'A night to sleep over it.')
}
