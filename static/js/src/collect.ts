// Collecting: the seed, every live book prepared from it, one request to the desk, every pass verified and kept.
import { lookUp } from './ledger/known'
import { checkBook, type Operator } from './ledger/operator'
import { readNow } from './now'
import { finishBook, prepareBook, type PreparedBook } from './pass/book'
import { checkCertificate } from './pass/certificate'
import { parseBook, type Book } from './pass/keyfile'
import { rootOrNew } from './recovery/seed'
import { write } from './store'
import { said as sentenceOf } from './tongue'

type Signed = { book: string; signatures: string; certificate: string }
/** Collected, or refused in the desk's words. */
export type Answer = { passes: number } | { refusal: string; sentence: string; final: boolean }

/** What can be done before the code is known: nothing of it has left, and all its keys are in the ledger. */
export type Prepared = { books: PreparedBook[]; said: Operator }

/** The same seed always prepares the same requests. Throws a Lie if the site hands out keys that its ledger does not know. */
export async function prepareBooks(): Promise<Prepared> {
  const [root, now] = await Promise.all([rootOrNew(), readNow()])
  const books = await Promise.all(now.books.map(b => fetchBook(now.origin, b.book)))
  const said = await lookUp(now.origin)
  books.forEach(book => checkBook(said, book))
  return { books: await Promise.all(books.map(book => prepareBook(root, book))), said }
}

/** At is where the desk takes codes of this sort. Throws if the desk cannot be reached or answers with nothing usable: then the same may be asked again, and gets the same answer. */
export async function collect(at: string, code: string, { books, said }: Prepared): Promise<Answer> {
  const body = JSON.stringify({ code, books: books.map(b => b.request) })
  const r = await fetch(at, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = await r.json()
  if (typeof answer.refusal === 'string') return { ...answer, sentence: sentenceOf(answer) }
  if (!r.ok) throw new Error('no passes')
  return { passes: await keep(books, answer.books, said) }
}

async function fetchBook(origin: string, name: string): Promise<Book> {
  const r = await fetch(`/log/books/${name}`, { credentials: 'omit' })
  const book = await parseBook(await r.text())
  if (book.origin !== origin || book.name !== name) throw new TypeError('keys of another book')
  return book
}

/** Keeps what verifies and returns how many passes that is. None at all is an error. */
async function keep(books: PreparedBook[], signed: Signed[], said: Operator): Promise<number> {
  const answered = books.flatMap(b => signed.filter(s => s.book === b.book.name).map(answer => ({ ...b, answer })))
  const passes = (await Promise.all(answered.map(b => finishBook(b, b.answer.signatures)))).flat()
  if (!passes.length) throw new TypeError('no pass verifies')
  const collected = await Promise.all(answered.map(async b => {
    const { name: book, origin, hash: keys } = b.book
    const { certificate } = b.answer
    const good = checkCertificate(certificate, said.desks, origin, book, b.request.name_key)
    return { book, origin, keys, ...(await good.then(() => ({ certificate }), () => ({}))) } // a bad one harms nobody: it is not used
  }))
  await write(['books', 'passes', 'days'], table => {
    for (const book of collected) table('books').put(book)
    for (const pass of passes) table('passes').put(pass)
    table('days').clear() // read the days again: the new keys may stand in them
  })
  return passes.length
}
