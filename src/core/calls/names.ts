/** Strings as small numbers, so that a million calls hold each account name once. 0 is ''. */
export interface Names {
  of(name: string): number
  name(index: number): string
  /** All of them in order of their numbers; `createNames` takes them back. */
  readonly list: readonly string[]
}

export function createNames(saved: readonly string[] = ['']): Names {
  const list = [...saved]
  const index = new Map(list.map((name, i) => [name, i]))
  return {
    of(name) {
      if (name === '') return 0
      const known = index.get(name)
      if (known !== undefined) return known
      // A slice of a file's text keeps the whole text alive in V8; a slice of a text just joined keeps no more than that.
      const own = ` ${name}`.slice(1)
      list.push(own)
      index.set(own, list.length - 1)
      return list.length - 1
    },
    name: (i) => list[i] ?? '',
    list,
  }
}
