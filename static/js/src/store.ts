// What the wallet keeps in this browser, in IndexedDB: it survives the tab, and all tabs see the same.
import type { Act, Entry } from './act'
import type { Bytes } from './bytes'
import type { Alarm } from './ledger/alarm'
import type { Followed, Lines } from './ledger/follow'
import type { Log } from './ledger/operator'
import type { Paper } from './organize/paper'
import type { Pass } from './pass/book'
import type { Root } from './pass/seed'
import type { Reading } from './reading'

/** A book that was collected: the hash of its key file, and the desk's certificate of this person's name key. */
export type Collected = { book: string; origin: string; keys: string; certificate?: string }
/** The seed, and whether its code was kept; then its bytes are gone. See recovery/seed.ts. */
export type Seed = { id: 'seed'; bytes?: Bytes; root: Root; kept?: 'saved' | 'declined' }
/** A day's file of sealed keys, as far as it was read: how many acts, and what stood in it under our keys. */
export type Day = { day: string; acts: number; ours: Record<string, Entry[]> }

type Tables = {
  seed: Seed
  site: Log
  books: Collected
  passes: Pass
  acts: Act
  days: Day
  tree: Followed
  lines: Lines
  alarm: Alarm
  papers: Paper
  readings: Reading
}
const KEYS: Record<keyof Tables, string | string[]> = {
  seed: 'id',
  site: 'id',
  books: 'book',
  passes: ['book', 'slot', 'purpose'],
  acts: 'id',
  days: 'day',
  tree: 'id',
  lines: 'n',
  alarm: 'id',
  papers: 'id',
  readings: 'path',
}

const NAME = 'roundrobin'

let opening: Promise<IDBDatabase> | undefined

const PATIENCE = 5_000 // ms: an opening that neither comes about nor fails must not hold up whoever asks again

/** Throws where the browser keeps nothing, as some private windows do, and while it does not answer. */
export function db(): Promise<IDBDatabase> {
  return (opening ??= new Promise((resolve, reject) => {
    const open = indexedDB.open(NAME, 3)
    const fail = () => {
      opening = undefined // it may be better the next time: data that is being cleared cannot be opened
      reject(open.readyState === 'done' && open.error ? open.error : new Error('storage is blocked'))
    }
    const late = setTimeout(fail, PATIENCE)
    open.onupgradeneeded = () => {
      const there = open.result.objectStoreNames
      if (there.contains('days')) open.result.deleteObjectStore('days') // they can be read again
      for (const [name, keyPath] of Object.entries(KEYS)) if (!there.contains(name)) open.result.createObjectStore(name, { keyPath })
    }
    open.onsuccess = () => {
      clearTimeout(late)
      open.result.onclose = () => (opening = undefined) // the browser's data was cleared
      open.result.onversionchange = () => {
        open.result.close()
        opening = undefined // whoever looks again opens what there is then
      }
      resolve(open.result)
    }
    open.onerror = open.onblocked = () => {
      clearTimeout(late)
      fail()
    }
  }))
}

/** Deletes everything. Other tabs let go of it, and find nothing afterwards. */
export async function wipe(): Promise<void> {
  await db().then(d => d.close(), () => {})
  opening = undefined
  await new Promise((resolve, reject) => {
    const gone = indexedDB.deleteDatabase(NAME)
    gone.onsuccess = resolve
    gone.onerror = reject
  })
}

/** One transaction over some tables: all of it is on disk when this returns, or none of it is. */
export async function write(names: (keyof Tables)[], work: (table: <N extends keyof Tables>(name: N) => Table<N>) => void): Promise<void> {
  const tx = (await db()).transaction(names, 'readwrite', { durability: 'strict' })
  work(name => tableOf(tx.objectStore(name)))
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error)
  })
}

type Table<N extends keyof Tables> = {
  put(row: Tables[N]): void
  delete(key: string): void
  clear(): void
  /** Changes a row if it is still there. */
  change(key: string, by: (row: Tables[N]) => Tables[N]): void
}

function tableOf<N extends keyof Tables>(store: IDBObjectStore): Table<N> {
  return {
    put: row => void store.put(row),
    delete: key => void store.delete(key),
    clear: () => void store.clear(),
    change: (key, by) => {
      const found = store.get(key)
      found.onsuccess = () => void (found.result && store.put(by(found.result)))
    },
  }
}

export async function all<N extends keyof Tables>(name: N): Promise<Tables[N][]> {
  const request = (await db()).transaction(name).objectStore(name).getAll()
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
