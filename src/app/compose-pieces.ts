import * as content from '../adapters/content/index.ts'
import { renderCsv } from '../adapters/render/csv.ts'
import { readWhole } from '../adapters/system/index.ts'
import { deckWork } from './deck-work.ts'
import { reconciledWork } from './incidents/reconciled-work.ts'

/** Work of some hundred milliseconds, by name: plain values in, plain values out. A server has each piece done in a thread of its own. */
export const pieces = {
  ...deckWork,
  ...reconciledWork({ readWhole, renderCsv }),
  // Hundreds of YAML files that come with the program.
  readChecks: content.readChecks,
  readFrameworks: content.readFrameworks,
  readObligations: content.readObligations,
  readRuleBook: content.readRuleBook,
}
