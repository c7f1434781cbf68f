import { describe, expect, it } from 'vitest'
import { only, read } from './read.ts'

/** eventtype, eventtime, cidnum, accountcode, exten, context, channame, appname, appdata, uniqueid, linkedid, peer, extra */
const event = (
  type: string,
  at: number,
  channel: string,
  id: string,
  more: { num?: string; exten?: string; app?: string; data?: string; extra?: string; linked?: string } = {},
): string =>
  `${[
    type,
    at.toFixed(6),
    more.num ?? '1001',
    '',
    more.exten ?? '901125261234567',
    'from-internal',
    channel,
    more.app ?? '',
    more.data ?? '',
    id,
    more.linked ?? '1772831051.1',
    '',
    more.extra ?? '',
  ]
    .map((field) => `"${field.replaceAll('"', '""')}"`)
    .join(',')}\n`

const T = 1_772_831_051
const placed =
  event('CHAN_START', T, 'PJSIP/1001-00000001', `${T}.1`) +
  event('APP_START', T + 0.1, 'PJSIP/1001-00000001', `${T}.1`, {
    app: 'Dial',
    data: 'PJSIP/+25261234567@carrier,60',
  }) +
  event('CHAN_START', T + 0.2, 'PJSIP/carrier-00000002', `${T}.2`, { exten: 's', num: '' }) +
  event('ANSWER', T + 9, 'PJSIP/carrier-00000002', `${T}.2`, { exten: 's', app: 'AppDial' }) +
  event('ANSWER', T + 9, 'PJSIP/1001-00000001', `${T}.1`, { app: 'Dial' })
const hungUp =
  event('HANGUP', T + 129, 'PJSIP/1001-00000001', `${T}.1`, { extra: '{"hangupcause":16}' }) +
  event('HANGUP', T + 129.1, 'PJSIP/carrier-00000002', `${T}.2`, { exten: 's', app: 'AppDial' }) +
  event('LINKEDID_END', T + 129.1, 'PJSIP/carrier-00000002', `${T}.2`)

describe('channel events of Asterisk', () => {
  it('makes one call of the events that share a linkedid', () => {
    const outcome = read(placed + hungUp)
    expect(outcome.formats).toEqual(['asterisk-cel'])
    expect(only(outcome)).toMatchObject({
      id: `${T}.1`,
      account: '1001',
      peer: '25261234567',
      direction: 'outbound',
      billableSeconds: 120,
      trunk: 'carrier',
      disposition: 'answered',
      startedAt: T * 1000,
      answeredAt: (T + 9) * 1000,
    }) // prettier-ignore
  })

  it('shows a call that is still up with the seconds known so far', () => {
    const later = event('CHAN_START', T + 69, 'PJSIP/1002-00000009', `${T + 69}.9`, {
      num: '1002',
      exten: '200',
      linked: `${T + 69}.9`,
    })
    const call = read(placed + later).calls.find((c) => c.id === `${T}.1`)
    expect(call).toMatchObject({ disposition: 'running', billableSeconds: 60, endedAt: Number.NaN })
  })

  it('believes a later record of the same call that shows its end', () => {
    expect(only(read([placed, placed + hungUp]))).toMatchObject({
      disposition: 'answered',
      billableSeconds: 120,
    })
  })

  it('reads the columns by name when there is a header, stamps by the wall clock too', () => {
    const text =
      'linkedid,uniqueid,channame,exten,context,cidnum,appname,appdata,accountcode,cidrdnis,eventtype,eventtime\n' +
      'a.1,a.1,SIP/200-1,901125261234567,from-internal,200,,,,,CHAN_START,2026-03-06 21:04:11\n' +
      'a.1,a.1,SIP/200-1,901125261234567,from-internal,200,Dial,SIP/trunk/01125261234567,,,ANSWER,2026-03-06 21:04:20\n' +
      'a.1,a.1,SIP/200-1,901125261234567,from-internal,200,,,,,HANGUP,2026-03-06 21:06:20\n'
    expect(only(read(text))).toMatchObject({ account: '200', peer: '25261234567', billableSeconds: 120 })
  })

  it('names the extension that forwards', () => {
    const linked = `${T}.1`
    const text =
      event('CHAN_START', T, 'PJSIP/carrier-00000001', linked, { num: '12125550100', exten: '200', linked }) +
      event('APP_START', T, 'PJSIP/carrier-00000001', linked, {
        num: '12125550100',
        exten: '200',
        app: 'Dial',
        data: 'PJSIP/200',
        linked,
      }) +
      event('FORWARD', T + 1, 'PJSIP/200-00000002', `${T}.2`, {
        exten: 's',
        linked,
        extra: '{"forward":"901125261234567"}',
      }) +
      event('CHAN_START', T + 1, 'Local/901125261234567@from-internal-00000001;2', `${T}.4`, {
        num: '12125550100',
        linked,
      }) +
      event('APP_START', T + 1, 'Local/901125261234567@from-internal-00000001;2', `${T}.4`, {
        num: '12125550100',
        app: 'Dial',
        data: 'PJSIP/+25261234567@carrier',
        linked,
      }) +
      event('CHAN_START', T + 1.5, 'PJSIP/carrier-00000005', `${T}.5`, { exten: 's', num: '', linked }) +
      event('ANSWER', T + 5, 'PJSIP/carrier-00000005', `${T}.5`, { exten: 's', app: 'AppDial', linked }) +
      event('ANSWER', T + 5, 'Local/901125261234567@from-internal-00000001;2', `${T}.4`, { linked }) +
      event('ANSWER', T + 5, 'PJSIP/carrier-00000001', linked, { linked }) +
      event('HANGUP', T + 65, 'Local/901125261234567@from-internal-00000001;2', `${T}.4`, { linked }) +
      event('HANGUP', T + 65, 'PJSIP/carrier-00000001', linked, { linked })
    expect(only(read(text))).toMatchObject({
      direction: 'through',
      entry: 'forward',
      account: '200',
      peer: '25261234567',
      billableSeconds: 60,
    })
  })
})
