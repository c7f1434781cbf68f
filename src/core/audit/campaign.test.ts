import { describe, expect, it } from 'vitest'
import { campaignOf } from './campaign.ts'

const target = { vendor: 'Yealink', product: 'SIP-T46S', version: '66.86.0.15', due: '2026-03-10' }
type Target = Parameters<typeof campaignOf>[0][number]
type Seen = Parameters<typeof campaignOf>[1]
const progressOf = (one: Target, seen: Seen, today: string) => campaignOf([one], seen, today)[0]
const phone = (version: string, product = 'SIP-T46S', vendor = 'Yealink') => ({ vendor, product, version })
const asterisk = (version: string) => phone(version, 'Asterisk', 'Sangoma')
const pbx = (version: string) => ({ ...asterisk(version), due: null })

const noDate = { ...target, due: null }

describe('how far a model is from its target', () => {
  it('counts the target itself and what is later, and of other models nothing', () => {
    const seen = [
      ...['66.85.0.5', '66.86.0.15', '66.86.0.83'].map((version) => phone(version)),
      phone('66.86.0.5'),
      phone('96.86.0.20', 'SIP-T54W'),
      phone('66.86.0.83', 'SIP-T46S', 'Grandstream'),
      phone('66.86.0.83', '', ''),
    ]
    expect(progressOf(target, seen, '2026-03-01')).toEqual({
      ...target,
      devices: 4,
      reached: 2,
      below: 2,
      unknown: 0,
      overdue: false,
    })
  })

  it('knows a model however it is spelt', () => {
    const seen = [phone('66.86.0.15', 'T46S'), phone('66.86.0.15', 'sip-t46s', 'YEALINK')]
    expect(progressOf(target, seen, '2026-03-01')).toMatchObject({ devices: 2, reached: 2 })
  })

  it('takes the first number of a Yealink phone for its hardware', () => {
    const seen = [phone('67.85.0.5'), phone('28.86.0.15')]
    expect(progressOf(target, seen, '2026-03-01')).toMatchObject({ reached: 1, below: 1 })
  })

  it('compares releases by number, not by letter', () => {
    const seen = ['20.9.3', '20.18.1', '20.18.2', '22.0.0'].map(asterisk)
    expect(progressOf(pbx('20.18.2'), seen, '2026-03-01')).toMatchObject({ reached: 2, below: 2 })
  })

  it('never takes for reached what cannot be compared', () => {
    const seen = ['20.7-cert9', '', 'GIT-master', '20.18.2'].map(asterisk)
    expect(progressOf(pbx('20.18.2'), seen, '2026-03-01')).toMatchObject({
      devices: 4,
      reached: 1,
      below: 0,
      unknown: 3,
    })
    expect(progressOf(pbx('20.7-cert9'), seen, '2026-03-01')).toMatchObject({ reached: 1, unknown: 3 })
  })

  it.each([
    ['on its last day', '2026-03-10', ['66.85.0.5'], false],
    ['the day after', '2026-03-11', ['66.85.0.5'], true],
    ['with a version that nobody can tell', '2026-03-11', ['66.86.0.15', ''], true],
    ['once every device has it', '2026-03-11', ['66.86.0.15'], false],
    ['where no such device is seen', '2026-03-11', [], false],
  ])('is overdue %s: %s', (_when, today, versions, overdue) => {
    expect(
      progressOf(
        target,
        versions.map((version) => phone(version)),
        today,
      )?.overdue,
    ).toBe(overdue)
  })

  it('is never overdue without a last day', () => {
    expect(progressOf(noDate, [phone('1.0.0.0')], '2036-01-01')?.overdue).toBe(false)
  })
})
