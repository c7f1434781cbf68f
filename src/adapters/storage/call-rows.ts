import type { StoredCall } from '#core/incidents'

/** Columns as `copyRows` writes them. */
export const callColumns = `started_at, answered_at, ended_at, billable_seconds, pbx_id, disposition, direction, entry,
  account, peer, from_number, dialled, trunk, kind, international, invalid, source_ip, user_agent, country, cost_micros, cost_currency`

const nothing = '\\N'
const unpriced = `${nothing}\t${nothing}`
/** Years that four digits can write. */
const earliest = Date.parse('0001-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T00:00:00Z')

/** Rows of COPY's text format for a batch of calls. */
export function copyRows(calls: readonly StoredCall[]): Buffer {
  let out = ''
  for (const c of calls) {
    // A call whose start nobody knows still belongs somewhere: at its next instant, else at the beginning of 1970.
    const started = [c.startedAt, c.answeredAt, c.endedAt].find(isStorable) ?? 0
    out += `${instant(started)}\t${instant(c.answeredAt)}\t${instant(c.endedAt)}\t${c.billableSeconds}\t${text(c.id)}\t${c.disposition}\t${
      c.direction
    }\t${c.entry}\t${text(c.account)}\t${text(c.peer)}\t${text(c.from)}\t${text(c.dialled)}\t${text(c.trunk)}\t${c.kind}\t${
      c.international ? 't' : 'f'
    }\t${c.invalid ? 't' : 'f'}\t${text(c.sourceIp)}\t${text(c.userAgent)}\t${c.country ?? ''}\t${
      c.cost ? `${c.cost.micros}\t${c.cost.currency}` : unpriced
    }\n`
  }
  return Buffer.from(out, 'utf8')
}

function isStorable(at: number): boolean {
  return at >= earliest && at <= latest
}

function instant(at: number): string {
  return isStorable(at) ? new Date(at).toISOString() : nothing
}

const special = /[\\\t\n\r\0]/
const escapes: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\ufffd',
}

/** Nearly no text needs it: asking first is four times as fast as replacing always. */
function text(value: string): string {
  return special.test(value) ? value.replace(/[\\\t\n\r\0]/g, (c) => escapes[c] ?? c) : value
}
