import { entries } from '#core/calls'
import { type CaseCall, isIn } from './cases.ts'
import type { Context } from './context.ts'

const FORWARD = entries.indexOf('forward')
const VOICEMAIL = entries.indexOf('voicemail')
const DISA = entries.indexOf('disa')

/** What is remarkable about one flagged call, strongest first; the words users filter by. */
export function tagsOf(c: CaseCall, context: Context): string[] {
  const tags: string[] = []
  if (c.entry === FORWARD) tags.push('forwarded')
  if (c.entry === VOICEMAIL || c.entry === DISA) tags.push('dialled-through')
  const { riskClass } = context.numbering.destination(c.destination)
  if (c.special && !isIn(c.direction)) tags.push(riskClass)
  if (c.risk === 2 && !isIn(c.direction)) tags.push('high-risk')
  if (isIn(c.direction)) tags.push('inbound')
  else tags.push('new-destination')
  if (c.invalid) tags.push('invalid-number')
  if (!context.isOpen(c.at)) tags.push('off-hours')
  if (c.answered && c.seconds <= 30 && !isIn(c.direction)) tags.push('test-call')
  else if (c.seconds >= 900) tags.push('long')
  if (!c.answered) tags.push('unanswered')
  return tags
}
