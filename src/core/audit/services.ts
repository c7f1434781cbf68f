import type { ServicePorts } from '#core/reach'

/** What a telephone system may have open, and where it listens. */
export type Service = ServicePorts

const tcp = (...ports: number[]) => ports.map((port) => ['tcp', port] as const)
const udp = (...ports: number[]) => ports.map((port) => ['udp', port] as const)

/** The control port of nobody: what lets it in lets everything in. */
const NOBODYS = 47_113

export const services: readonly Service[] = [
  { name: 'SIP', ports: [...udp(5060, 5160), ...tcp(5060, 5061, 5160, 5161)] },
  { name: 'administration web pages', ports: tcp(80, 443, 81, 83, 2443, 4443, 5001, 9090) },
  { name: 'Asterisk management', ports: tcp(5038) },
  { name: 'Asterisk web server', ports: tcp(8088, 8089) },
  { name: 'FreeSWITCH control', ports: tcp(8021, 8080, 8081, 8082, 5066, 7443) },
  { name: 'SSH, databases and SNMP', ports: [...tcp(22, 3306, 5432, 6379), ...udp(161)] },
  { name: 'provisioning', ports: [...udp(69), ...tcp(84, 1443)] },
  { name: 'everything', ports: [...tcp(NOBODYS), ...udp(NOBODYS)] },
]

const [sip, web, ami, http, control, machine, provisioning, everything] = services as [
  Service,
  Service,
  Service,
  Service,
  Service,
  Service,
  Service,
  Service,
]
const phone: Service = {
  name: 'web pages and signalling of phones',
  ports: [...tcp(22, 23, 80, 443, 5060, 5061), ...udp(5060)],
}
const office: Service = {
  name: 'file shares and remote desktops',
  ports: [...tcp(135, 139, 445, 389, 636, 3389, 5985), ...udp(137, 389)],
}
export const named = { sip, web, ami, http, control, machine, provisioning, everything, phone, office }
/** What zones are asked about each other. */
export const zoneServices: readonly Service[] = [...services, phone, office]
