import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { readConfigFiles } from '../../src/adapters/system/config-files.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { audit } from '../../src/app/flows/audit.ts'
import { type Block, claimBlock } from '../support/loopback.ts'
import { probed } from '../support/probe/run.ts'

const MODULES = ['sl', 'pv', 'textops', 'siputils', 'auth']
  .map((name) => `loadmodule "${name}.so"`)
  .join('\n')
const guarded = `if (!pv_www_authenticate("office", "right", "0")) { www_challenge("office", "1"); exit; }`

let stop: (() => Promise<void>) | null = null
afterEach(async () => stop?.())

async function auditOf(file: string): Promise<Running['audited']> {
  const files = await readConfigFiles([file])
  const { findings } = audit(await readChecks(), { files }, sha1)
  return (id) => findings.find(({ check }) => check === id)?.status
}

interface Running {
  readonly address: string
  /** How the audit judges a check by the configuration it runs with. */
  audited(check: string): string | undefined
}

/** A Kamailio that answers OPTIONS, and does with everything else what the route says. */
async function kamailio(route: string): Promise<Running> {
  const block: Block = await claimBlock()
  const address = block.address(1)
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-kamailio-'))
  const file = join(dir, 'kamailio.cfg')
  writeFileSync(
    file,
    `#!KAMAILIO
children=1
log_stderror=no
listen=udp:${address}:5060
${MODULES}
modparam("auth", "nonce_count", 0)
modparam("auth", "qop", "auth")
request_route {
  if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
  if (is_method("ACK")) exit;
  ${route}
}
`,
  )
  const child = spawn(
    'kamailio',
    ['-f', file, '-Y', dir, '-P', join(dir, 'pid'), '-m', '16', '-M', '4', '-DD', '-E'],
    { stdio: 'ignore' },
  )
  stop = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
    block.release()
    rmSync(dir, { recursive: true, force: true })
    stop = null
  }
  for (let tries = 0; tries < 40; tries++) {
    const { of } = await probed(address, { only: ['P1'] })
    if (of('P1')[0]?.verdict !== 'quiet') return { address, audited: await auditOf(file) }
    await sleep(100)
  }
  throw new Error('Kamailio does not answer')
}

describe.skipIf(!existsSync('/usr/sbin/kamailio'))('a real Kamailio', () => {
  it('that challenges everybody is praised, by its answers and by its configuration', async () => {
    const { address, audited } = await kamailio(guarded)
    expect(audited('SIP-018')).toBe('pass')
    const { verdict, of } = await probed(address, { only: ['P1', 'P2', 'P3', 'P4', 'P5', 'P7'] })
    for (const probe of ['P2', 'P3', 'P4', 'P5']) expect([probe, verdict(probe)]).toEqual([probe, ['pass']])
    expect(of('P1')).toContainEqual(
      expect.objectContaining({ verdict: 'fail', reason: expect.stringMatching(/kamailio \(5/) }),
    )
    expect(of('P7').map(({ check, verdict: said }) => [check, said])).toEqual([
      [null, 'pass'],
      ['PW-014', 'fail'],
    ])
  })
  it('that serves anybody, as shipped, is told so, by its answers and by its configuration', async () => {
    const { address, audited } = await kamailio(
      'if (is_method("REGISTER")) sl_send_reply("200", "OK"); else sl_send_reply("404", "Not Found");',
    )
    expect(audited('SIP-018')).toBe('fail')
    const { of } = await probed(address, { only: ['P3', 'P4'] })
    expect(of('P3')).toMatchObject([{ verdict: 'fail', severity: 'critical' }])
    expect(of('P4')).toMatchObject([{ verdict: 'fail', severity: 'high' }])
  })
})
