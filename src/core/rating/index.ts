// Prices: what a call costs, finished or still running.
// In: rate decks as text, the built-in tariff, invoices; numbers, instants and seconds.
// Out: raters for the hot path and exact amounts in micro-units.
export { createEstimate } from './create-estimate.ts'
export { type CompiledDeck, compileDeck, createRater, openDeck } from './create-rater.ts'
export { DeckMap } from './deck-map.ts'
export { type DeckLayout, guessInvoice, guessLayout } from './guess-layout.ts'
export type { Rate, Rater } from './model.ts'
export { type ParsedDeck, parseDeck } from './parse-deck.ts'
export { findingsOf, type InvoiceFinding, isCovered } from './reconcile/findings.ts'
export {
  type BilledCall,
  type Clock,
  type InvoiceLine,
  InvoiceMap,
  type ReconciledItem,
  reconcileClasses,
} from './reconcile/model.ts'
export { type ParsedInvoice, parseInvoice } from './reconcile/parse-invoice.ts'
export { reconcile } from './reconcile/reconcile.ts'
export { totalsOf } from './reconcile/totals.ts'
export { Tariff } from './tariff.ts'
export { decimal, writeDeck } from './write-deck.ts'
