// Exact sets of packets: an algebra over yes-or-no variables, and the words (addresses, ports …) they spell.
// In: ranges and masks of header fields. Out: sets as numbers, equal when the sets are.
// Knows no firewall.
export { Algebra, TooLarge } from './algebra.ts'
export {
  conditionIndex,
  conditionVariable,
  firstCondition,
  inRanges,
  interfaceWord,
  piecesOf,
  topOf,
  type Word,
  withBits,
  wordOf,
} from './layout.ts'
export { all, none, type PacketSet } from './nodes.ts'
