// What this browser holds, on the wallet's page: passes, recovery code, forgetting. The first script tells what is held whenever it draws.
import type { Holding, Say } from './holding'
import { fetchList } from './recovery/list'
import { forgetStands, keepingStands } from './stand/forget'
import { passesStands } from './stand/passes'
import { recoverStands } from './stand/recover'
import { recoveryStands } from './stand/recovery'
import { returnStands } from './stand/return'

fetchList()
const changed = () => document.dispatchEvent(new Event('held-changed'))
let tell: Say | undefined // the first script's way of saying something; known before anything is drawn
const say: Say = (...what) => tell!(...what)
const draws = [...passesStands(), ...returnStands(say), ...recoveryStands(changed), ...recoverStands(), ...forgetStands(changed), ...keepingStands()]
document.addEventListener('held', e => {
  const { held, say } = (e as CustomEvent<{ held: Holding; say: Say }>).detail
  tell = say
  draws.forEach(draw => draw(held))
})
document.dispatchEvent(new Event('held-wanted'))
