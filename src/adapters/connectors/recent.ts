/** What was read a moment ago is not read again: a lockdown asks the same of a PBX many times over. */
export interface Recent<T> {
  read(): Promise<T>
  /** Something was changed: the next one reads anew, also when a reading is under way. */
  forget(): void
}

export function createRecent<T>(read: () => Promise<T>, ms: number, now: () => number): Recent<T> {
  let last: { readonly at: number; readonly value: Promise<T> } | null = null
  const forget = (): void => {
    last = null
  }
  return {
    forget,
    read() {
      if (last && now() - last.at < ms) return last.value
      const mine = { at: now(), value: read() }
      last = mine
      mine.value.catch(() => {
        if (last === mine) forget()
      })
      return mine.value
    },
  }
}
