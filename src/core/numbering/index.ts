// Numbers: where a call goes, what kind of number it is, how dangerous for money, what a site's dialling means.
// In: digits as dialled or shown, the settings of a site, content/numbering as plain data.
// Out: a destination's row, E.164, dial kind, emergency numbers; a prefix trie for other rooms' tables.
export { createDialPlan } from './dial-plan.ts'
export {
  type Destination,
  type DialKind,
  type DialPlan,
  type Numbering,
  NumberingData,
  type NumberType,
  numberTypes,
  type PrefixTrie,
  type Resolved,
  type Risk,
  type RiskClass,
  riskClasses,
} from './model.ts'
export { createNumbering, type NumberingParts, numberingParts, openNumbering } from './numbering.ts'
export { ownTollFree } from './own-toll-free.ts'
export { buildPrefixes, createPrefixTrie, openPrefixes, type PrefixNodes } from './prefix-trie.ts'
