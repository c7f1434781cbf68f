import { parentPort } from 'node:worker_threads'
import type { Call } from '#core/calls'
import { DomainError } from '#core/kernel'
import { matchTools } from './compose-invoices.ts'
import { type FromMatcher, matchInvoice, type Span, type ToMatcher } from './match-invoice.ts'

// The thread that matches one invoice, so that the console answers meanwhile.

const post = (message: FromMatcher): void => parentPort?.postMessage(message)
const pages: (readonly Call[] | null)[] = []
let wake = (): void => undefined

/** Asks for the calls and yields them as they come. */
async function* callsIn(span: Span): AsyncGenerator<readonly Call[]> {
  post({ span })
  for (;;) {
    for (let page = pages.shift(); page !== undefined; page = pages.shift()) {
      if (page === null) return
      yield page
    }
    await new Promise<void>((go) => {
      wake = go
    })
  }
}

parentPort?.on('message', async (told: ToMatcher) => {
  if (!('order' in told)) {
    pages.push('calls' in told ? told.calls : null)
    wake()
    return
  }
  try {
    post({ matched: await matchInvoice(told.order, callsIn, matchTools()) })
  } catch (error) {
    // What nobody expected ends the thread, and is thrown on the other side.
    if (!(error instanceof DomainError)) throw error
    const { code, message, remedy } = error
    post({ failure: { code, message, remedy } })
  }
})
