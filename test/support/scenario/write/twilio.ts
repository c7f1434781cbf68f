import type { Scenario } from '../generate.ts'
import type { SimCall } from '../model.ts'
import { costOf } from '../truth.ts'
import { exposureOf, type Written } from './text.ts'
import { hexOf } from './uuid.ts'

const RFC_DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
function rfc2822(at: number): string {
  const d = new Date(at)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${RFC_DAYS[d.getUTCDay()]}, ${two(d.getUTCDate())} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`
}

/** Twilio's list of calls: a SIP phone is a parent leg, the number it reached a child. */
export function twilio(scenario: Scenario, quirks: boolean): Written {
  const { world, seed, until } = scenario
  const price = costOf(world)
  const account = `AC${hexOf(seed, 0, 'account')}`
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const calls: unknown[] = []
  let newest = 0
  for (const call of scenario.calls) {
    if (call.carrierOnly) continue
    const running = call.end >= until
    newest = Math.max(
      newest,
      running ? Math.max(call.start, call.answer < until ? call.answer : 0) : call.end,
    )
    const sid = `CA${hexOf(seed, call.n, 'a')}`
    ids.set(call, sid)
    const item = (
      id: string,
      parent: string | null,
      from: string,
      to: string,
      direction: string,
      cost: string | null,
    ): unknown => {
      rowIds.set(id, call)
      const up = !Number.isNaN(call.answer)
      const status = running
        ? up && call.answer < until
          ? 'in-progress'
          : 'ringing'
        : { answered: 'completed', 'no-answer': 'no-answer', busy: 'busy', failed: 'failed' }[
            call.disposition
          ]
      return {
        sid: id,
        date_created: rfc2822(call.start),
        date_updated: rfc2822(running ? (up && call.answer < until ? call.answer : call.start) : call.end),
        parent_call_sid: parent,
        account_sid: account,
        to,
        to_formatted: to,
        from,
        from_formatted: from,
        phone_number_sid: null,
        status,
        start_time: rfc2822(up && call.answer < until ? call.answer : call.start),
        end_time: running ? null : rfc2822(call.end),
        duration: running ? null : String(call.seconds),
        price: cost,
        price_unit: world.tenant.site.currency,
        direction,
        answered_by: null,
        api_version: '2010-04-01',
        // Filled when a carrier forwarded the caller to this number; who diverts a call on is not told.
        forwarded_from: '',
        group_sid: null,
        caller_name: null,
        queue_time: '0',
        trunk_sid: null,
        uri: `/2010-04-01/Accounts/${account}/Calls/${id}.json`,
      } // prettier-ignore
    }
    const sip = (user: string): string => `sip:${user}@site.sip.twilio.com`
    const outside = call.direction === 'inbound' || call.direction === 'through'
    const e164 = (number: string): string =>
      /^\d{7,}$/.test(number) ? `+${number}` : number === '' ? 'anonymous' : sip(number)
    const from = outside
      ? e164(call.from)
      : sip(call.shape === 'scan' || call.shape === 'guest' ? 'anonymous' : call.ext)
    const money = running || call.seconds === 0 ? null : `-${(price(call) / 1e6).toFixed(5)}`
    const child = `CA${hexOf(seed, call.n, 'b')}`
    const target =
      call.direction === 'outbound' || call.direction === 'through'
        ? `+${call.peer}`
        : sip(call.direction === 'internal' ? call.peer || call.dialled : call.ext)
    calls.push(item(sid, null, from, outside ? `+${call.did}` : sip(call.dialled), 'inbound', null))
    const machine =
      call.shape === 'ivr' ||
      call.shape === 'pin' ||
      call.shape === 'voicemail' ||
      call.shape === 'feature' ||
      call.shape === 'scan'
    if (!machine)
      calls.push(
        item(child, sid, outside ? from : `+${world.tenant.dids[0] ?? ''}`, target, 'outbound-dial', money),
      )
  }
  // The service lists the newest first.
  const text = JSON.stringify(
    {
      first_page_uri: `/2010-04-01/Accounts/${account}/Calls.json?PageSize=1000&Page=0`,
      end: calls.length - 1,
      page: 0,
      page_size: calls.length,
      calls: calls.reverse(),
    },
    null,
    quirks ? 1 : 0,
  )
  return {
    files: [{ name: 'calls.json', text }],
    ids,
    rowIds,
    rows: calls.length,
    duplicates: 0,
    exposureMicros: exposureOf(scenario, ids, newest),
  }
}
