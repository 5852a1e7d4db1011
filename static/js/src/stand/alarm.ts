// The alarm: over every page, once a tab, and on the wallet's page whenever it is opened. States: quiet, forked, shrunk, broken.
import type { Draw } from '../holding'
import type { Alarm } from '../ledger/alarm'
import { tab } from '../kept'
import { standsOf } from './stand'

const HEARD = 'rr.alarm'

export const alarmStands = (): Draw[] =>
  standsOf('alarm').map(stand => {
    const dialog = stand.root as HTMLDialogElement
    let shown: Alarm | undefined
    stand.on('save-alarm', () => shown && save(shown))
    stand.on('alarm-heard', () => dialog.close())
    dialog.addEventListener('close', () => tab.setItem(HEARD, '1'))
    return h => {
      const heard = tab.getItem(HEARD) && !standsOf('passes').length
      if (!h.alarm || shown || heard) return
      shown = h.alarm
      stand.rows('papers', shown.papers.map(paper => ({ is: [], fill: { paper } })))
      stand.show(shown.kind)
      dialog.showModal()
    }
  })

/** As files, each by itself: recount reads them as they are. */
function save({ kind, papers }: Alarm): void {
  papers.forEach((paper, i) => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([paper], { type: 'text/plain' }))
    link.download = kind === 'broken' ? 'promise.txt' : `checkpoint-${i + 1}.txt`
    link.click()
    URL.revokeObjectURL(link.href)
  })
}
