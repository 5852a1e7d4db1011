import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forkAlarm } from '../src/ledger/alarm'
import { Fork } from '../src/ledger/note'

const checkpoint = (size: number, root: string) => `petitions.example\n${size}\n${root}\n\n— petitions.example c2lnbmF0dXJl\n`

for (const [what, before, now, kind] of [
  ['more lines that do not lead on', checkpoint(9, 'a'), checkpoint(12, 'b'), 'forked'],
  ['as many lines, and others', checkpoint(9, 'a'), checkpoint(9, 'b'), 'forked'],
  ['fewer lines, as an old copy has', checkpoint(10, 'a'), checkpoint(9, 'b'), 'shrunk'],
] as const) {
  test(`${what}: ${kind}, with both papers as they were signed`, () =>
    assert.deepEqual(forkAlarm(new Fork(before, now)), { id: 'alarm', kind, papers: [before, now] }))
}
