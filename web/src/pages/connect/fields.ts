import type { NewConnection } from '#contract'

export type SystemKind = NewConnection['kind']
export type Values = Readonly<Record<string, string>>

export interface Field {
  /** Where it stands in the settings, by dots. */
  readonly key: string
  readonly label: string
  readonly description?: string
  readonly placeholder?: string
  /** What stands there before anything is typed. */
  readonly usual?: string
  readonly as?: 'secret' | 'number' | 'switch' | 'list' | 'text-block'
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly optional?: true
  /** Wanted as soon as that other one is given. */
  readonly with?: string
}

interface System {
  readonly name: string
  /** What to prepare there. */
  readonly help: string
  readonly main: readonly Field[]
  readonly more: readonly Field[]
}

const ami: readonly Field[] = [
  { key: 'host', label: 'Address of the PBX', placeholder: '192.0.2.10' },
  { key: 'port', label: 'Manager port', as: 'number', usual: '5038' },
  { key: 'user', label: 'Manager user', placeholder: 'ringfence', description: 'From manager.conf' },
  { key: 'secret', label: 'Secret of the manager user', as: 'secret' },
]
const moreOfAsterisk: readonly Field[] = [
  { key: 'tls', label: 'The manager interface speaks TLS', as: 'switch', optional: true },
  {
    key: 'fingerprint',
    label: 'Fingerprint of its certificate',
    description: 'SHA-256; only when nobody signed it',
    optional: true,
  },
  {
    key: 'cdr',
    label: 'File of call records',
    description: 'On this server, to catch up on missed calls',
    placeholder: '/var/log/asterisk/cdr-csv/Master.csv',
    optional: true,
  },
  {
    key: 'securityLog',
    label: 'Security log',
    description: 'On this server, to catch up on sign-ins',
    placeholder: '/var/log/asterisk/security.log',
    optional: true,
  },
  {
    key: 'configDir',
    label: 'Folder of its configuration',
    description: 'On this server: changes are told, and it can be audited',
    placeholder: '/etc/asterisk',
    optional: true,
  },
  {
    key: 'ari.url',
    label: 'Address of the REST interface',
    placeholder: 'http://192.0.2.10:8088',
    optional: true,
  },
  { key: 'ari.user', label: 'User of the REST interface', with: 'ari.url' },
  { key: 'ari.secret', label: 'Secret of the REST interface', as: 'secret', with: 'ari.url' },
]
const choices = (...values: string[]): { value: string; label: string }[] =>
  values.map((value) => ({ value, label: value.toUpperCase() }))

