import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { b64url, text, utf8, type Bytes } from '../src/bytes'
import { Beat, interval, type Cargo } from '../src/envelope/beat'
import { readKeys } from '../src/envelope/ohttp'
import { gateway, type Opened } from './gateway'

// A booth that opens what comes in and answers as it is told; a queue of acts in memory.
class World {
  arrived: Opened[] = []
  sizes: number[] = []
  waiting: string[] = []
  answered: string[] = []
  lost: string[] = []
  keysAsked = 0
  answer: (o: Opened) => Promise<Bytes | undefined> = o => o.answer(200, utf8('{}'))
  gate = gateway()
  beat = new Beat(
    async busy => {
      const id = this.waiting.find(w => !busy.has(w))
      return id === undefined ? undefined : this.cargo(id)
    },
    {
      key: async () => {
        this.keysAsked++
        const { config } = await this.gate
        return readKeys(config, [b64url(config.slice(2))])
      },
      post: async envelope => {
        this.sizes.push(envelope.length)
        const opened = await (await this.gate).open(envelope)
        this.arrived.push(opened)
        return this.answer(opened)
      },
    },
    () => 0,
  )

  cargo(id: string): Cargo {
    return {
      id,
      request: { method: 'POST', path: `/${id}`, body: utf8(`the bytes of ${id}`) },
      answered: async () => void (this.answered.push(id), (this.waiting = this.waiting.filter(w => w !== id))),
      lost: async () => void this.lost.push(id),
    }
  }

  get paths() {
    return this.arrived.map(o => o.path)
  }
}

let stop: AbortController
let world: World
beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] })
  stop = new AbortController()
  world = new World()
})
afterEach(() => {
  stop.abort()
  mock.timers.reset()
})

const sleep = setTimeout // the real one

/** Waits for what must come. */
async function until(come: () => boolean): Promise<void> {
  for (const began = Date.now(); !come(); ) {
    if (Date.now() - began > 10_000) throw new Error('it never came')
    await new Promise(r => sleep(r, 2))
  }
}

const arrived = (n: number) => until(() => world.arrived.length === n)
const answered = (n: number) => until(() => world.answered.length === n)
const lost = (n: number) => until(() => world.lost.length === n)
const start = () => void world.beat.run(stop.signal)

async function nextBeat() {
  await world.beat.prepare() // as it would have been long since
  mock.timers.tick(6000) // more than five seconds and their jitter
}

test('every five seconds for two minutes, ten until ten minutes, then every minute', () => {
  assert.deepEqual([0, 119_999, 120_000, 599_999, 600_000, 9e9].map(interval), [5000, 5000, 10_000, 10_000, 60_000, 60_000])
})

test('the first beat leaves at once, and blank ones follow', async () => {
  start()
  await arrived(1)
  await nextBeat()
  await arrived(2)
  assert.deepEqual(world.paths, ['/beat', '/beat'])
})

test('an act waits for its beat, and all envelopes have one size', async () => {
  start()
  await arrived(1)
  world.waiting = ['sign']
  await world.beat.prepare()
  assert.deepEqual(world.paths, ['/beat'])
  await nextBeat()
  await answered(1)
  await nextBeat()
  await arrived(3)
  assert.deepEqual(world.paths, ['/beat', '/sign', '/beat'])
  assert.equal(new Set(world.sizes).size, 1)
})

test('what was lost goes again, the same bytes', async () => {
  world.waiting = ['sign']
  world.answer = () => Promise.reject(new Error('no network'))
  start()
  await lost(1)
  world.answer = o => o.answer(200, utf8('{}'))
  await nextBeat()
  await answered(1)
  assert.deepEqual(world.arrived.map(o => text(o.body)), ['the bytes of sign', 'the bytes of sign'])
})

test('an act on its way does not go a second time, and holds up nothing', async () => {
  world.waiting = ['slow', 'quick']
  let release = () => {}
  world.answer = o => (o.path === '/slow' ? new Promise(r => (release = () => r(o.answer(200, utf8('{}'))))) : o.answer(200, utf8('{}')))
  start()
  await arrived(1)
  await nextBeat()
  await answered(1)
  await nextBeat()
  await arrived(3)
  assert.deepEqual(world.paths, ['/slow', '/quick', '/beat'])
  release()
  await answered(2)
})

test('an answer that was tampered with counts as lost', async () => {
  world.waiting = ['sign']
  world.answer = async o => {
    const bytes = await o.answer(200, utf8('{}'))
    bytes[40]! ^= 1
    return bytes
  }
  start()
  await lost(1)
  assert.deepEqual(world.answered, [])
})

test('when the key has changed it is fetched again', async () => {
  world.waiting = ['sign']
  world.answer = async () => undefined
  start()
  await lost(1)
  world.answer = o => o.answer(200, utf8('{}'))
  await nextBeat()
  await answered(1)
  assert.equal(world.keysAsked, 2)
})

test('without a key nothing leaves; the next beat asks again', async () => {
  const good = world.gate
  world.gate = Promise.reject(new Error('no network'))
  world.gate.catch(() => {})
  start()
  await until(() => world.keysAsked >= 2)
  assert.deepEqual(world.sizes, [])
  world.gate = good
  await nextBeat()
  await arrived(1)
})

test('when the page goes, what lies ready leaves at once; an act that was said just now with it', async () => {
  start()
  await arrived(1)
  world.waiting = ['sign']
  await world.beat.prepare()
  world.beat.leave()
  assert.equal(world.sizes.length, 2, 'the fetch must have begun')
  stop.abort()
  await answered(1)
  assert.deepEqual(world.paths, ['/beat', '/sign'])
})

test('a page that goes with nothing to say sends its envelope too', async () => {
  start()
  await arrived(1)
  await world.beat.prepare()
  world.beat.leave()
  await arrived(2)
  assert.deepEqual(world.paths, ['/beat', '/beat'])
})

test('a tab that does not beat sends nothing when it goes', async () => {
  world.waiting = ['sign']
  await world.beat.prepare()
  world.beat.leave()
  assert.deepEqual(world.sizes, [])
})
