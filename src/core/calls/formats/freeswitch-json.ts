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

function openFreeswitchJson({ sink, zone }: ReaderContext): Reader {
  const times = createTimes(zone)
  return createJsonReader({
    document(document, line) {
      sink.row()
      const bad = take(document, line, times, sink)
      if (bad !== '') sink.reject(line, bad)
    },
    reject(line, reason) {
      sink.row()
      sink.reject(line, reason)
    },
  })
}

function take(document: Json, line: number, times: Times, sink: ReaderContext['sink']): string {
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
  record.forwardedBy = profile('rdnis') || variable('sip_redirected_by')
  record.sourceIp = profile('network_addr') || variable('sip_network_ip', 'sip_received_ip')
  record.userAgent = variable('sip_user_agent')
}

/** The second leg's own channel is the one that was called. */
function sidesOf(record: CallRecord, variable: Variable, own: string): void {
  const gateway = variable('sip_gateway_name')
  const called = gateway === '' ? '' : `sofia/gateway/${gateway}`
  const second = variable('direction') === 'outbound'
  record.channel = second ? '' : own
  record.toChannel = second ? called || own : variable('bridge_channel')
}

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
