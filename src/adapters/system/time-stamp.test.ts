import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasOpenssl, startTsa, type TimeStampAuthority } from '../../../test/support/tsa.ts'
import { readStamp, stampRequest, tokenIn } from './time-stamp.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** As the authority of this address answers. */
async function ask(url: string, hash: Uint8Array): Promise<Buffer | null> {
  const request = stampRequest(hash)
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(request.body),
  })
  return tokenIn(new Uint8Array(await answer.arrayBuffer()), request)
}

describe.skipIf(!hasOpenssl)(`a time stamp${hasOpenssl ? '' : ' (SKIPPED: openssl is missing)'}`, () => {
  let tsa: TimeStampAuthority
  let other: TimeStampAuthority
  beforeAll(async () => {
    tsa = await startTsa()
    other = await startTsa()
  })
  afterAll(async () => {
    await tsa.close()
    await other.close()
  })

  it('is read: of what, when, by whom, and under whose root', async () => {
    const token = await ask(tsa.url, sha256('a'))
    const stamp = readStamp(token ?? Buffer.alloc(0), tsa.root)
    expect(Buffer.from(stamp?.sha256 ?? [])).toEqual(sha256('a'))
    expect(stamp).toMatchObject({ by: 'Test Stamps', signed: true, trusted: true })
    expect(Math.abs((stamp?.at ?? 0) - Date.now())).toBeLessThan(3_600_000)
    expect(readStamp(token ?? Buffer.alloc(0), other.root)).toMatchObject({ signed: true, trusted: false })
    expect(readStamp(token ?? Buffer.alloc(0), null)).toMatchObject({ signed: true, trusted: null })
  })

  it('is not taken for another question, nor when it is refused', async () => {
    tsa.mood = 'late'
    expect(await ask(tsa.url, sha256('b'))).toBeNull()
    tsa.mood = 'refusing'
    expect(await ask(tsa.url, sha256('b'))).toBeNull()
    tsa.mood = 'honest'
    expect(tokenIn(Buffer.from('not DER'), stampRequest(sha256('b')))).toBeNull()
  })

  it('does not hold with any bit of what it says changed: 2,000 of them', async () => {
    const token = (await ask(tsa.url, sha256('c'))) as Buffer
    const whole = readStamp(token, tsa.root)
    let wrong = 0
    let state = 7
    for (let n = 0; n < 2000; n++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const bit = Math.floor((state / 2 ** 32) * token.length * 8)
      const changed = Buffer.from(token)
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
      const stamp = readStamp(changed, tsa.root)
      // Some bytes of CMS are signed by nobody (versions, the order of certificates): what is said must be the same then.
      if (stamp?.signed && stamp.trusted && JSON.stringify(stamp) !== JSON.stringify(whole)) wrong++
    }
    expect(wrong).toBe(0)
  })

  it('holds with keys of elliptic curves too', async () => {
    const curve = await startTsa(['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'])
    const token = (await ask(curve.url, sha256('d'))) as Buffer
    expect(readStamp(token, curve.root)).toMatchObject({ signed: true, trusted: true })
    await curve.close()
  })

  it('is none by a certificate that is not made for it', async () => {
    const token = (await ask(tsa.url, sha256('e'))) as Buffer
    // timeStamping becomes another purpose: 1.3.6.1.5.5.7.3.8 → .3
    const usage = Buffer.from('06082b06010505070308', 'hex')
    const at = token.indexOf(usage)
    expect(at).toBeGreaterThan(0)
    const changed = Buffer.from(token)
    changed[at + usage.length - 1] = 3
    expect(readStamp(changed, tsa.root)).toMatchObject({ signed: false, by: '' })
  })
})
