import type { Scenario } from '../generate.ts'
import type { SimSecurityEvent } from '../model.ts'
import { createRng } from '../prng.ts'
import { cutLine, type Written } from './text.ts'
import { hexOf } from './uuid.ts'

const NAMES = {
  'sign-in': ['SuccessfulAuth', 'Informational', '1'],
  'admin-sign-in': ['SuccessfulAuth', 'Informational', '1'],
  'sign-in-failed': ['ChallengeResponseFailed', 'Error', '1'],
  'admin-sign-in-failed': ['InvalidPassword', 'Error', '2'],
  'unknown-account': ['InvalidAccountID', 'Error', '1'],
  challenge: ['ChallengeSent', 'Informational', '1'],
  refused: ['FailedACL', 'Error', '1'],
} as const

/** Asterisk's security log: local stamp in front, the event's own with offset. */
export function asteriskSecurity(scenario: Scenario, quirks: boolean): Written {
  const { seed, until } = scenario
  const rng = createRng(`${seed}/security`)
  const events = scenario.security.filter((event) => event.at < until)
  const lines = events.map((event, i) => line(event, i, scenario))
  const cut = quirks && rng.chance(0.3) ? cutLine(lines.at(-1) ?? '') : ''
  const banner = `[${scenario.world.zone.stamp(scenario.world.from)}.112] Asterisk 20.9.3 built by nobody @ buildd on a x86_64 running Linux on 2025-01-20 21:35:32 UTC`
  return {
    files: [{ name: 'security.log', text: `${[banner, ...lines].join('\n')}\n${cut}` }],
    ids: new Map(),
    rowIds: new Map(),
    rows: lines.length,
    duplicates: 0,
    exposureMicros: 0,
  }
}

function line(event: SimSecurityEvent, i: number, scenario: Scenario): string {
  const { zone } = scenario.world
  const stamp = `${zone.stamp(event.at)}.${String(event.at % 1000).padStart(3, '0')}`
  const minutes = zone.offset(event.at) / 60_000
  const offset = `${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}${String(Math.abs(minutes) % 60).padStart(2, '0')}`
  const [name, severity, version] = NAMES[event.kind]
  const port = 1024 + (i % 60_000)
  const session =
    event.service === 'AMI'
      ? `0x7f${hexOf(scenario.seed, i, 'ami', 10)}`
      : hexOf(scenario.seed, i, 'session', 20)
  const [local, protocol] =
    event.service === 'AMI' ? ['IPV4/TCP/192.0.2.1/5038', 'TCP'] : ['IPV4/UDP/192.0.2.1/5060', 'UDP']
  const extra =
    name === 'SuccessfulAuth'
      ? `,UsingPassword="${event.service === 'AMI' ? 0 : 1}"`
      : name === 'ChallengeSent'
        ? ',Challenge=""'
        : ''
  return `[${stamp}] SECURITY[7024] res_security_log.c: SecurityEvent="${name}",EventTV="${stamp.replace(' ', 'T')}${offset}",Severity="${severity}",Service="${event.service}",EventVersion="${version}",AccountID="${event.account}",SessionID="${session}",LocalAddress="${local}",RemoteAddress="IPV4/${protocol}/${event.ip}/${port}"${extra}`
}