/** THE list of what can be connected, with what each wants to know. */
export const systems: Readonly<Record<SystemKind, System>> = {
  asterisk: {
    name: 'Asterisk',
    help: 'Wants a user of the manager interface (AMI) that may come from this server.',
    main: ami,
    more: moreOfAsterisk,
  },
  freepbx: {
    name: 'FreePBX',
    help: 'Wants a manager user, and a database user that may read. FreePBX’s own settings are never changed.',
    main: [
      ...ami,
      {
        key: 'database.host',
        label: 'Address of its database',
        description: 'Or the path of its socket, on the same machine',
        placeholder: '192.0.2.10',
      },
      { key: 'database.user', label: 'Database user', description: 'One that may only read' },
      { key: 'database.secret', label: 'Password of the database user', as: 'secret' },
    ],
    more: [
      {
        key: 'database.port',
        label: 'Port of the database',
        as: 'number',
        placeholder: '3306',
        optional: true,
      },
      { key: 'database.name', label: 'Name of the database', placeholder: 'asterisk', optional: true },
      ...moreOfAsterisk,
    ],
  },
  kamailio: {
    name: 'Kamailio',
    help: 'Wants JSON-RPC over HTTP (jsonrpcs behind xhttp), open to this server alone.',
    main: [{ key: 'rpc', label: 'Address of its JSON-RPC', placeholder: 'http://192.0.2.10:8090/RPC' }],
    more: [
      {
        key: 'evapi.host',
        label: 'Host of the event interface',
        description: 'Module evapi: calls and sign-ins are told at once',
        optional: true,
      },
      {
        key: 'evapi.port',
        label: 'Port of the event interface',
        as: 'number',
        placeholder: '8448',
        with: 'evapi.host',
      },
      {
        key: 'acc',
        label: 'Accounting database',
        description: 'PostgreSQL of module acc, to catch up on missed calls; kept like a password',
        placeholder: 'postgres://user:password@192.0.2.10/kamailio',
        as: 'secret',
        optional: true,
      },
    ],
  },
  nftables: {
    name: 'Linux firewall (nftables)',
    help: 'Blocks addresses in a table of its own. Leave all empty for the firewall of this server.',
    main: [
      { key: 'ssh.host', label: 'Address of the firewall', placeholder: '192.0.2.1', optional: true },
      { key: 'ssh.user', label: 'SSH user', placeholder: 'fence', with: 'ssh.host' },
      {
        key: 'ssh.hostKey',
        label: 'Fingerprint of its host key',
        description: 'As ssh-keygen -lf prints it; no other host is talked to',
        placeholder: 'SHA256:…',
        with: 'ssh.host',
      },
      {
        key: 'ssh.keySecret',
        label: 'Private key',
        description: 'PEM or OpenSSH',
        as: 'text-block',
        with: 'ssh.host',
      },
    ],
    more: [
      { key: 'ssh.port', label: 'SSH port', as: 'number', placeholder: '22', optional: true },
      { key: 'netns', label: 'Network namespace', optional: true },
      { key: 'table', label: 'Table to work in', placeholder: 'inet:ringfence', optional: true },
    ],
  },
  switch: {
    name: 'Network switch (SNMPv3)',
    help: 'Wants an SNMPv3 user with authentication and encryption that may write.',
    main: [
      { key: 'host', label: 'Address of the switch', placeholder: '192.0.2.2' },
      { key: 'user', label: 'SNMPv3 user', placeholder: 'ringfence' },
      { key: 'authSecret', label: 'Authentication secret', as: 'secret' },
      { key: 'privSecret', label: 'Privacy secret', as: 'secret' },
      {
        key: 'uplinks',
        label: 'Ports that are never touched',
        description: 'Where other machines hang: apart by commas',
        placeholder: 'Gi1/0/48, Gi1/0/47',
        as: 'list',
        optional: true,
      },
      {
        key: 'quarantineVlan',
        label: 'Quarantine VLAN',
        description: 'Number of a VLAN where a port does no harm',
        as: 'number',
        optional: true,
      },
    ],
    more: [
      { key: 'port', label: 'SNMP port', as: 'number', placeholder: '161', optional: true },
      {
        key: 'auth',
        label: 'Authentication',
        choices: choices('sha256', 'sha', 'sha224', 'sha384', 'sha512'),
        optional: true,
      },
      { key: 'priv', label: 'Encryption', choices: choices('aes', 'aes256b', 'aes256r'), optional: true },
    ],
  },
  files: {
    name: 'A folder of call records (any other PBX)',
    help: 'For every PBX that writes its calls to files. Its calls are judged; nothing can be stopped through a folder.',
    main: [
      {
        key: 'dir',
        label: 'Folder',
        description: 'On this server, the whole path',
        placeholder: '/var/spool/cdr',
      },
    ],
    more: [],
  },
}

export const kindName = (kind: string): string => systems[kind as SystemKind]?.name ?? kind

export const isWanted = (field: Field, values: Values): boolean =>
  field.with === undefined ? field.optional !== true : (values[field.with] ?? '').trim() !== ''

export const textIn = ({ key, usual = '' }: Field, values: Values): string => values[key] ?? usual

/** The settings as the API wants them; what was left empty is left out. */
export function settingsOf(kind: SystemKind, values: Values): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  const { main, more } = systems[kind]
  for (const field of [...main, ...more]) {
    const text = textIn(field, values)
    // A secret may begin or end with a blank.
    const given = field.as === 'secret' || field.as === 'text-block' ? text : text.trim()
    if (given === '') continue
    const [first = '', second] = field.key.split('.')
    if (second === undefined) settings[first] = readValue(field, given)
    else settings[first] = { ...(settings[first] as object | undefined), [second]: readValue(field, given) }
  }
  return settings
}

function readValue({ as }: Field, text: string): unknown {
  if (as === 'number') return Number(text)
  if (as === 'switch') return text === 'yes'
  if (as === 'list') return text.split(/[\s,]+/).filter((part) => part !== '')
  return text
}
