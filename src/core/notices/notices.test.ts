import { describe, expect, it } from 'vitest'
import { zoneOf } from '#core/kernel'
import {
  builtIn,
  type Contact,
  checkPlan,
  concerned,
  defaultPlan,
  type Facts,
  fill,
  NoticePlan,
  reachOf,
  refreshed,
  type Sighting,
  severityOf,
  stakeholders,
  stateLine,
  valuesOf,
  withSighting,
} from '#core/notices'

const zone = zoneOf('America/Los_Angeles')
if (!zone) throw new Error('time zones are missing')
const at = (iso: string) => Date.parse(iso)
const usd = (dollars: number) => ({ micros: dollars * 1_000_000, currency: 'USD' })

const contact = (stakeholder: Contact['stakeholder'], more: Partial<Contact> = {}): Contact => ({
  id: stakeholder,
  name: `Somebody of ${stakeholder}`,
  stakeholder,
  ways: [{ channel: 'mail', to: `${stakeholder}@example.com` }],
  ...more,
})
const everybody = stakeholders.map((stakeholder) => contact(stakeholder))
const plan: NoticePlan = { ...defaultPlan, contacts: everybody }

const sighting: Sighting = {
  id: 'alert-1',
  incident: 'attack-1',
  account: '1004',
  kind: 'irsf',
  what: 'pumped calls to expensive numbers',
  began: at('2026-03-07T05:04:00Z'),
  lost: { low: usd(100), likely: usd(200), high: usd(300) },
  perMinute: usd(12),
}
const place = { customer: 'default', site: 'main', incident: 'attack-1' }
const facts = withSighting(null, place, sighting, at('2026-03-07T05:10:00Z'))

describe('who is told', () => {
  const told = (stage: 'first-hour' | 'update' | 'closure', data: Facts['data'] = []) =>
    concerned(plan, stage, { data }).map(({ stakeholder }) => stakeholder)

  it('is what the matrix says', () => {
    expect(told('first-hour')).toEqual([
      'it-leadership',
      'managed-it',
      'voip-provider',
      'finance',
      'executives',
      'custom',
    ])
    expect(told('update')).not.toContain('voip-provider')
  })

  it.each([
    'voicemail',
    'recordings',
    'names-and-numbers',
    'payment-card',
    'health',
    'government-id',
  ] as const)('are legal and compliance too, by themselves, when %s may be exposed', (kind) =>
    expect(told('first-hour', ['cdr', kind])).toEqual([...stakeholders]),
  )

  it.each(['cdr', 'credentials'] as const)('are not legal and compliance for %s alone', (kind) =>
    expect(told('first-hour', [kind])).not.toContain('legal'),
  )
})

describe('the breached phones', () => {
  const own = ['+12025550100', '+1702555*']
  const isPhone = (channel: string) => channel === 'sms'
  const reach = (more: Partial<Contact>) => reachOf(contact('finance', more), own, isPhone)

  it('are never a way, and somebody who has no other number is warned of', () => {
    const mail = { channel: 'mail', to: 'ada@example.com' }
    const { ways, warnings } = reach({ ways: [{ channel: 'sms', to: '+17025551004' }, mail] })
    expect(ways).toEqual([mail])
    expect(warnings).toEqual([
      expect.stringContaining('only number of Somebody of finance rings on the phone system'),
    ])
  })

  it('leave nobody in silence: without another way that is said too', () => {
    const { ways, warnings } = reach({ ways: [{ channel: 'sms', to: '+12025550100' }] })
    expect(ways).toEqual([])
    expect(warnings.join()).toContain('cannot be told without the phones of this site')
    expect(reach({ ways: [] }).warnings.join()).toContain('has no way to be told')
  })

  it('do not matter to somebody with a mobile, or without any number', () => {
    expect(reach({ phone: '+12025550100', ways: [{ channel: 'sms', to: '+12025550199' }] }).warnings).toEqual(
      [],
    )
    expect(reach({}).warnings).toEqual([])
    expect(reach({ phone: '+12025550100' }).warnings).toHaveLength(1)
  })
})

