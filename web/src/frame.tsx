import { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ApiProblem } from './api/client.ts'
import { enterPlace, sessionQuery } from './api/session.ts'
import { Shell } from './components/Shell.tsx'

// The frame of the console: its root, what a stranger can open, and the inside that asks who is there.

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
    },
  },
})

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

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

export const inside = createRoute({
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

/** What needs nobody to be signed in. */
export const outside = [setup, join, acknowledge, signIn, ssoReturn, apiReference]
