// Web storage that is always there: where the browser keeps nothing, this page does.

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Outlives the page, and all tabs see it. */
export const device = kept(() => localStorage)
/** Outlives the page, but not the tab. */
export const tab = kept(() => sessionStorage)

function kept(storage: () => Storage): Kept {
  try {
    storage().removeItem('rr')
    return storage()
  } catch {
    const here = new Map<string, string>()
    return {
      getItem: name => here.get(name) ?? null,
      setItem: (name, words) => void here.set(name, words),
      removeItem: name => void here.delete(name),
    }
  }
}
