// Typing the recovery code on a browser that holds no passes. Nothing of it leaves; the desk then gives the same passes again.
import type { Draw } from '../holding'
import { fromWords } from '../recovery/code'
import { wordList } from '../recovery/list'
import { recover } from '../recovery/seed'
import { standsOf, type Stand } from './stand'
import { here } from '../tongue'

export const recoverStands = (): Draw[] =>
  standsOf('recover').map(stand => {
    const box = stand.root.querySelector<HTMLTextAreaElement>('textarea')
    let told = false // something is wrong with what stands there
    stand.on('recover', async () => {
      told = true
      await take(stand, box!.value).catch(() => stand.show('failed'))
      box!.focus()
    })
    return h => told || stand.show(h.passes.length ? 'idle' : 'ready')
  })

async function take(stand: Stand, typed: string): Promise<void> {
  const read = await fromWords(await wordList(), typed)
  if ('seed' in read) {
    await recover(read.seed)
    return location.assign(here('/desk'))
  }
  stand.fill('wrong', read.wrong === 'unknown' ? read.word : read.wrong === 'number' ? `${read.n}` : '')
  stand.show(read.wrong)
}
