import type { AmiLogin } from './ami-socket.ts'
import type { AsteriskSettings } from './settings.ts'

/** `PJSIP/1001-0000002a` → 1001 */
export const endpointOf = (channel: string): string => channel.replace(/^[^/]*\//, '').replace(/-[^-]*$/, '')

export const loginOf = (settings: AsteriskSettings, events: string): AmiLogin => ({
  host: settings.host,
  port: settings.port,
  tls: settings.tls,
  fingerprint: settings.fingerprint,
  user: settings.user,
  secret: settings.secret,
  otherSecret: settings.otherSecret,
  events,
  logs: settings.securityLog === undefined ? [] : [settings.securityLog],
})
