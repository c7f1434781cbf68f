import type { AutomaticActs, PolicyView } from '#contract'
import type { Place } from '#core/incidents'
import { type Containment, containmentOf, SiteSettings } from '#core/kernel'
import type { AutomaticStore } from '#core/response'
import { actJson } from './automatic-json.ts'
import type { Sites } from './sites.ts'

/** What Ringfence may do by itself at each site, and what it did. */
export interface Policies {
  get(place: Place): Promise<PolicyView>
  /** Written into the site's site.yaml, whose other lines and comments stay. */
  save(place: Place, policy: Containment, actor: string): Promise<PolicyView>
  /** Newest first. */
  acts(place: Place, days: number): Promise<AutomaticActs>
}

const DAY = 86_400_000
const LISTED = 500

export function createPolicies(
  sites: Pick<Sites, 'get' | 'save'>,
  store: Pick<AutomaticStore, 'list'>,
  now: () => number,
): Policies {
  const view = (settings: Readonly<Record<string, unknown>>): PolicyView => ({
    policy: containmentOf(SiteSettings.parse(settings)),
    written: settings['containment'] !== undefined,
  })
  return {
    get: async (place) => view((await sites.get(place)).settings),
    async save(place, policy, actor) {
      const { settings } = await sites.get(place)
      const saved = await sites.save(place, { settings: { ...settings, containment: policy } }, actor)
      return view(saved.settings)
    },
    async acts(place, days) {
      const acts = await store.list(place, now() - days * DAY, LISTED)
      return { acts: acts.map(actJson) }
    },
  }
}
