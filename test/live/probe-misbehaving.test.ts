import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTls } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { type Block, claimBlock } from '../support/loopback.ts'
import { type Faults, misbehaving } from '../support/probe/misbehaving.ts'
import { probed } from '../support/probe/run.ts'

const open: { close(): void }[] = []
let block: Block | null = null
afterEach(() => {
  for (const each of open.splice(0)) each.close()
  block?.release()
})
const place = async (): Promise<string> => {
  block = await claimBlock()
  return block.address(1)
}
const listening = async (server: Server, port: number, address: string): Promise<void> => {
  open.push(server)
  server.listen(port, address)
  await once(server, 'listening')
}
const against = async (faults: Faults, only: string[], options = {}) => {
  const address = await place()
  const machine = await misbehaving(address, faults)
  open.push(machine)
  return { ...(await probed(address, { only: only as never, ...options })), methods: machine.methods }
}

describe('signalling', () => {
  it('that asks everybody for a secret is praised, and not taken for a broken tool', async () => {
    const { verdict, of } = await against({}, ['P1', 'P2', 'P3', 'P4', 'P5', 'P7', 'P13', 'P14'])
    for (const probe of ['P1', 'P2', 'P3', 'P4', 'P5', 'P7', 'P13', 'P14'])
      expect([probe, new Set(verdict(probe))]).toEqual([probe, new Set(['pass'])])
    expect(of('P2')[0]).toMatchObject({
      check: 'SIP-004',
      reason: expect.stringContaining('as it should be'),
    })
  })
  it('that tells accounts apart lets them be counted through', async () => {
    const { of } = await against({ leaks: true }, ['P2'])
    expect(of('P2')).toMatchObject([
      {
        verdict: 'fail',
        severity: 'high',
        reason: expect.stringMatching(/1001 is answered 401, an unknown one 404/),
      },
    ])
  })
  it('that lets an account in without a secret is critical', async () => {
    const { of } = await against({ open: true }, ['P3'])
    expect(of('P3')).toMatchObject([{ verdict: 'fail', severity: 'critical' }])
  })
  it('that rings, connects or knows a number for a stranger is told apart, and the call is taken back', async () => {
    const ringing = await against({ calls: 'ring' }, ['P5'])
    expect(ringing.of('P5')).toMatchObject([{ verdict: 'fail', severity: 'critical' }])
    expect(ringing.methods).toContain('CANCEL')
    const connected = await against({ calls: 'answer' }, ['P4'])
    expect(connected.of('P4')).toMatchObject([
      { verdict: 'fail', severity: 'critical', reason: expect.stringContaining('connected (200)') },
    ])
    await expect.poll(() => connected.methods.slice(-2)).toEqual(['ACK', 'BYE'])
    const missing = await against({ calls: 'missing' }, ['P4'])
    expect(missing.of('P4')).toMatchObject([
      { verdict: 'fail', severity: 'high', reason: expect.stringContaining('404') },
    ])
  })
  it('that gives the same nonce again, the shipped realm and MD5 alone is told so', async () => {
    const { of } = await against({ staticNonce: true, plain: true }, ['P7'])
    expect(of('P7')).toMatchObject([
      { verdict: 'fail', severity: 'high', reason: expect.stringMatching(/same nonce.*qop.*asterisk/) },
      { verdict: 'fail', check: 'PW-014' },
    ])
  })
  it('that bans is seen to ban, one that does not is seen not to, and neither is tried unasked', async () => {
    expect((await against({ bansAfter: 3 }, ['P6'], { lockout: true })).verdict('P6')).toEqual(['pass'])
    expect((await against({}, ['P6'], { lockout: true })).verdict('P6')).toEqual(['fail'])
    const unasked = await against({}, ['P6'])
    expect(unasked.verdict('P6')).toEqual(['not-tried'])
    expect(unasked.methods).not.toContain('REGISTER')
  })
  it('that is chatty tells its version, amplifies, and offers strangers REFER', async () => {
    const { of } = await against({ chatty: true }, ['P1', 'P13', 'P14'])
    expect(of('P1')).toContainEqual(
      expect.objectContaining({ verdict: 'fail', reason: expect.stringContaining('16.2.1') }),
    )
    expect(of('P13')).toMatchObject([{ verdict: 'fail', reason: expect.stringMatching(/times as large/) }])
    expect(of('P14')).toMatchObject([{ verdict: 'fail', reason: expect.stringContaining('REFER, MESSAGE') }])
  })
  it('that is silent proves nothing', async () => {
    const { verdicts } = await against({ silent: true }, ['P1', 'P2', 'P4', 'P7'])
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['quiet']))
  })
})

