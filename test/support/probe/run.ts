import { type ProbeSetup, type ProbeVerdict, runProbes } from '#core/probe'
import { createWire } from '../../../src/adapters/probe/wire.ts'

/** Probes an address of the test bed. */
export async function probed(address: string, options: Partial<ProbeSetup> = {}) {
  const wire = createWire(address, { isOwned: (each) => each === address, dryRun: false })
  const setup: ProbeSetup = {
    address,
    account: '1001',
    call: null,
    expected: ['5060/udp'],
    mac: null,
    lockout: false,
    defaults: false,
    only: [],
    userAgent: 'Ringfence-selfaudit/0 (run test)',
    ...options,
  }
  const verdicts = await runProbes(setup, wire)
  const of = (probe: string): ProbeVerdict[] => verdicts.filter((each) => each.probe === probe)
  return {
    verdicts,
    of,
    packets: wire.packets,
    verdict: (probe: string) => of(probe).map(({ verdict }) => verdict),
  }
}
