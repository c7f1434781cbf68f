/** What a telephone system may have open, and where it listens. */
export interface Service {
  readonly name: string
  readonly ports: readonly (readonly [proto: 'tcp' | 'udp', port: number])[]
}

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
