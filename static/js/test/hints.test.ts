import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NAMES, WORDS } from '../src/hint/names'
import { hints } from '../src/stand/hints'

const found = (text: string) => hints(text).map(h => `${h.kind}: ${h.words}`)

for (const [text, want] of [
  ['My manager Marta told us so.', ['name: Marta']],
  ['Marta told us so.', ['name: Marta']],
  ['Ask José or Zeynep, or Wojciech.', ['name: José', 'name: Zeynep', 'name: Wojciech']],
  ['Anne-Marie knows', ['name: Anne-Marie']],
  ['It was MARTA again.', ['name: MARTA']],
  ['We told Mark about it.', ['name: Mark']],
  ['I spoke with May yesterday, and with Will.', ['name: May', 'name: Will']],
  ['Write to jo.soap@meridian.example today', ['email: jo.soap@meridian.example']],
  ['Call me: +44 20 7946 0958', ['phone: +44 20 7946 0958']],
  ['Ring (020) 7946-0958 after six.', ['phone: (020) 7946-0958']],
  ['mi móvil es 612 345 678', ['phone: 612 345 678']],
  ['0151 23456789', ['phone: 0151 23456789']],
  ['My staff number is 40412.', []], // "is" parts them: see the next
  ['staff number 40412', ['number: staff number 40412']],
  ['Badge no. 0042-17 stopped working', ['number: Badge no. 0042-17']],
  ['See ticket #88213 and INC0012345, EMP-4411.', ['number: ticket #88213', 'number: INC0012345', 'number: EMP-4411']],
  ['legajo nº 20331', ['number: legajo nº 20331']],
  ['It is 7781230991.', ['number: 7781230991']],
  ["I'm the only nurse on nights.", ["only: I'm the only nurse"]],
  ['As the only woman in my team I object.', ['only: As the only woman']],
  ['I am probably the only one', ['only: I am probably the only one']],
  ['He is the only Dutch speaker in our office.', ['only: the only Dutch speaker in our office']],
  ['Soy la única madre del turno.', ['only: Soy la única madre']],
  ['Como el único técnico, lo sé.', ['only: Como el único técnico']],
  ['Anna, Anna and Anna.', ['name: Anna']],
] as const) test(`points out: ${text}`, () => assert.deepEqual(found(text), want))

for (const text of [
  '', 'Nobody has read it. Why?', 'Will you stop? Mark my words. May I ask? Bill us then. Grace is needed.',
  'It started in May, and by April 2026 it was everywhere; until June nothing.', 'On 3 May it ends. The end of June. Since April.',
  "I am not the only one. We're not the only ones. Am I the only one who is tired?", 'No soy la única. No somos los únicos.',
  'The only way is to stop.', 'It is the only reason for our petition.', 'As the only answer we got was silence, we sign.'.replace('As the only answer', 'Because the only answer'),
  'On 2026-11-24, 24.11.2026 and 24/11/2026, from 2025-2026.', 'It cost 1,200,000 or 1 200 000 or 3.000.000 euros, in 2026.', 'EUR 40000 and $ 250000 and 1000000 times',
  'ISO 27001, RFC 9474, COVID-19, FY2026, Q4-2026, AES-256.', 'Between 9:00 and 17:30, 40 hours a week, 100%.', 'Section 12.4.1 of version 10.0.19045 says 5 minutes.',
  'THE WHOLE THING IS IN CAPITALS. WE WILL NOT MARK IT.', 'See https://memo.example/2026/11/Anna and https://x.example/123456789.', 'RouteCam watches drivers. The board says Workday and Teams do not.',
  'Me dijeron que sí. Sol y sombra. La luz se va, y la paz también.', 'I agree!\n- Hope dies last\n- Joy is rare\n> Faith, they said',
  'Stop recording our screens. It counts my pauses. Nobody told us for how long it keeps them.', 'The desk 4 and case 7 of the list', 'Monday, Tuesday, German, London, Slack.',
]) test(`leaves alone: ${text.slice(0, 60)}`, () => assert.deepEqual(found(text), []))

test('the list is long, of many countries, and no name stands in it twice', () => {
  const [names, words] = [NAMES, WORDS].map(l => l.trim().split(/\s+/)) as [string[], string[]]
  assert.ok(names.length + words.length >= 1500, `${names.length + words.length}`)
  assert.equal(new Set([...names, ...words]).size, names.length + words.length)
})

test('a text as long as can be is looked through at once', () => {
  for (const text of ['1 '.repeat(2000), 'Aa '.repeat(1333), '('.repeat(4000), 'the only a '.repeat(360), '+'.repeat(4000)]) {
    const began = performance.now()
    hints(text)
    assert.ok(performance.now() - began < 200, text.slice(0, 10))
  }
})
