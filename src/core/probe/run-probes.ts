import { probeChallenge, probeEnumeration, probeLockout, probeOpenSignIn } from './accounts.ts'
import { probeStrangersCall, probeTollPath } from './calls.ts'
import type { Bench, Said } from './door.ts'
import { type Answering, findDoors, judgeAmplification, judgeDoors, judgeMethods } from './doors.ts'
import { probeStrayMedia } from './media.ts'
import type { ProbeId, ProbeSetup, ProbeVerdict } from './model.ts'
import type { Wire } from './ports.ts'
import { probeAdministration, probeControl, probeDefaults, probeProvisioning, probeTls } from './services.ts'

type Probe = (
  bench: Bench,
  found: readonly Answering[],
) => Promise<Said | readonly Said[]> | Said | readonly Said[]

// In the order they are sent: what may lock this machine out comes last.
const PROBES: readonly (readonly [ProbeId, Probe])[] = [
  ['P1', ({ setup }, found) => judgeDoors(found, setup.expected)],
  ['P13', (_, found) => judgeAmplification(found)],
  ['P14', (_, found) => judgeMethods(found)],
  ['P3', probeOpenSignIn],
  ['P2', probeEnumeration],
  ['P7', probeChallenge],
  ['P4', probeStrangersCall],
  ['P5', probeTollPath],
  ['P8', probeTls],
  ['P9', probeControl],
  ['P10', probeAdministration],
  ['P12', probeProvisioning],
  ['P11', probeDefaults],
  ['P15', probeStrayMedia],
  ['P6', probeLockout],
]
// These need to know where signalling answers.
const SIGNALLING: readonly ProbeId[] = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P13', 'P14', 'P15']

/** Runs the probes asked for, one after the other, and says what the answers mean. */
export async function runProbes(setup: ProbeSetup, wire: Wire): Promise<ProbeVerdict[]> {
  const wanted = PROBES.filter(([id]) => setup.only.length === 0 || setup.only.includes(id))
  const blind: Bench = { wire, setup, signalling: null }
  const found = wanted.some(([id]) => SIGNALLING.includes(id)) ? await findDoors(blind) : []
  const [first] = found
  const bench: Bench = {
    ...blind,
    signalling: first ? { transport: first.transport, port: first.port } : null,
  }
  const doors: [number, number] = [0, wire.packets.length]
  const verdicts: ProbeVerdict[] = []
  for (const [probe, run] of wanted) {
    const start = wire.packets.length
    const said = [await run(bench, found)].flat()
    const packets = wire.packets.length > start ? ([start, wire.packets.length] as const) : doors
    for (const each of said) verdicts.push({ probe, ...each, packets })
  }
  return verdicts
}
