import type { Act, Place } from '#core/incidents'

/** The rate deck of a site, CSV in our own layout. */
export interface RateStore {
  /** Null: none. */
  read(place: Place): Promise<string | null>
  /** Null takes it away. */
  write(place: Place, csv: string | null, act: Act): Promise<void>
}
