import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alike, nearest } from '../src/organize/near'
import { petition } from './acts'

const all = [
  petition({ id: 'bus', title: 'Bring back the night bus from Leeds depot', ask: 'Run the 23:40 bus again on every working day.' }),
  petition({ id: 'cam', title: 'Publish the RouteCam privacy review', ask: 'Publish the review of the cameras in full, before anybody is scored by them.' }),
  petition({ id: 'keys', title: 'Stop recording our screens and keystrokes', ask: 'Switch the recording off, and delete what was recorded.' }),
  petition({ id: 'badge', title: 'Badge days should be ours to choose', ask: 'Let teams agree among themselves on which days they come in.' }),
  petition({ id: 'gone', title: 'Night bus, an older one', state: 'withdrawn' }),
]

for (const [written, want] of [
  ['', []],
  ['the of and', []],
  ['Please run the night bus again', ['bus']],
  ['nihgt buss from leeds', ['bus']],
  ['Publish the privacy reveiw of RouteCam', ['cam']],
  ['No more keystroke recording', ['keys']],
  ['record my screen', ['keys']],
  ['Free fruit in the kitchen', []],
  ['xyzzy', []],
] as const) {
  test(`nearest to ${JSON.stringify(written)}`, () => assert.deepEqual(nearest(written, all).map(p => p.id), want))
}

for (const [a, b, is] of [['bus', 'bus', 1], ['review', 'reveiw', 0.6], ['cat', 'cut', 0], ['record', 'recording', 0.8], ['camera', 'cameras', 0.8]] as const) {
  test(`${a} and ${b}`, () => assert.equal(alike(a, b), is))
}
