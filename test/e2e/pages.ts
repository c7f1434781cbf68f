import type { Page } from 'playwright-core'
import { settingsSections } from '../../web/src/pages/settings/sections.ts'
import type { Furnished } from './furnish.ts'

/** One page as it is looked at. */
export interface ShownPage {
  /** As its picture is called. */
  readonly name: string
  /** As router.tsx has it. */
  readonly route: string
  readonly path: (of: Furnished) => string
  /** Where its picture begins, when not at the top: a selector. */
  readonly at?: string
  /** It shows what was refused, which the browser notes in its console. */
  readonly refuses?: true
}

const plain = (route: string, name = route.slice(1).replaceAll('/', '-')): ShownPage => ({
  name,
  route,
  path: () => route,
})

const steps = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'money', 'duties', 'timeline', 'closing']

/** Every page of the console. Adding one is a line here; every-page.test.ts fails for a route that stands in none. */
export const pages: readonly ShownPage[] = [
  plain('/', 'overview'),
  ...['/live', '/alerts', '/incidents', '/controls', '/investigations', '/calls'].map((route) =>
    plain(route),
  ),
  ...['/policies', '/rules', '/drills', '/audit', '/audit/findings', '/audit/reach'].map((route) =>
    plain(route),
  ),
  ...['/audit/devices', '/audit/new', '/connect', '/api-reference'].map((route) => plain(route)),
  {
    name: 'audit-finding',
    route: '/audit/findings/$check',
    path: () => '/audit/findings/SEG-002',
  },
  {
    name: 'verdict',
    route: '/investigations/$id',
    path: ({ investigation }) => `/investigations/${investigation}`,
  },
  ...steps.map((view) => ({
    name: `incident-${view}`,
    route: '/incidents/$id',
    path: ({ incident }: Furnished) => `/incidents/${incident}?view=${view}`,
    ...(view === '1' ? {} : { at: 'nav[aria-label=Steps]' }),
  })),
  ...settingsSections.map(({ to }) => plain(to)),
  {
    name: 'settings-site',
    route: '/settings/sites/$customer/$site',
    path: () => '/settings/sites/default/main',
  },
  { ...plain('/settings/sign-in/return'), refuses: true },
]

/** What nobody needs to be signed in for. `/setup` is looked at when there is no administrator yet. */
export const outerPages: readonly ShownPage[] = [
  plain('/sign-in'),
  { name: 'join', route: '/join', path: ({ invitation }) => invitation },
  { name: 'acknowledge', route: '/acknowledge', path: () => '/acknowledge#nothing', refuses: true },
  { ...plain('/sign-in/return'), refuses: true },
]

/** Until the page is there and nothing of it is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(
    () => !document.querySelector('.mantine-Skeleton-root, [aria-busy="true"]'),
    undefined,
    { timeout: 120_000 },
  )
}
