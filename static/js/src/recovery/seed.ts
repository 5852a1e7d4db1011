// The seed in this browser. Its bytes can be read until the person has kept or declined the recovery code; from then on only a key is
// left that derives and cannot be read out.
import type { Bytes } from '../bytes'
import { rootOf, type Root } from '../pass/seed'
import { all, write, type Seed } from '../store'

export type Kept = 'saved' | 'declined'

const kept = async (): Promise<Seed | undefined> => (await all('seed'))[0]
const put = (seed: Seed) => write(['seed'], table => table('seed').put(seed))

/** Throws if there is no seed. */
export async function root(): Promise<Root> {
  const seed = await kept()
  if (!seed) throw new Error('no seed')
  return seed.root
}

/** Draws one if there is none. It is on disk before anything made from it can leave: a crash must not lock anybody out of their book. */
export async function rootOrNew(): Promise<Root> {
  return navigator.locks.request('seed', async () => {
    const seed = await kept()
    if (seed) return seed.root
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    const root = await rootOf(bytes)
    await put({ id: 'seed', bytes, root })
    return root
  })
}

/** The bytes, for as long as they can be read. */
export const readable = async (): Promise<Bytes | undefined> => (await kept())?.bytes

/** From now on nobody can read the bytes here. */
export async function close(how: Kept): Promise<void> {
  const seed = await kept()
  if (seed) await put({ id: 'seed', root: seed.root, kept: how })
}

/** Puts the seed of a recovery code in place of this one. Its bytes are not kept: the person has them. */
export async function recover(bytes: Bytes): Promise<void> {
  await put({ id: 'seed', root: await rootOf(bytes), kept: 'saved' })
}
