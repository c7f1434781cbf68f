import type { Delivery, Letter } from './model.ts'

/** One channel, opened. */
export interface Notifier {
  /** Never throws for what receivers do; gives up by itself within a minute. */
  send(letter: Letter): Promise<Delivery>
}
