import { existsSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { type Plain, startPlain } from '../support/kamailio/plain.ts'
import { probed } from '../support/probe/run.ts'

const MODULES = ['sl', 'pv', 'textops', 'siputils', 'auth']
  .map((name) => `loadmodule "${name}.so"`)
  .join('\n')
const guarded = `if (!pv_www_authenticate("office", "right", "0")) { www_challenge("office", "1"); exit; }`

let running: Plain | null = null
afterEach(async () => {
  await running?.stop()
  running = null
})

/** A Kamailio that answers OPTIONS, and does with everything else what the route says. */
async function kamailio(route: string): Promise<Plain> {
  running = await startPlain(
    (address) => `#!KAMAILIO
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
  return running
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
