import type { NewSite, SiteChange, SiteFigures, SiteView } from '#contract'
import { allows, type Holder } from '#core/access'
import type { Act, Place } from '#core/incidents'
import { DomainError, type SiteSettings } from '#core/kernel'
import type { Look, Site, SiteStore } from '#core/sites'
import { actOf } from './kept.ts'

export interface SitePorts {
  readonly store: SiteStore
  /** Checks the text of a site.yaml; throws `file-invalid` with every line that is wrong. */
  parse(yaml: string, file: string): SiteSettings
  /** Throws `rule-settings-invalid` for settings of rules that fit none. */
  checkRules(settings: SiteSettings['rules']): Promise<void>
  /** What stands in a site.yaml, nothing filled in. */
  written(yaml: string): Record<string, unknown>
  /** The same file with other values; its comments stay. */
  rewrite(yaml: string, settings: Readonly<Record<string, unknown>>): string
  newId(): string
  now(): number
}

export interface Sites {
  /** Those the holder may see. */
  overview(holder: Holder): Promise<readonly SiteFigures[]>
  create(wanted: NewSite, by: { readonly holder: Holder; readonly actor: string }): Promise<Place>
  get(place: Place): Promise<SiteView>
  /** `as`: what the ledger is to call it, where that is more than a change of the site. */
  save(
    place: Place,
    change: SiteChange,
    actor: string,
    as?: Pick<Act, 'action' | 'detail'>,
  ): Promise<SiteView>
}

const FILE = 'site.yaml'

/** Customers and sites, as far as somebody may see them. */
export function createSites({ store, parse, checkRules, written, rewrite, newId, now }: SitePorts): Sites {
  const existing = async (place: Place): Promise<Site> => {
    const site = await store.get(place)
    if (!site) throw missing()
    return site
  }
  const view = (site: Site): SiteView => ({ ...site, settings: written(site.yaml) })
  return {
    async overview(holder) {
      const all = await store.figures()
      const sites = all.filter(({ customer, site }) => allows(holder, 'sites.read', { customer, site }))
      return sites.map((site) => ({
        ...site,
        loss: [...site.loss],
        latest: lookJson(site.latest),
        telling: lookJson(site.telling),
      }))
    },

    async create({ name, customer, newCustomer }, { holder, actor }) {
      // A new customer concerns the whole house; a new site, all of its customer.
      if (!allows(holder, 'sites.write', { customer })) throw missing()
      const place = { customer: customer ?? newId(), site: newId() }
      const act = actOf(
        actor,
        'site.created',
        place.site,
        { name, ...(newCustomer ? { newCustomer } : {}) },
        now(),
      )
      if (!(await store.create({ ...place, name, customerName: newCustomer ?? null }, act))) throw missing()
      return place
    },

    get: async (place) => view(await existing(place)),

    async save(place, change, actor, as) {
      const site = await existing(place)
      const yaml = change.yaml ?? rewrite(site.yaml, change.settings ?? {})
      const settings = parse(yaml, FILE)
      await checkRules(settings.rules)
      const given = written(yaml)
      const name = typeof given['name'] === 'string' ? settings.name : site.name
      const customerName = change.customerName ?? site.customerName
      const act = actOf(
        actor,
        as?.action ?? 'site.changed',
        place.site,
        as?.detail ?? { before: written(site.yaml), after: given, customerName },
        now(),
      )
      await store.save(place, { yaml, settings, name, customerName }, act)
      return view({ ...site, yaml, name, customerName })
    },
  }
}

const lookJson = (look: Look | null) => look && { ...look, createdAt: new Date(look.createdAt).toISOString() }

const missing = (): DomainError =>
  new DomainError(
    'place-unknown',
    'There is no such customer or site.',
    'Choose one of the sites in the menu.',
  )
