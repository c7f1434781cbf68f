/** What a rule may ask of one event. Each name is a slot in a row of numbers; yes is 1, no is 0. */
const NAMES = [
  // what it is
  'call',
  'out',
  'inbound',
  'internal',
  'through',
  'forward',
  'voicemail',
  'disa',
  'signin',
  'failed',
  'admin',
  // where to (or from, for inbound calls)
  'external',
  'toll',
  'international',
  'premium',
  'lookalike',
  'rural',
  'satellite',
  'invalid',
  'tollfree',
  'risk',
  'known',
  // compared with what is usual
  'newnumber',
  'newcell',
  'newforsite',
  'strange',
  'history',
  'accountdays',
  'pinged',
  'closed',
  'hour',
  'usual',
  'crowd',
  'oddcost',
  'oddrisky',
  'misses',
  // the call itself; `over`: it has ended, and its length says something
  'over',
  'answered',
  'seconds',
  'ring',
  'cost',
  'perminute',
  'redial',
  'calledtollfree',
  // identities, for distinct() and keys
  'number',
  'cell',
  'country',
  'block',
  'hundred',
  'account',
  'source',
  'dialled',
  'tail',
  'called',
  'from',
  'end',
  // sign-ins
  'private',
  'newplace',
  'failures',
  'guessed',
  'hostile',
  'unknownaccount',
  'full',
] as const // prettier-ignore
export type Feature = (typeof NAMES)[number]

/** Room behind the features for the measures of the rule being judged. */
export const MEASURES = 12

export const slotOf = Object.fromEntries(NAMES.map((name, i) => [name, i])) as Readonly<
  Record<Feature, number>
>
export const featureCount = NAMES.length

export const isFeature = (name: string): name is Feature => Object.hasOwn(slotOf, name)
