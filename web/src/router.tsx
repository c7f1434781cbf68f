import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { whenSignedOut } from './api/client.ts'
import { inside, outside, queryClient, root } from './frame.tsx'
import { auditRoutes } from './pages/audit/routes.ts'
import { CrashPage } from './pages/problem/CrashPage.tsx'
import { MissingPage } from './pages/problem/MissingPage.tsx'

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

const rules = createRoute({
  getParentRoute: () => inside,
  path: '/rules',
  component: lazyRouteComponent(() => import('./pages/rules/RulesPage.tsx'), 'RulesPage'),
})

const drills = createRoute({
  getParentRoute: () => inside,
  path: '/drills',
  component: lazyRouteComponent(() => import('./pages/drills/DrillsPage.tsx'), 'DrillsPage'),
})

const connect = createRoute({
  getParentRoute: () => inside,
  path: '/connect',
  component: lazyRouteComponent(() => import('./pages/connect/ConnectPage.tsx'), 'ConnectPage'),
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

const spend = createRoute({
  getParentRoute: () => settings,
  path: '/spend',
  component: lazyRouteComponent(() => import('./pages/spend/SpendPage.tsx'), 'SpendPage'),
})

const retention = createRoute({
  getParentRoute: () => settings,
  path: '/retention',
  component: lazyRouteComponent(() => import('./pages/retention/RetentionPage.tsx'), 'RetentionPage'),
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

const backup = createRoute({
  getParentRoute: () => settings,
  path: '/backup',
  component: lazyRouteComponent(() => import('./pages/settings/BackupPage.tsx'), 'BackupPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    ...outside,
    inside.addChildren([
      overview,
      live,
      incidents,
      incident,
      alerts,
      controls,
      policies,
      rules,
      drills,
      auditRoutes,
      investigations,
      investigation,
      calls,
      connect,
      settings.addChildren([
        settingsHome,
        sites,
        site,
        notifications,
        rates,
        spend,
        retention,
        people,
        ownSignIn,
        ownSsoReturn,
        ownSessions,
        ownTokens,
        auditLog,
        backup,
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
