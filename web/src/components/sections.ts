import {
  IconActivity,
  IconAlertTriangle,
  IconBell,
  IconFileSearch,
  IconFlame,
  IconLayoutDashboard,
  IconPhoneCall,
  IconPlugConnected,
  IconRadar2,
  IconRobot,
  IconSettings,
  IconShieldCheck,
  IconShieldLock,
} from '@tabler/icons-react'

/**
 * THE list of sections, in the order they are shown; `key` is the letter after `g` that goes there. Adding one is a line here and its
 * route in router.tsx.
 */
export const sections = [
  { to: '/', title: 'Overview', key: 'o', Icon: IconLayoutDashboard },
  { to: '/live', title: 'Live', key: 'l', Icon: IconActivity },
  { to: '/alerts', title: 'Alerts', key: 'a', Icon: IconBell },
  { to: '/incidents', title: 'Incidents', key: 'i', Icon: IconAlertTriangle },
  { to: '/controls', title: 'Controls', key: 'c', Icon: IconShieldLock },
  { to: '/investigations', title: 'Investigations', key: 'v', Icon: IconFileSearch },
  { to: '/calls', title: 'Calls', key: 'k', Icon: IconPhoneCall },
  { to: '/audit', title: 'Audit', key: 'u', Icon: IconShieldCheck },
  { to: '/policies', title: 'Policies', key: 'p', Icon: IconRobot },
  { to: '/rules', title: 'Rules', key: 'r', Icon: IconRadar2 },
  { to: '/drills', title: 'Drills', key: 'd', Icon: IconFlame },
  { to: '/connect', title: 'Connect', key: 'n', Icon: IconPlugConnected },
  { to: '/settings', title: 'Settings', key: 's', Icon: IconSettings },
] as const
