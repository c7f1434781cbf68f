/** THE list of settings, in the order they are shown. Adding one is a line here and its route in router.tsx. */
export const settingsSections = [
  { to: '/settings/sites', title: 'Sites', permission: 'sites.read' },
  { to: '/settings/notifications', title: 'Notifications', permission: 'notices.read' },
  { to: '/settings/rates', title: 'Rates', permission: 'sites.read' },
  { to: '/settings/spend', title: 'Spend', permission: 'sites.read' },
  { to: '/settings/retention', title: 'Retention', permission: 'sites.read' },
  { to: '/settings/people', title: 'People', permission: 'people.read' },
  { to: '/settings/sign-in', title: 'Your sign-in', permission: null },
  { to: '/settings/sessions', title: 'Your sessions', permission: null },
  { to: '/settings/tokens', title: 'API tokens', permission: null },
  { to: '/settings/audit-log', title: 'Audit log', permission: 'ledger.read' },
  { to: '/settings/backup', title: 'Backup', permission: 'ledger.read' },
] as const
