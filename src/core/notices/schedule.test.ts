import { describe, expect, it } from 'vitest'
import { zoneOf } from '#core/kernel'
import { dueNow, leavesAt, nextAttemptAt, type Progress, defaultPlan as plan } from '#core/notices'

const zone = zoneOf('America/Los_Angeles')
if (!zone) throw new Error('time zones are missing')
const at = (iso: string) => Date.parse(iso)
const MINUTE = 60_000

describe('by the clock', () => {
  const start = at('2026-03-07T05:10:00Z')
  const progress: Progress = {
    severity: 'critical',
    firstAt: start,
    updateAt: start,
    acknowledgedAt: null,
    closedAt: null,
    escalated: 0,
    reminded: 0,
    newsAt: null,
  }
  const due = (minutes: number, more: Partial<Progress> = {}) =>
    dueNow(plan, { ...progress, ...more }, start + minutes * MINUTE)

  it('others are asked while nobody has acknowledged, each once', () => {
    expect(due(14.9).escalations).toEqual([])
    expect(due(15).escalations).toEqual([['it-leadership', 'managed-it']])
    expect(due(20, { escalated: 1 }).escalations).toEqual([])
    expect(due(45, { escalated: 1 }).escalations).toEqual([['executives']])
    // After an hour without power both are due at once.
    expect(due(60).escalations).toHaveLength(2)
  })

  it('nobody is asked any more once somebody has, or it is closed', () => {
    expect(due(60, { acknowledgedAt: start + MINUTE }).escalations).toEqual([])
    expect(due(600, { closedAt: start + MINUTE, newsAt: start })).toEqual({
      escalations: [],
      reminder: false,
      update: false,
    })
  })

  it.each([
    ['critical', 30],
    ['high', 60],
    ['medium', 240],
    ['low', 1440],
  ] as const)(
    'an update on a %s incident is due after %i minutes, and is reminded of three times',
    (severity, every) => {
      expect(due(every - 0.1, { severity }).reminder).toBe(false)
      expect(due(every, { severity }).reminder).toBe(true)
      expect(due(2 * every - 0.1, { severity, reminded: 1 }).reminder).toBe(false)
      expect(due(3 * every, { severity, reminded: 2 }).reminder).toBe(true)
      expect(due(9 * every, { severity, reminded: 3 }).reminder).toBe(false)
    },
  )

  it('news of one attack is gathered for a quarter of an hour', () => {
    expect(due(5, { newsAt: start + MINUTE }).update).toBe(false)
    expect(due(15, { newsAt: start + MINUTE }).update).toBe(true)
    expect(due(15).update).toBe(false)
  })

  it('updates wait for the end of quiet hours over midnight, by the clock of the site; first notices never', () => {
    const quiet = { from: '22:00', to: '07:00' }
    const night = at('2026-03-07T23:30:00-08:00')
    // The clock is put forward in this night.
    expect(leavesAt(quiet, 'update', zone, night)).toBe(at('2026-03-08T07:00:00-07:00'))
    expect(leavesAt(quiet, 'closure', zone, at('2026-03-07T06:59:00-08:00'))).toBe(
      at('2026-03-07T07:00:00-08:00'),
    )
    for (const stage of ['first-hour', 'escalation', 'reminder'] as const)
      expect(leavesAt(quiet, stage, zone, night)).toBe(night)
    const noon = at('2026-03-07T12:00:00-08:00')
    expect(leavesAt(quiet, 'update', zone, noon)).toBe(noon)
    expect(leavesAt(null, 'update', zone, night)).toBe(night)
  })

  it('what failed is tried again later and later, as asked when asked, and not for ever', () => {
    const waits = [1, 2, 3, 4, 5, 6, 9].map(
      (attempts) => ((nextAttemptAt(attempts, start, start) ?? 0) - start) / 1000,
    )
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900])
    expect(nextAttemptAt(1, start, start, 3_600_000)).toBe(start + 3_600_000)
    expect(nextAttemptAt(80, start, start + 24 * 3_600_000)).toBeNull()
  })
})
