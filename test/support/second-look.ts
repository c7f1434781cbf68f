import { readRules } from '../../src/adapters/content/index.ts'
import {
  appendCall,
  type Call,
  createBatch,
  createCallLog,
  createNames,
  idOf,
} from '../../src/core/calls/index.ts'
import { createEngine, judge } from '../../src/core/detection/index.ts'
import { proofContext } from './rules.ts'

const rules = await readRules()

/** What is told of calls at a site in the United States on UTC: kinds of incidents, and the calls flagged by id. */
export function secondLook(calls: readonly Call[]): { kinds: string[]; flagged: string[] } {
  const { context, plan } = proofContext(rules, createNames())
  const batch = createBatch(calls.length)
  for (const call of [...calls].sort((a, b) => a.startedAt - b.startedAt)) {
    const outside = call.direction === 'inbound' ? call.from : call.dialled
    const { e164, kind, destination, international, invalid } = plan.resolve(outside)
    appendCall(
      batch,
      { ...call, peer: e164, kind, destination, international, invalid },
      context.names,
      0,
      false,
    )
  }
  const engine = createEngine(context)
  engine.calls(batch)
  const log = createCallLog()
  log.add(batch)
  const now = Math.max(...calls.map((call) => call.endedAt))
  const { incidents, flags } = judge({ context, state: engine.state, log, now })
  return { kinds: incidents.map(({ kind }) => kind), flagged: flags.map(({ call }) => idOf(batch, call.row)) }
}
