import { expect, it } from 'vitest'
import { reminderOf } from './deadlines.ts'

const HOUR = 3_600_000
const due = { id: 'eu-gdpr-33', title: 'Supervisory authority', dueAt: 1000 * HOUR }
const left = (hours: number) => reminderOf(due, due.dueAt - hours * HOUR)

it('a deadline is told of three days, one day, four hours and one hour before, and once it has passed', () => {
  expect([73, 72, 30, 24, 5, 4, 1.5, 1, 0.1, 0, -9].map(left)).toEqual([
    null,
    72 * HOUR,
    72 * HOUR,
    24 * HOUR,
    24 * HOUR,
    4 * HOUR,
    4 * HOUR,
    HOUR,
    HOUR,
    0,
    0,
  ])
})