describe('what else listens', () => {
  it('is named: the management interface with its shipped password, pages of administrators', async () => {
    const address = await place()
    await listening(
      createServer((socket) => {
        socket.write('Asterisk Call Manager/9.0.0\r\n')
        socket.on('data', (text) =>
          socket.end(/amp111/.test(String(text)) ? 'Response: Success\r\n\r\n' : ''),
        )
        socket.on('error', () => undefined)
      }),
      5038,
      address,
    )
    await listening(
      createHttp((_, answer) =>
        answer.end('<title>FreePBX Administration</title><input name="p" type="password">'),
      ),
      80,
      address,
    )
    const { of, packets } = await probed(address, { only: ['P9', 'P10', 'P11'], defaults: true })
    expect(of('P9')).toMatchObject([{ verdict: 'fail', check: 'FW-005', severity: 'critical' }])
    expect(of('P10')).toMatchObject([{ verdict: 'fail', reason: expect.stringContaining('FreePBX') }])
    expect(of('P11')).toMatchObject([{ verdict: 'fail', severity: 'critical' }])
    expect(JSON.stringify(packets)).not.toContain('amp111')
  })
  it('hands out the file of a phone by HTTP and TFTP, and the log keeps none of its secrets', async () => {
    const address = await place()
    const file = 'account.1.password = not-to-be-kept\n'
    await listening(
      createHttp((request, answer) => {
        if (request.url === '/001565aabbcc.cfg') answer.end(file)
        else answer.writeHead(404).end()
      }),
      80,
      address,
    )
    const tftp = createSocket('udp4')
    open.push(tftp)
    tftp.on('message', (_, from) =>
      tftp.send(Buffer.concat([Buffer.from([0, 3, 0, 1]), Buffer.from(file)]), from.port, from.address),
    )
    tftp.bind(69, address)
    await once(tftp, 'listening')
    const { of, packets } = await probed(address, { only: ['P12'], mac: '00:15:65:AA:BB:CC' })
    expect(of('P12').map(({ reason }) => /account\.1\.password/.test(reason))).toEqual([true, true])
    expect(JSON.stringify([of('P12'), packets])).not.toContain('not-to-be-kept')
  })
  it('speaks TLS of old versions with a certificate nobody can check', async () => {
    const address = await place()
    const dir = mkdtempSync(join(tmpdir(), 'ringfence-tls-'))
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:1024',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-days',
        '5',
        '-subj',
        '/CN=pbx',
      ],
      { stdio: 'ignore' },
    )
    const server = createTls(
      { key: readFileSync(key), cert: readFileSync(cert), minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' },
      (socket) => socket.on('error', () => undefined),
    )
    server.on('tlsClientError', () => undefined)
    await listening(server, 5061, address)
    const { of } = await probed(address, { only: ['P8'] })
    expect(of('P8')).toMatchObject([{ verdict: 'fail', check: 'SIP-010' }])
    for (const fault of ['TLSv1', 'nobody can check', 'ends in', '1024 bits'])
      expect(of('P8')[0]?.reason).toContain(fault)
    rmSync(dir, { recursive: true })
  })
  it('is nothing on a machine where nothing listens', async () => {
    const { verdict } = await probed(await place(), { only: ['P8', 'P9', 'P10', 'P12'], mac: '001565aabbcc' })
    expect(['P8', 'P9', 'P10', 'P12'].map((probe) => verdict(probe))).toEqual([
      ['quiet'],
      ['pass'],
      ['pass'],
      ['pass'],
    ])
  })
})

describe('the wire', () => {
  it('sends no more than five packets a second, and names itself and the run in each request', async () => {
    const { packets } = await against({}, ['P2'])
    const sent = packets.filter(({ way }) => way === 'sent')
    for (let n = 5; n < sent.length; n++)
      expect((sent[n]?.at ?? 0) - (sent[n - 5]?.at ?? 0)).toBeGreaterThanOrEqual(950)
    for (const { text } of sent) expect(text).toContain('User-Agent: Ringfence-selfaudit/')
  })
})
