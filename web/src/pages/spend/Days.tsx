import { VisuallyHidden } from '@mantine/core'
import type { SpendView } from '#contract'
import { exactMoney } from '../../format.ts'
import { dayName } from './words.ts'

/** A bar a day; the dearest fills the height. Read out as a list. */
export function Days({ view: { days } }: { view: SpendView }) {
  const most = Math.max(...days.map(({ spent }) => spent.micros))
  return (
    <figure className="stack-tight">
      <ol className="spend-days" aria-label="Spent each day">
        {days.map(({ date, spent }) => (
          <li key={date} title={`${dayName(date)}: ${exactMoney(spent)}`}>
            <VisuallyHidden>
              {dayName(date)}: {exactMoney(spent)}
            </VisuallyHidden>
            <span
              className="spend-bar"
              aria-hidden
              style={{ height: `${Math.max(1, (spent.micros / most) * 100)}%` }}
            />
          </li>
        ))}
      </ol>
      <figcaption className="row-apart faint">
        <span>{dayName(days[0]?.date ?? '')}</span>
        <span>The dearest day: {exactMoney({ micros: most, currency: days[0]?.spent.currency ?? '' })}</span>
        <span>{days.length > 1 ? dayName(days.at(-1)?.date ?? '') : ''}</span>
      </figcaption>
    </figure>
  )
}
