import {
  IconActivity,
  IconAlertTriangle,
  IconFileSearch,
  IconLayoutDashboard,
  IconPhoneCall,
  IconSettings,
} from '@tabler/icons-react'

/** THE list of sections, in the order they are shown. Adding one is a line here and its route in router.tsx. */
export const sections = [
  { to: '/', title: 'Overview', Icon: IconLayoutDashboard },
  { to: '/live', title: 'Live', Icon: IconActivity },
  { to: '/incidents', title: 'Incidents', Icon: IconAlertTriangle },
  { to: '/investigations', title: 'Investigations', Icon: IconFileSearch },
  { to: '/calls', title: 'Calls', Icon: IconPhoneCall },
  { to: '/settings', title: 'Settings', Icon: IconSettings },
] as const
