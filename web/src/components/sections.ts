import {
  IconActivity,
  IconAlertTriangle,
  IconBell,
  IconFileSearch,
  IconFlame,
  IconLayoutDashboard,
  IconPhoneCall,
  IconRadar2,
  IconRobot,
  IconSettings,
  IconShieldCheck,
  IconShieldLock,
} from '@tabler/icons-react'

/** THE list of sections, in the order they are shown. Adding one is a line here and its route in router.tsx. */
export const sections = [
  { to: '/', title: 'Overview', Icon: IconLayoutDashboard },
  { to: '/live', title: 'Live', Icon: IconActivity },
  { to: '/alerts', title: 'Alerts', Icon: IconBell },
  { to: '/incidents', title: 'Incidents', Icon: IconAlertTriangle },
  { to: '/controls', title: 'Controls', Icon: IconShieldLock },
  { to: '/investigations', title: 'Investigations', Icon: IconFileSearch },
  { to: '/calls', title: 'Calls', Icon: IconPhoneCall },
  { to: '/audit', title: 'Audit', Icon: IconShieldCheck },
  { to: '/policies', title: 'Policies', Icon: IconRobot },
  { to: '/rules', title: 'Rules', Icon: IconRadar2 },
  { to: '/drills', title: 'Drills', Icon: IconFlame },
  { to: '/settings', title: 'Settings', Icon: IconSettings },
] as const
