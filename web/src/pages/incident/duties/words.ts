import type { DutyFacts } from '#contract'

type Organisation = NonNullable<DutyFacts['organisation']>
type Role = NonNullable<Organisation['roles']>[number]
type Sector = NonNullable<Organisation['sectors']>[number]

/** In plain words; the first is what nearly everybody is. */
export const roles: Readonly<Record<Role, string>> = {
  'pbx-end-user': 'We only use a phone system of our own',
  carrier: 'We are a telephone company',
  'interconnected-voip-provider': 'We sell internet telephony with telephone numbers',
  reseller: 'We resell the telephony of others',
  'nis2-essential': 'We are an essential entity under NIS 2 (EU)',
  'nis2-important': 'We are an important entity under NIS 2 (EU)',
  'product-manufacturer': 'We make products with digital parts (EU)',
  'uk-telecom-provider': 'We provide public telecoms in the UK',
}

export const sectors: Readonly<Record<Sector, string>> = {
  healthcare: 'Health care',
  bank: 'Banking',
  'finance-nonbank': 'Finance other than banking (US)',
  'ny-financial': 'Finance licensed in New York',
  'eu-financial': 'Finance in the EU',
  'public-sector': 'Public sector',
}

/** Questions about the incident that are answered by yes, no, or not known yet. */
export const yesNo = {
  tollFraudOnly: 'Were calls placed at your expense, and was that all?',
  intentional: 'Did somebody do it on purpose?',
  encrypted: 'Were the data encrypted, and the key not taken?',
  emergencyCallsAffected: 'Could emergency calls have failed because of it?',
} as const
export type YesNoFact = keyof typeof yesNo

export const settledWords = {
  done: 'Given',
  'not-to-be-told': 'Decided against',
  'signed-off': 'Signed off',
  open: 'Open',
} as const
