// What is not so. The page has a sentence for each code, in which {line} and the other names stand for values.

export class Untrue extends Error {
  /** @param line the ledger's line that says it, from 0; undefined where no line does */
  constructor(
    readonly code: string,
    readonly line?: number,
    readonly about: Record<string, string | number> = {},
  ) {
    super(code)
  }
}

/** Throws unless it is so. */
export function hold(so: unknown, code: string, line?: number, about?: Record<string, string | number>): asserts so {
  if (!so) throw new Untrue(code, line, about)
}