describe('what is said', () => {
  const values = (more: Partial<Facts> = {}, note = '') =>
    valuesOf(
      { ...facts, ...more },
      {
        siteName: 'Head office',
        customerName: 'Harbour Foods',
        zone,
        now: at('2026-03-07T05:40:00Z'),
        next: at('2026-03-07T06:10:00Z'),
      },
      { stakeholder: 'voip-provider', stage: 'first-hour', note },
    )

  it('are the facts by the clock of the site, with what is asked of this recipient', () => {
    const { subject, text } = fill(builtIn['first-hour'], values())
    expect(subject).toBe('Phone breach at Head office: Pumped calls to expensive numbers')
    expect(text).toContain('Began: 2026-03-06 21:04 (America/Los_Angeles)')
    expect(text).toContain('Lost so far: $200.00 (at least $100.00, at most $300.00)')
    expect(text).toContain('Lost a minute: $12.00')
    expect(text).toContain('block international and premium calls')
    expect(text).toContain('Next update: 2026-03-06 22:10')
    expect(text).not.toMatch(/\{\{|\n\n\n/)
  })

  it('has no line about what is not known', () => {
    expect(fill(builtIn.update, values()).text).not.toContain('Ended:')
    expect(fill(builtIn.update, values({ lost: null, perMinute: null, accounts: [] })).text).not.toMatch(
      /Lost|Accounts/,
    )
    expect(fill(builtIn.closure, values({ ended: at('2026-03-07T05:30:00Z') })).text).toContain(
      'Ended: 2026-03-06 21:30',
    )
  })

  it('keeps the words of the sender as they are, also braces', () => {
    expect(fill(builtIn.update, values({}, 'We {{ask}} for $& and $1.')).text).toContain(
      'We {{ask}} for $& and $1.',
    )
  })

  it('leaves no line break in a subject', () => {
    expect(
      fill({ subject: '{{incident}}', body: 'x' }, values({ title: 'A\r\nBcc: b@example.com' })).subject,
    ).toBe('A Bcc: b@example.com')
  })

  it('is one line for who holds a link', () => {
    expect(stateLine(facts, 'Head office')).toBe(
      'Pumped calls to expensive numbers at Head office: still going on, about $200.00 lost so far.',
    )
    expect(stateLine({ ...facts, ended: 1 }, 'Head office')).toMatch(
      /: it has stopped, about \$200.00 lost\.$/,
    )
  })
})

describe('a plan', () => {
  const errors = (more: object) =>
    NoticePlan.safeParse({ ...plan, ...more }).error?.issues.map(({ message }) => message)
  const refusal = (changed: NoticePlan): string => {
    try {
      checkPlan(changed)
      return ''
    } catch (error) {
      return `${(error as { code: string }).code}: ${(error as Error).message}`
    }
  }

  it('may be the usual one', () => {
    expect(NoticePlan.parse(defaultPlan)).toEqual(defaultPlan)
    expect(refusal(plan)).toBe('')
  })

  it('names a word of a template that means nothing, and the nearest one', () => {
    const templates = { update: { subject: 'x', body: '{{incidnet}}' } }
    expect(refusal({ ...plan, templates })).toBe(
      'template-invalid: {{incidnet}} means nothing in a template: did you mean {{incident}}?',
    )
  })

  it('refuses contacts that share an id, and what could add a header or a line', () => {
    expect(refusal({ ...plan, contacts: [contact('legal'), contact('legal')] })).toMatch(/^plan-invalid: /)
    expect(errors({ contacts: [contact('legal', { name: 'Ada\r\nBcc: x' })] })).toHaveLength(1)
    expect(
      errors({ contacts: [contact('legal', { ways: [{ channel: 'm', to: 'a@b.c\nd' }] })] }),
    ).toHaveLength(1)
    expect(errors({ templates: { update: { subject: 'a\nb', body: 'c' } } })).toHaveLength(1)
  })
})

describe('alerts of one attack', () => {
  it('add up to one incident; data joins by the kind of it', () => {
    const second = {
      ...sighting,
      id: 'alert-2',
      account: '1007',
      kind: 'voicemail-or-disa',
      began: at('2026-03-07T05:00:00Z'),
    }
    const both = withSighting(facts, place, second, at('2026-03-07T05:20:00Z'))
    expect(both).toMatchObject({
      accounts: ['1004', '1007'],
      data: ['voicemail'],
      severity: 'critical',
      began: second.began,
    })
    expect(both.lost?.likely).toEqual(usd(400))
    expect(both.noticed).toBe(facts.noticed)
    const again = withSighting(
      both,
      place,
      { ...second, lost: { low: usd(1), likely: usd(500), high: usd(900) } },
      0,
    )
    expect(again.lost?.likely).toEqual(usd(700))
  })

  it('have stopped when the engine sees nothing of them any more', () => {
    const now = at('2026-03-07T06:00:00Z')
    expect(refreshed(facts, [], now)).toMatchObject({ ended: now, perMinute: null, severity: 'high' })
    expect(refreshed(facts, [{ ...sighting, incident: 'attack-2' }], now).ended).toBe(now)
    expect(refreshed(facts, [{ ...sighting, perMinute: usd(30) }], now)).toMatchObject({
      ended: null,
      perMinute: usd(30),
    })
    const recorded = { ...facts, parts: {} }
    expect(refreshed(recorded, [], now)).toBe(recorded)
  })

  it('are as bad as the money that runs away, or ran away', () => {
    const lost = (dollars: number) => ({ low: usd(0), likely: usd(dollars), high: usd(dollars) })
    expect(severityOf({ ended: null, lost: null, perMinute: usd(1) })).toBe('critical')
    expect(severityOf({ ended: null, lost: null, perMinute: null })).toBe('high')
    expect(severityOf({ ended: 1, lost: lost(100), perMinute: null })).toBe('high')
    expect(severityOf({ ended: 1, lost: lost(99), perMinute: null })).toBe('medium')
    expect(severityOf({ ended: 1, lost: lost(0), perMinute: null })).toBe('low')
  })
})
