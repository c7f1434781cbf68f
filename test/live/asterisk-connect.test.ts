import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import type { CheckReport } from '../../src/adapters/connectors/kit.ts'
import { managers } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'

const tools = {
  now: Date.now,
  random: () => '',
  saveSettings: async () => undefined,
  cursor: { read: async () => '', write: async () => undefined },
}

describe.skipIf(!hasAsterisk)('connecting to a real Asterisk', () => {
  let pbx: Pbx
  let fingerprint = ''

  const check = async (given: Record<string, unknown>): Promise<CheckReport> => {
    const connection = asterisk.open(
      asterisk.parse({
        host: pbx.address,
        port: 5038,
        user: 'all',
        secret: managers['all']?.secret,
        ...given,
      }),
      tools,
    )
    try {
      return await connection.check()
    } finally {
      await connection.close()
    }
  }
  const reason = (given: Record<string, unknown>) =>
    check(given).then(
      () => null,
      (error) => ({ code: error.code, text: `${error.message} ${error.remedy}` }),
    )

  beforeAll(async () => {
    pbx = await startPbx({
      files: (files) => {
        const key = join(tmpdir(), `ringfence-tls-${process.pid}`)
        execFileSync(
          'openssl',
          [
            'req',
            '-x509',
            '-newkey',
            'rsa:2048',
            '-nodes',
            '-days',
            '2',
            '-subj',
            '/CN=pbx',
            '-keyout',
            key,
            '-out',
            `${key}.pem`,
          ],
          { stdio: 'ignore' },
        )
        fingerprint = execFileSync('openssl', [
          'x509',
          '-in',
          `${key}.pem`,
          '-noout',
          '-fingerprint',
          '-sha256',
        ])
          .toString()
          .replace(/^.*=/, '')
          .trim()
        const address = /^bindaddr=(.*)$/m.exec(files['manager.conf'] ?? '')?.[1]
        return {
          ...files,
          'manager.conf': (files['manager.conf'] ?? '').replace(
            '[general]\n',
            `[general]\ntlsenable=yes\ntlsbindaddr=${address}:5039\ntlscertfile=${key}.pem\ntlsprivatekey=${key}\n`,
          ),
        }
      },
    })
  })
  afterAll(() => pbx.remove())

  it('gives each way to fail its own code and remedy, and never the secret', async () => {
    const log = join(pbx.dir, 'log/security.log')
    const failures = {
      'ami-port-closed': { port: 5099 },
      'ami-not-spoken': { port: 8088 },
      'ami-tls-wanted': { port: 5039 },
      'ami-tls-not-spoken': { tls: true },
      'ami-certificate-untrusted': { tls: true, port: 5039 },
      'ami-secret-wrong': { secret: 'not-the-secret', securityLog: log },
      'ami-user-unknown': { user: 'nobody', securityLog: log },
      'ami-address-refused': { user: 'elsewhere', secret: 'right-but-elsewhere', securityLog: log },
      'ami-login-refused': { secret: 'not-the-secret' },
    }
    for (const [code, given] of Object.entries(failures)) {
      const found = await reason(given)
      expect(found?.code).toBe(code)
      expect(found?.text).not.toMatch(/not-the-secret|right-but-elsewhere|may-do-everything/)
    }
    expect(await reason({ tls: true, port: 5039, fingerprint })).toBeNull()
    expect((await reason({ tls: true, port: 5039, fingerprint: 'ab'.repeat(32) }))?.code).toBe(
      'ami-certificate-untrusted',
    )
  }, 60_000)

  it('tells a silent port from AMI', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as { port: number }
    expect((await reason({ host: '127.0.0.1', port }))?.code).toBe('ami-not-spoken')
    silent.close()
  })

  it('lists truthfully what a reader can do on a stock PBX: nothing, and what to paste', async () => {
    const report = await check({ user: 'reader', secret: managers['reader']?.secret })
    expect(report.capabilities.filter(({ available }) => available)).toEqual([])
    expect(report.capabilities.every(({ missing, how }) => missing || how)).toBe(true)
    expect(report.paste).toMatch(
      /write=system,call,reporting[\s\S]*acl=astdb,ps_acls[\s\S]*\[ringfence-guard\]/,
    )
  })

  it('names what is missing for the least-privilege user, and nothing for one who may do all', async () => {
    const user = 'ringfence'
    const some = await check({ user, secret: managers[user]?.secret })
    expect(some.capabilities.filter(({ available }) => available).map(({ control }) => control)).toEqual([
      'hangup',
      'drop-contact',
    ])
    expect(some.paste).not.toContain('manager.conf')
    const all = await check({})
    expect(all.product).toMatch(/^Asterisk 22\./)
    expect(all.capabilities.filter(({ available }) => !available)).toEqual([])
    expect(all.paste).toBe('')
    expect(readFileSync(join(pbx.dir, 'etc/extensions.conf'), 'utf8')).not.toContain('ringfence')
  })
})
