import type { Entry, EntryData } from '#core/handling'
import { moneyText } from '#core/kernel'
import { kindText } from '../words.ts'
import type { TimelineEvent, TimelineSource } from './timeline.ts'

type Told = Pick<TimelineEvent, 'kind' | 'title' | 'detail'>

/** What people and the watcher wrote down. */
export const fromEntries: TimelineSource = async ({ entries, playbook }) => {
  const titles = new Map(playbook.tasks.map(({ id, title }) => [id, title]))
  return entries.flatMap(({ seq, at, by, data }: Entry) => {
    const told = tell(data, (name) => titles.get(name) ?? playbook.facts[name] ?? name)
    return told === null ? [] : [{ id: `entry-${seq}`, at, by, ...told }]
  })
}

function tell(data: EntryData, titleOf: (task: string) => string): Told | null {
  switch (data.kind) {
    case 'opened':
      return { kind: 'state', title: 'Incident opened', detail: data.words }
    case 'state':
      return {
        kind: 'state',
        title: `Incident ${data.to === 'open' ? 'opened again' : data.to}`,
        detail: data.why,
      }
    case 'task':
      return { kind: 'task', title: `${statusWords[data.status]}: ${titleOf(data.task)}`, detail: data.note }
    case 'assigned':
      return {
        kind: 'task',
        title: `${data.to === null ? 'Given back' : 'Assigned'}: ${titleOf(data.task)}`,
        detail: '',
      }
    case 'note':
      return {
        kind: 'note',
        title: data.task === null ? 'Note' : `Note: ${titleOf(data.task)}`,
        detail: data.text,
      }
    case 'file':
      return { kind: 'file', title: data.name, detail: `SHA-256 ${data.sha256}` }
    case 'alert':
      return { kind: 'alert', title: alertTitle(data), detail: data.reasons.join('. ') }
    case 'pin':
      return null
    default:
      return tellSmall(data, titleOf)
  }
}

/** What is only a setting or a word of the incident itself. */
function tellSmall(data: EntryData, titleOf: (name: string) => string): Told | null {
  const act = (title: string, detail = ''): Told => ({ kind: 'act', title, detail })
  switch (data.kind) {
    case 'severity':
      return act(`Severity set to ${data.to}`)
    case 'owner':
      return act(data.to === null ? 'Nobody leads the response any more' : 'Somebody leads the response')
    case 'answer':
      return act(`Answered: ${data.value ? 'yes' : 'no'}`, titleOf(data.fact))
    case 'investigation':
      return act('An investigation was added')
    case 'cause':
      return act('Cause named', data.text)
    case 'reconciled':
      return act('Invoice matched to the calls', invoiceWords(data))
    case 'dispute':
      return act(`Dispute ${data.status}`, moneyText(data) + (data.note === '' ? '' : `, ${data.note}`))
    case 'hold':
      return act(data.on ? 'Legal hold: nothing of it may be deleted' : 'Legal hold ended', data.reason)
    case 'duty-facts':
      return act('Answered what decides whom to tell')
    case 'duty':
      return act(`${dutyWords[data.status]}: ${data.title}`, data.note)
    case 'override-asked':
      return act(`Override asked for: ${data.gate}`, data.reason)
    case 'override':
      return act(`Override approved: ${data.gate}`)
    default:
      return null
  }
}

function invoiceWords({
  invoice,
  differences,
  providerOnly,
  uncovered = 0,
}: Extract<EntryData, { kind: 'reconciled' }>): string {
  const parts = [`${invoice}: ${differences} differences`]
  if (providerOnly > 0) parts.push(`${providerOnly} lines for calls the PBX never made`)
  if (uncovered > 0) parts.push(`${uncovered} lines of days without call records`)
  return parts.join(', ')
}

const dutyWords = {
  done: 'Notice given',
  'not-to-be-told': 'Decided not to tell',
  'signed-off': 'Signed off by counsel',
  open: 'Notice taken back',
} as const

const statusWords = { done: 'Done', 'not-applicable': 'Does not apply', open: 'Taken back' } as const

function alertTitle({
  account,
  of,
  lostMicros,
  currency,
  calls,
}: Extract<EntryData, { kind: 'alert' }>): string {
  const who = account === '' ? 'the site' : `account ${account}`
  return `Alert: ${kindText(of, calls > 0)} by ${who}, ${calls} bad calls, ${moneyText({ micros: lostMicros, currency })} lost`
}
