import type { LiveEvent } from '#core/calls'
import type { Phone } from './facts.ts'

/** Phones coming and going, from the list of registrations; what was there at the beginning is no news. */
export interface Contacts {
  take(phones: readonly Phone[]): void
}

export function createContacts(emit: (event: LiveEvent) => void, now: () => number): Contacts {
  let known: Map<string, Phone> | null = null
  const tell = ({ account, address, userAgent }: Phone, there: boolean): void =>
    emit({ type: 'registration', at: now(), account, sourceIp: address, userAgent, there })
  return {
    take(phones) {
      const before = known
      const fresh = new Map(phones.map((phone) => [`${phone.account} ${phone.contact}`, phone]))
      known = fresh
      if (before === null) return
      const without = (all: Map<string, Phone>, others: Map<string, Phone>): Phone[] =>
        [...all].filter(([key]) => !others.has(key)).map(([, phone]) => phone)
      for (const phone of without(fresh, before)) tell(phone, true)
      for (const phone of without(before, fresh)) tell(phone, false)
    },
  }
}
