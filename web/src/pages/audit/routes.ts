import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from '../../frame.tsx'

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: (search: Record<string, unknown>): { audit?: string } =>
    typeof search['audit'] === 'string' && search['audit'] !== '' ? { audit: search['audit'] } : {},
  component: lazyRouteComponent(() => import('./AuditPage.tsx'), 'AuditPage'),
})

const posture = createRoute({
  getParentRoute: () => audit,
  path: '/',
  component: lazyRouteComponent(() => import('./PosturePage.tsx'), 'PosturePage'),
})

const findings = createRoute({
  getParentRoute: () => audit,
  path: '/findings',
  validateSearch: (
    search: Record<string, unknown>,
  ): { area?: string; status?: string; severity?: string } => {
    const pick = (key: string) => (typeof search[key] === 'string' ? { [key]: search[key] } : {})
    return { ...pick('area'), ...pick('status'), ...pick('severity') }
  },
  component: lazyRouteComponent(() => import('./FindingsPage.tsx'), 'FindingsPage'),
})

const finding = createRoute({
  getParentRoute: () => audit,
  path: '/findings/$check',
  component: lazyRouteComponent(() => import('./FindingPage.tsx'), 'FindingPage'),
})

const reach = createRoute({
  getParentRoute: () => audit,
  path: '/reach',
  component: lazyRouteComponent(() => import('./ReachPage.tsx'), 'ReachPage'),
})

const devices = createRoute({
  getParentRoute: () => audit,
  path: '/devices',
  component: lazyRouteComponent(() => import('./DevicesPage.tsx'), 'DevicesPage'),
})

const newAudit = createRoute({
  getParentRoute: () => audit,
  path: '/new',
  component: lazyRouteComponent(() => import('./NewAuditPage.tsx'), 'NewAuditPage'),
})

export const auditRoutes = audit.addChildren([posture, findings, finding, reach, devices, newAudit])
