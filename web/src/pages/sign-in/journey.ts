const key = 'ringfence.journey'

/** Where the person wanted to be, for when they come back from the provider. */
export const keepJourney = (next: string): void => sessionStorage.setItem(key, next)

export function takeJourney(): string {
  const next = sessionStorage.getItem(key) ?? '/'
  sessionStorage.removeItem(key)
  return next
}
