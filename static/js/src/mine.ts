// What this browser holds, on the wallet's page: passes, recovery code, forgetting. The first script tells what is held whenever it draws.
import type { Holding } from './holding'
import { fetchList } from './recovery/list'
import { forgetStands, keepingStands } from './stand/forget'
import { passesStands } from './stand/passes'
import { recoverStands } from './stand/recover'
import { recoveryStands } from './stand/recovery'

fetchList()
const changed = () => document.dispatchEvent(new Event('held-changed'))
const draws = [...passesStands(), ...recoveryStands(changed), ...recoverStands(), ...forgetStands(changed), ...keepingStands()]
document.addEventListener('held', e => draws.forEach(draw => draw((e as CustomEvent<Holding>).detail)))
document.dispatchEvent(new Event('held-wanted'))
