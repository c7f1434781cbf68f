import type { InvestigationOptions } from '#contract'
import { toUtc } from './places.ts'

/** What the form asks besides the files; '' where nothing was given. */
export interface Fields {
  readonly title: string
  readonly country: string
  readonly timezone: string
  readonly currency: string
  readonly since: string
  readonly until: string
  readonly format: string
}

/** What a field needs to be shown and changed. */
export type Bind = (key: keyof Fields) => {
  value: string
  onChange: (event: { currentTarget: { value: string } }) => void
}

/** Fields left empty are not sent; the two moments are meant on the site's own clock. */
export function optionsOf(fields: Fields): InvestigationOptions {
  const { timezone, since, until } = fields
  const all = { ...fields, since: toUtc(since, timezone), until: toUtc(until, timezone) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value.trim() !== ''))
}
