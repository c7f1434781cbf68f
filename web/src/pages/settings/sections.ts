/** THE list of the pages of settings. Adding one is a line here and its route in router.tsx. */
export const settingsSections = [
  { to: '/settings/people', title: 'People' },
  { to: '/settings/sign-in', title: 'Your sign-in' },
  { to: '/settings/sessions', title: 'Your sessions' },
] as const
