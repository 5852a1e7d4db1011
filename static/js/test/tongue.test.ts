import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said } from '../src/tongue'

test('a refusal without the sentences of a language says the one that it has', () => {
  assert.equal(said({ sentence: 'No.' }), 'No.')
  assert.equal(said({ sentence: 'No.', sentences: { es: 'Que no.' } }), 'No.')
  assert.equal(said({}), '')
})
