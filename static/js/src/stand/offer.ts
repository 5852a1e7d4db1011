// After signing: the way to the recovery code, for as long as it can be had.
import type { Draw } from '../holding'
import { standsOf } from './stand'

export const offerStands = (): Draw[] => standsOf('offer').map(stand => h => stand.show(h.code === 'open' ? 'offered' : 'idle'))
