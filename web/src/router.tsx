import { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ApiProblem, whenSignedOut } from './api/client.ts'
import { enterPlace, sessionQuery } from './api/session.ts'
import { Shell } from './components/Shell.tsx'
import { CrashPage } from './pages/problem/CrashPage.tsx'
import { MissingPage } from './pages/problem/MissingPage.tsx'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
    },
  },
})

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session.setupNeeded) throw redirect({ to: session.person ? '/investigations' : '/sign-in' })
  },
  component: lazyRouteComponent(() => import('./pages/setup/SetupPage.tsx'), 'SetupPage'),
})

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  // Its first request needs the token of the visitor.
  beforeLoad: ({ context }) => context.queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }),
  component: lazyRouteComponent(() => import('./pages/join/JoinPage.tsx'), 'JoinPage'),
})

const acknowledge = createRoute({
  getParentRoute: () => root,
  path: '/acknowledge',
  // Its first request needs the token of the visitor.
  beforeLoad: ({ context }) => context.queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }),
  component: lazyRouteComponent(() => import('./pages/acknowledge/AcknowledgePage.tsx'), 'AcknowledgePage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = search['next']
    // Only a path of our own: anything else could lead a person who has just signed in to a stranger's page.
    return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {}
  },
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (session.setupNeeded) throw redirect({ to: '/setup' })
    if (session.person) throw redirect({ to: '/investigations' })
  },
  component: lazyRouteComponent(() => import('./pages/sign-in/SignInPage.tsx'), 'SignInPage'),
})

const ssoReturn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/return',
  // Its first request needs the token of the visitor, which did not come along from the other site.
  beforeLoad: ({ context }) => context.queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }),
  component: lazyRouteComponent(() => import('./pages/sign-in/ReturnPage.tsx'), 'ReturnPage'),
})

const apiReference = createRoute({
  getParentRoute: () => root,
  path: '/api-reference',
  component: lazyRouteComponent(() => import('./pages/api-reference/ApiPage.tsx'), 'ApiPage'),
})

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  validateSearch: (search: Record<string, unknown>): { site?: string } =>
    typeof search['site'] === 'string' ? { site: search['site'] } : {},
  beforeLoad: async ({ context, location, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (search.site) enterPlace(session, search.site)
    if (session.setupNeeded) throw redirect({ to: '/setup' })
    if (!session.person) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: Shell,
})

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/OverviewPage.tsx'), 'OverviewPage'),
})

const live = createRoute({
  getParentRoute: () => inside,
  path: '/live',
  component: lazyRouteComponent(() => import('./pages/live/LivePage.tsx'), 'LivePage'),
})

const incidents = createRoute({
  getParentRoute: () => inside,
  path: '/incidents',
  component: lazyRouteComponent(() => import('./pages/incidents/IncidentsPage.tsx'), 'IncidentsPage'),
})

const incident = createRoute({
  getParentRoute: () => inside,
  path: '/incidents/$id',
  validateSearch: (search: Record<string, unknown>): { view?: string } =>
    search['view'] === undefined ? {} : { view: String(search['view']) },
  component: lazyRouteComponent(() => import('./pages/incident/IncidentPage.tsx'), 'IncidentPage'),
})

const alerts = createRoute({
  getParentRoute: () => inside,
  path: '/alerts',
  component: lazyRouteComponent(() => import('./pages/alerts/AlertsPage.tsx'), 'AlertsPage'),
})

const controls = createRoute({
  getParentRoute: () => inside,
  path: '/controls',
  component: lazyRouteComponent(() => import('./pages/controls/ControlsPage.tsx'), 'ControlsPage'),
})

const policies = createRoute({
  getParentRoute: () => inside,
  path: '/policies',
  component: lazyRouteComponent(() => import('./pages/policies/PoliciesPage.tsx'), 'PoliciesPage'),
})

const drills = createRoute({
  getParentRoute: () => inside,
  path: '/drills',
  component: lazyRouteComponent(() => import('./pages/drills/DrillsPage.tsx'), 'DrillsPage'),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage.tsx'), 'SettingsPage'),
})

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/sites' })
  },
})

const sites = createRoute({
  getParentRoute: () => settings,
  path: '/sites',
  component: lazyRouteComponent(() => import('./pages/settings/SitesPage.tsx'), 'SitesPage'),
})

const site = createRoute({
  getParentRoute: () => settings,
  path: '/sites/$customer/$site',
  component: lazyRouteComponent(() => import('./pages/settings/SitePage.tsx'), 'SitePage'),
})

const rates = createRoute({
  getParentRoute: () => settings,
  path: '/rates',
  component: lazyRouteComponent(() => import('./pages/rates/RatesPage.tsx'), 'RatesPage'),
})

const investigations = createRoute({
  getParentRoute: () => inside,
  path: '/investigations',
  component: lazyRouteComponent(
    () => import('./pages/investigations/InvestigationsPage.tsx'),
    'InvestigationsPage',
  ),
})

const calls = createRoute({
  getParentRoute: () => inside,
  path: '/calls',
  component: lazyRouteComponent(() => import('./pages/calls/CallsPage.tsx'), 'CallsPage'),
})

const investigation = createRoute({
  getParentRoute: () => inside,
  path: '/investigations/$id',
  component: lazyRouteComponent(
    () => import('./pages/investigation/InvestigationPage.tsx'),
    'InvestigationPage',
  ),
})

const people = createRoute({
  getParentRoute: () => settings,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/settings/PeoplePage.tsx'), 'PeoplePage'),
})

const notifications = createRoute({
  getParentRoute: () => settings,
  path: '/notifications',
  component: lazyRouteComponent(
    () => import('./pages/notifications/NotificationsPage.tsx'),
    'NotificationsPage',
  ),
})

const ownSignIn = createRoute({
  getParentRoute: () => settings,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/settings/SignInPage.tsx'), 'SignInPage'),
})

const ownSsoReturn = createRoute({
  getParentRoute: () => settings,
  path: '/sign-in/return',
  component: lazyRouteComponent(() => import('./pages/settings/SsoReturnPage.tsx'), 'SsoReturnPage'),
})

const ownSessions = createRoute({
  getParentRoute: () => settings,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./pages/settings/SessionsPage.tsx'), 'SessionsPage'),
})

const ownTokens = createRoute({
  getParentRoute: () => settings,
  path: '/tokens',
  component: lazyRouteComponent(() => import('./pages/settings/TokensPage.tsx'), 'TokensPage'),
})

const auditLog = createRoute({
  getParentRoute: () => settings,
  path: '/audit-log',
  component: lazyRouteComponent(() => import('./pages/settings/LedgerPage.tsx'), 'LedgerPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    setup,
    join,
    acknowledge,
    signIn,
    ssoReturn,
    apiReference,
    inside.addChildren([
      overview,
      live,
      incidents,
      incident,
      alerts,
      controls,
      policies,
      drills,
      investigations,
      investigation,
      calls,
      settings.addChildren([
        settingsHome,
        sites,
        site,
        notifications,
        rates,
        people,
        ownSignIn,
        ownSsoReturn,
        ownSessions,
        ownTokens,
        auditLog,
      ]),
    ]),
  ]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: MissingPage,
})

whenSignedOut(() => {
  queryClient.clear()
  void router.invalidate() // the guard of `inside` asks again and leads to the sign-in page
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
