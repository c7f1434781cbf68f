import { Moment } from '../../components/Moment.tsx'

/** The clock of this device. */
export const here = Intl.DateTimeFormat().resolvedOptions().timeZone

/** An instant on this device's clock; people and sessions belong to no site. */
export function Ago({ at, never = '–' }: { at: string | null; never?: string }) {
  return at === null ? <span className="faint">{never}</span> : <Moment at={at} zone={here} short />
}
