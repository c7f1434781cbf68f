import { draft } from '../draft.ts'
import type { ConfigFile, Origin } from '../model.ts'
import type { Taking } from '../taking.ts'

const IS_IOS = /^(?:hostname \S+|interface (?:Gigabit|Fast|TwoGig|TenGig)\S+|switchport |vlan \d+)/m

/** The running configuration of a Cisco IOS switch: access ports, voice VLANs and protections of layer two. */
export function readSwitch(files: readonly ConfigFile[], to: Taking): ReadonlySet<string> {
  const own = files.filter(
    ({ text }) => /^interface \S*Ethernet/m.test(text) && IS_IOS.test(text) && /switchport/.test(text),
  )
  for (const file of own) readFile(file, to)
  return new Set(own.map(({ path }) => path))
}

interface Port {
  readonly name: string
  readonly at: Origin
  readonly lines: string[]
}

function readFile(file: ConfigFile, to: Taking): void {
  to.told.add('switch')
  const lines = file.text.split('\n')
  const ports = portsOf(file.path, lines)
  const access = ports.filter(
    ({ lines: own }) =>
      own.some((line) => /^switchport (?:mode access|access vlan|voice vlan)/.test(line)) &&
      !own.includes('shutdown'),
  )
  const name = /^hostname (\S+)/m.exec(file.text)?.[1] ?? file.path
  const it = draft('switch', name, {
    file: file.path,
    line: lines.findIndex((line) => line.startsWith('hostname')) + 1 || 1,
    text: `hostname ${name}`,
  })
  const voice = access.filter(({ lines: own }) =>
    own.some((line) => line.startsWith('switchport voice vlan')),
  )
  it.say('voicePorts', voice.length, voice[0]?.at)
  it.say('separatesVoice', voice.length > 0, voice[0]?.at ?? access[0]?.at)
  const mixed = voice.find(({ lines: own }) => vlanOf(own, 'voice') === vlanOf(own, 'access'))
  it.say('sameVlan', mixed !== undefined, mixed?.at)
  const snooping = lines.findIndex((line) => /^ip dhcp snooping vlan/.test(line))
  it.say('guardsDhcp', snooping >= 0, placeAt(file.path, lines, snooping))
  const arp = lines.findIndex((line) => /^ip arp inspection vlan/.test(line))
  it.say('guardsArp', arp >= 0, placeAt(file.path, lines, arp))
  const unguarded = voice.find(
    ({ lines: own }) => !own.some((line) => line.startsWith('switchport port-security')),
  )
  it.say('limitsDevices', unguarded === undefined, unguarded?.at)
  to.drafts.push(it)
}

function portsOf(file: string, lines: readonly string[]): Port[] {
  const ports: Port[] = []
  let current: Port | null = null
  lines.forEach((text, index) => {
    const name = /^interface (\S+)/.exec(text)?.[1]
    if (name !== undefined) {
      current = { name, at: { file, line: index + 1, text: text.trim() }, lines: [] }
      ports.push(current)
    } else if (/^\s/.test(text)) current?.lines.push(text.trim())
    else current = null
  })
  return ports
}

const vlanOf = (lines: readonly string[], kind: 'voice' | 'access'): string | undefined =>
  lines
    .map((line) => new RegExp(`^switchport ${kind} vlan (\\d+)`).exec(line)?.[1])
    .find((vlan) => vlan !== undefined)

const placeAt = (file: string, lines: readonly string[], index: number): Origin | null =>
  index < 0 ? null : { file, line: index + 1, text: (lines[index] ?? '').trim() }
