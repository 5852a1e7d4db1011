import assert from 'node:assert/strict'

export const tells = 'views a petition in every state of the story on a phone, light and dark, and is told what is next'

/** What the page says of each, in its head and at the present stop of its line. */
const story = {
  'Stop recording our screens': ['Delivered, answer overdue by 2 days', 'Answer overdue by 2 days'],
  'Publish the RouteCam': ['Open', 'Open to sign'],
  'Water and shade': ['Answered: won', 'Answered, and still open to sign'],
  'No automatic warnings': ['Answered: partly won', 'Answered, and still open to sign'],
  'Count Badge days': ['Open, closes in 4 days', 'Open to sign'],
  'Let us hear our own': ['In review, overdue by a day', 'In review, overdue by a day'],
  'Sick pay for contractors': ['Gathering, 3 of 5 sponsors', 'Gathering sponsors'],
  'Name the canteen': ['Not accepted', ''],
  'End the wellbeing app': ['Closed: won', ''],
  'Bring back the night bus': ['Open since yesterday', 'Open to sign'],
}

export async function run({ visitor, petition }) {
  for (const dark of [false, true]) {
    const v = await visitor({ width: 390, height: 844, dark, touch: true })
    for (const [title, [standing, present]] of Object.entries(story)) {
      const { id, state } = await petition(title)
      assert.equal(await v.go(`/petitions/${id}`), 200)
      assert.equal((await v.page.textContent('main .head .state')).trim(), standing, title)
      const line = v.page.locator('main .tracker').first()
      const now = line.locator('[aria-current=step] b')
      assert.equal(present ? (await now.textContent()).trim() : await now.count(), present || 0, title)
      assert.equal(await line.locator('.next').count() > 0, present !== '', `${title}: what is over has nothing to come`)
      if (state === 'rejected') assert.ok((await line.textContent()).includes('Not accepted'))
      await v.readable()
    }
  }
}
