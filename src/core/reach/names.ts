// Numbers behind the names that rule sets use: IANA protocols, ports and ICMP types.

const protocols: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  ipip: 4,
  ipencap: 4,
  tcp: 6,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  ahp: 51,
  icmpv6: 58,
  'ipv6-icmp': 58,
  icmp6: 58,
  eigrp: 88,
  ospf: 89,
  pim: 103,
  vrrp: 112,
  carp: 112,
  l2tp: 115,
  sctp: 132,
  udplite: 136,
}

const ports: Readonly<Record<string, number>> = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  dns: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  http: 80,
  www: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  ntp: 123,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap: 143,
  imap2: 143,
  snmp: 161,
  snmptrap: 162,
  'snmp-trap': 162,
  bgp: 179,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  isakmp: 500,
  syslog: 514,
  submission: 587,
  ldaps: 636,
  imaps: 993,
  pop3s: 995,
  openvpn: 1194,
  'ms-sql-s': 1433,
  l2tp: 1701,
  pptp: 1723,
  radius: 1812,
  'radius-acct': 1813,
  nfs: 2049,
  mysql: 3306,
  'ms-wbt-server': 3389,
  'ipsec-nat-t': 4500,
  'non500-isakmp': 4500,
  iax: 4569,
  mdns: 5353,
  sip: 5060,
  sips: 5061,
  'sip-tls': 5061,
  postgresql: 5432,
  'http-alt': 8080,
}

const icmpTypes: Readonly<Record<string, number>> = {
  'echo-reply': 0,
  pong: 0,
  'destination-unreachable': 3,
  'source-quench': 4,
  redirect: 5,
  'echo-request': 8,
  echo: 8,
  ping: 8,
  'router-advertisement': 9,
  'router-solicitation': 10,
  'time-exceeded': 11,
  'ttl-exceeded': 11,
  'parameter-problem': 12,
  'timestamp-request': 13,
  'timestamp-reply': 14,
  'info-request': 15,
  'info-reply': 16,
  'address-mask-request': 17,
  'address-mask-reply': 18,
}

const icmp6Types: Readonly<Record<string, number>> = {
  'destination-unreachable': 1,
  'packet-too-big': 2,
  'too-big': 2,
  'time-exceeded': 3,
  'ttl-exceeded': 3,
  'parameter-problem': 4,
  'echo-request': 128,
  'echo-reply': 129,
  'mld-listener-query': 130,
  'mld-listener-report': 131,
  'mld-listener-done': 132,
  'mld-listener-reduction': 132,
  'nd-router-solicit': 133,
  'router-solicitation': 133,
  'nd-router-advert': 134,
  'router-advertisement': 134,
  'nd-neighbor-solicit': 135,
  'neighbour-solicitation': 135,
  'neighbor-solicitation': 135,
  'nd-neighbor-advert': 136,
  'neighbour-advertisement': 136,
  'neighbor-advertisement': 136,
  'nd-redirect': 137,
  redirect: 137,
  'mld2-listener-report': 143,
}

const numberOf = (table: Readonly<Record<string, number>>, text: string, top: number): bigint | null => {
  const value = /^(0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : table[text.toLowerCase()]
  return value === undefined || value > top ? null : BigInt(value)
}

export const protocolNumber = (text: string): bigint | null => numberOf(protocols, text, 255)
export const portNumber = (text: string): bigint | null => numberOf(ports, text, 65_535)
export const icmpTypeNumber = (text: string, family: 4 | 6): bigint | null =>
  numberOf(family === 4 ? icmpTypes : icmp6Types, text, 255)

const protocolNames: Readonly<Record<string, string>> = {
  1: 'icmp',
  58: 'icmpv6',
  51: 'ah',
  4: 'ipip',
  112: 'vrrp',
}
export const protocolName = (value: bigint): string =>
  protocolNames[String(value)] ??
  Object.entries(protocols).find(([, number]) => BigInt(number) === value)?.[0] ??
  String(value)

/** Protocols that have ports. */
export const withPorts: readonly bigint[] = [6n, 17n, 33n, 132n, 136n]
