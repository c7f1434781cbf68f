import type { Act, Place } from '#core/incidents'
import type { Site, SiteFigures } from './model.ts'

export interface NewSite {
  readonly customer: string
  /** Given when the customer is new too. */
  readonly customerName: string | null
  readonly site: string
  readonly name: string
}

export interface SiteStore {
  figures(): Promise<readonly SiteFigures[]>
  get(place: Place): Promise<Site | null>
  /** False when that customer is missing, or an id is taken. */
  create(site: NewSite, act: Act): Promise<boolean>
  /** Settings as text and as checked values, and the names, in one go with the ledger. */
  save(
    place: Place,
    what: {
      readonly yaml: string
      readonly settings: object
      readonly name: string
      readonly customerName: string
    },
    act: Act,
  ): Promise<void>
}
