import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { readConfigFiles } from '../../src/adapters/system/config-files.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { audit } from '../../src/app/flows/audit.ts'
import { phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { probed } from '../support/probe/run.ts'

const own = { secret: phones['1001'] ?? '', to: '600' }

describe.skipIf(!hasAsterisk)('a real Asterisk', () => {
  let pbx: Pbx
  beforeAll(async () => {
    pbx = await startPbx()
  })
  afterAll(() => pbx.remove())

  it('with phones that need a secret is praised where it deserves it, and its open interfaces are named', async () => {
    const { of, verdict } = await probed(pbx.address, { call: own })
    for (const probe of ['P2', 'P3', 'P4', 'P5', 'P15'])
      expect([probe, verdict(probe)]).toEqual([probe, ['pass']])
    expect(of('P7')).toMatchObject([
      { verdict: 'fail', reason: expect.stringContaining('asterisk') },
      { check: 'PW-014', verdict: 'fail' },
    ])
    expect(of('P9').map(({ check, severity }) => [check, severity])).toEqual([
      ['FW-005', 'critical'],
      ['FW-007', 'high'],
    ])
  })
  it('is said the same of by its configuration as by its answers', async () => {
    const files = await readConfigFiles([`${pbx.dir}/etc`])
    const { findings } = audit(await readChecks(), { files }, sha1)
    const status = (check: string) => findings.find((each) => each.check === check)?.status
    const { of } = await probed(pbx.address, { only: ['P4', 'P7', 'P15'], call: own })
    // Strangers' calls, digest algorithms, strict RTP: each is read in a file and seen on the wire.
    expect([status('SIP-002'), of('P4')[0]?.verdict]).toEqual(['pass', 'pass'])
    expect([status('PW-014'), of('P7').find(({ check }) => check === 'PW-014')?.verdict]).toEqual([
      'fail',
      'fail',
    ])
    expect([status('SIP-012'), of('P15')[0]?.verdict]).toEqual(['pass', 'pass'])
  })
})

describe.skipIf(!hasAsterisk)(
  'a real Asterisk that lets strangers call, and media go where it comes from',
  () => {
    let pbx: Pbx
    beforeAll(async () => {
      pbx = await startPbx({
        files: (files) => ({
          ...files,
          'rtp.conf': '[general]\nrtpstart=20000\nrtpend=29999\nstrictrtp=no\n',
          'pjsip.conf': `${files['pjsip.conf']?.replace('[phone](!)\n', '[phone](!)\nrtp_symmetric=yes\n')}\n[anonymous]\ntype=endpoint\ncontext=public\ndisallow=all\nallow=ulaw\n`,
          'extensions.conf': `${files['extensions.conf']}\n[public]\nexten => _9011X.,1,Progress()\n same => n,Wait(5)\n`,
        }),
      })
    })
    afterAll(() => pbx.remove())

    it('is told so: a stranger reaches a number abroad, and hears the call of another', async () => {
      const { of } = await probed(pbx.address, { only: ['P4', 'P5', 'P15'], call: own })
      expect(of('P4')).toMatchObject([
        { verdict: 'fail', severity: 'high', reason: expect.stringContaining('404') },
      ])
      expect(of('P5')).toMatchObject([{ verdict: 'fail', severity: 'critical' }])
      expect(of('P15')).toMatchObject([{ verdict: 'fail', check: 'SIP-012' }])
    })
  },
)
