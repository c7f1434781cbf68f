import { instant, shortInstant, utc } from '../format.ts'

/** An instant on the site's wall clock; UTC on hover and for machines. */
export function Moment({ at, zone, short = false }: { at: string; zone: string; short?: boolean }) {
  return (
    <time className="number" dateTime={at} title={utc(at)}>
      {short ? shortInstant(at, zone) : instant(at, zone)}
    </time>
  )
}
