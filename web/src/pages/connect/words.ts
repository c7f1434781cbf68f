import type { ControlView } from '#contract'

const names: Readonly<Record<ControlView['kind'], string>> = {
  hangup: 'Hang up calls',
  'bar-account': 'Bar an account',
  'rotate-secret': 'New secret for an account',
  'rotate-admin-secret': 'New secret for an administrator',
  'drop-contact': 'Drop registrations',
  'block-destination': 'Block numbers by how they begin',
  'block-international': 'Block international calls',
  'block-ip': 'Block an address',
  'shut-trunk': 'Shut a trunk',
  'port-down': 'Shut a switch port',
  'quarantine-port': 'Put a switch port into quarantine',
  'change-setting': 'Mend a setting',
}

/** Each control as what it does; one that came later has no name here yet. */
export const controlNames: Readonly<Record<string, string | undefined>> = names

/** Where the command line has an option the console has a field. */
const options: Readonly<Record<string, string>> = {
  '--cdr': 'File of call records',
  '--security-log': 'Security log',
  '--config-dir': 'Folder of its configuration',
  '--evapi HOST:PORT': 'Host of the event interface',
  '--acc postgres://…': 'Accounting database',
  '--uplink': 'Ports that are never touched',
}

/** A line of what is read, as the console says it. */
export const readWords = (line: string): string =>
  Object.entries(options)
    .reduce((text, [option, label]) => text.replaceAll(option, `“${label}”`), line)
    .replace(/^./, (first) => first.toUpperCase())
