import type { DialPlan } from '#core/numbering'
import type { CallRecord } from '../model.ts'
import type { Reader } from '../ports.ts'
import { emptyRecord } from '../record.ts'
import { saidByCause } from './causes.ts'
import type { Format, ReaderContext } from './format.ts'
import { createJsonReader, type Json, objectOf, textOf } from './json-documents.ts'
import { createTimes, dispose, type Times } from './times.ts'

export const freeswitchJson: Format = {
  name: 'freeswitch-json',
  recognise: ({ text }) =>
    /^\s*[[{]/.test(text) &&
    /"(core-uuid|callflow|channel_data)"\s*:/.test(text) &&
    /"(variables|callflow)"\s*:/.test(text),
  open: openFreeswitchJson,
}

function openFreeswitchJson({ sink, zone, plan }: ReaderContext): Reader {
  const times = createTimes(zone)
  return createJsonReader({
    document(document, line) {
      sink.row()
      const bad = take(document, line, times, { sink, plan })
      if (bad !== '') sink.reject(line, bad)
    },
    reject(line, reason) {
      sink.row()
      sink.reject(line, reason)
    },
  })
}

function take(
  document: Json,
  line: number,
  times: Times,
  { sink, plan }: Pick<ReaderContext, 'sink' | 'plan'>,
): string {
  const variables = objectOf(document, 'variables')
  const variable: Variable = (...names) => decoded(textOf(variables, ...names))
  // The first entry of callflow is the newest profile, the last the one the call began with.
  const flows: unknown = document['callflow']
  const flow: unknown = Array.isArray(flows) ? flows[0] : undefined
  const newest = typeof flow === 'object' && flow !== null ? (flow as Json) : undefined
  const profile = objectOf(newest, 'caller_profile')
  const record = emptyRecord()
  const bad = timesOf(record, variable, objectOf(newest, 'times'), times)
  if (bad !== '') return bad
  record.id = variable('uuid') || textOf(profile, 'uuid')
  if (record.id === '') return 'the document has no uuid'
  record.linkedId = partnerOf(variable, profile) || record.id
  record.line = line
  texts(record, variable, (name) => textOf(profile, name))
  diversion(record, variable, textOf(profile, 'rdnis'), plan)
  applied(record, document)
  bridged(record, objectOf(newest, 'times'), times)
  dispose(record, saidByCause(variable('hangup_cause'), record))
  sink.record(record)
  return ''
}

/** The variables say it in microseconds, seconds or words; callflow in microseconds, 0 for what did not happen. */
function timesOf(record: CallRecord, variable: Variable, clock: Json | undefined, times: Times): string {
  const at = (name: string, inCallflow: string): string => {
    const said = variable(`${name}_uepoch`, `${name}_epoch`, `${name}_stamp`)
    const text = said === '' || said === '0' ? textOf(clock, inCallflow) : said
    return text === '0' ? '' : text
  }
  return times.fill(record, {
    start: at('start', 'created_time'),
    answer: at('answer', 'answered_time'),
    end: at('end', 'hangup_time'),
    duration: variable('duration'),
    billable: variable('billsec'),
  })
}

function texts(record: CallRecord, variable: Variable, profile: (name: string) => string): void {
  record.accountCode = variable('accountcode')
  record.from = profile('caller_id_number') || variable('caller_id_number', 'sip_from_user')
  record.dialled = profile('destination_number') || variable('destination_number', 'sip_to_user')
  record.context = profile('context') || variable('user_context')
  sidesOf(record, variable, profile('chan_name') || variable('channel_name'))
  record.lastApp = variable('last_app', 'current_application')
  record.lastData = variable('last_arg', 'current_application_data')
  record.sourceIp = profile('network_addr') || variable('sip_network_ip', 'sip_received_ip')
  record.userAgent = variable('sip_user_agent')
}

/** The dial plan's own transfers leave the number they came from in rdnis too: only a number of the site sends calls on. */
function diversion(record: CallRecord, variable: Variable, rdnis: string, plan: DialPlan): void {
  const by = rdnis || variable('sip_redirected_by')
  const to = plan.resolve(record.dialled)
  if (by === '' || to.kind !== 'external') return
  const from = plan.resolve(by)
  const isNumberOfSite = from.kind === 'external' && !from.international && from.e164 !== to.e164
  if (plan.isInternal(by) || (to.international && isNumberOfSite)) record.forwardedBy = by
}

const SCRIPT = /^(?:lua|luarun|js|javascript|python3?|perl)$/

/** What ran last is the bridge; that the caller came to it by voicemail or DISA stands before. */
function applied(record: CallRecord, document: Json): void {
  const log = objectOf(document, 'app_log')?.['applications']
  if (!Array.isArray(log)) return
  for (const app of log.filter((a): a is Json => typeof a === 'object' && a !== null)) {
    const name = textOf(app, 'app_name')
    if (name === 'bridge' && record.toChannel === '') record.toChannel = lineIn(textOf(app, 'app_data'))
    const found = /disa|voicemail/i.exec(SCRIPT.test(name) ? textOf(app, 'app_data') : name)
    if (found) record.lastApp = found[0].toLowerCase()
  }
}

/** Answered by the switch itself to take digits: a line it dialled then is billed from when the far end answered, if it did. */
function bridged(record: CallRecord, clock: Json | undefined, times: Times): void {
  const text = textOf(clock, 'bridged_time')
  if (text === '' || Number.isNaN(record.answeredAt) || !/^sofia\/(?!internal\/)/.test(record.toChannel))
    return
  if (text === '0' && !/^(?:disa|voicemail)$/.test(record.lastApp)) return
  const at = text === '0' ? record.endedAt : times.instant(text)
  if (!(at > record.answeredAt + 1000) || !(at <= record.endedAt)) return
  record.answeredAt = text === '0' ? Number.NaN : at
  record.billableSeconds = Math.floor((record.endedAt - at) / 1000)
}

/** The second leg's own channel is the one that was called. */
function sidesOf(record: CallRecord, variable: Variable, own: string): void {
  const gateway = variable('sip_gateway_name')
  const called = gateway === '' ? '' : `sofia/gateway/${gateway}`
  const second = variable('direction') === 'outbound'
  record.channel = second ? '' : own
  record.toChannel = second ? called || own : variable('bridge_channel') || triedLine(variable)
}

/** A bridge that nobody answered leaves only what it was asked to dial. */
const triedLine = (variable: Variable): string =>
  variable('last_app') === 'bridge' ? lineIn(variable('last_arg')) : ''

/** The first line to the outside that a bridge was told to dial, '' when none. */
const lineIn = (dialString: string): string =>
  /(?:^|[\]},|:])(sofia\/(?!internal\/)[^,|:]+)/.exec(dialString)?.[1] ?? ''

type Variable = (...names: string[]) => string

/** The other leg's uuid: both legs name each other, or the second names the first. */
function partnerOf(variable: Variable, profile: Json | undefined): string {
  const named = variable(
    'originator',
    'bleg_uuid',
    'originate_signal_bond',
    'signal_bond',
    'bridge_uuid',
    'call_uuid',
  )
  if (named !== '') return named
  const originators = objectOf(objectOf(profile, 'originator'), 'originator_caller_profiles')
  return textOf(objectOf(profile, 'originator'), 'uuid') || textOf(originators, 'uuid')
}

/** Variables are url-encoded unless mod_json_cdr is told otherwise; a lone % is left as it is. */
function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
