import { describe, expect, it } from 'vitest'
import { type CdrFields, cdr, type Given, type Outcome, read } from './read.ts'

// Rows that are still bytes take a short way, everything odd the long one. Whichever way a row goes, it says the same.

type Random = (below: number) => number

function createRandom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pick = <T>(random: Random, ...from: readonly T[]): T => from[random(from.length)] as T
const stamp = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')

/** A day of a made-up site, the hour in which New York's clocks go back included: usual rows, and one of each quirk in eight. */
function rowOf(n: number, random: Random): string {
  const at = 1_793_490_000 + n * 4 + random(3)
  const extension = `1${100 + random(40)}`
  const dst = pick(
    random,
    `9011${4930}${random(900_000) + 100_000}`,
    `1${100 + random(40)}`,
    '917025550123',
    '+44207946000',
  )
  const talk = random(3) === 0 ? 0 : random(400)
  const usual: CdrFields = {
    src: extension,
    dst,
    channel: `PJSIP/${extension}-${n.toString(16)}`,
    toChannel: dst.length > 4 ? `PJSIP/carrier-${n.toString(16)}f` : `PJSIP/${dst}-${n.toString(16)}f`,
    data: pick(
      random,
      `PJSIP/${dst}@carrier,60`,
      `PJSIP/+49301234567@carrier,60,T`,
      'SIP/carrier/0049301234567',
      '',
    ),
    start: stamp(at - 5 * 3600),
    answer: talk === 0 ? '' : stamp(at - 5 * 3600 + 7),
    end: stamp(at - 5 * 3600 + 7 + talk),
    duration: talk + 7,
    billsec: talk,
    disposition: talk === 0 ? pick(random, 'NO ANSWER', 'BUSY', 'FAILED', 'CONGESTION') : 'ANSWERED',
    id: `${at}.${n}`,
    sequence: n,
  }
  return random(8) === 0 ? quirk(random, usual, n) : cdr(usual)
}

function quirk(random: Random, usual: CdrFields, n: number): string {
  const inbound = {
    src: '+493012345678',
    dst: '17025550100',
    context: 'from-trunk',
    channel: `PJSIP/carrier-${n}i`,
  }
  const more = pick<CdrFields>(
    random,
    { linkedId: `${Number(usual.id?.split('.')[0])}.${n - random(60)}` },
    { id: `${Number(usual.id?.split('.')[0])}.${n - 1}` },
    { toChannel: `Local/${usual.dst}@from-internal-${n};1` },
    { channel: `Local/${usual.dst}@from-internal-${n - 3};2` },
    { ...inbound, toChannel: `PJSIP/1101-${n}o`, data: 'PJSIP/1101' },
    { ...inbound, src: 'anonymous', dst: 's', toChannel: '' },
    { dst: '*97', app: 'VoiceMailMain', toChannel: '' },
    { clid: '"\\"Bob\\"" <1>' },
    { clid: 'a\nb' },
    { start: '06/03/2026 21:04:11' },
    { answer: '0000-00-00 00:00:00' },
    { duration: -1 },
    { billsec: '12.5' },
    { disposition: 'NO ANSWER', billsec: 30 },
    { duration: 99_999_999 },
    { src: '12345678901234567' },
    { channel: `DAHDI/i1/${usual.dst}-${n}`, account: 'sales "north"' },
    { account: 'sales', app: 'DISA' },
    { id: '' },
    { channel: '', src: '+493012345678', dst: '17025550100' },
    { start: '2026-02-30 10:00:00' },
    { id: `pbx-with-a-name-longer-than-any-other-in-town-${n}.${n}` },
    { dst: 'x\0y' },
  )
  const row = cdr({ ...usual, ...more }, pick(random, 21, 21, 21, 18, 16))
  return pick(random, row, row, row, row.replace('\n', '\r\n'), `${row}${row}`, `\n${row}`, row.slice(0, 70))
}

function fileOf(seed: number, rows: number): string {
  const random = createRandom(seed)
  let text = ''
  for (let n = 0; n < rows; n++) text += rowOf(n, random)
  return text
}

/** As text: a hundred thousand objects compare slowly. */
const plain = ({ calls, rejects, counts }: Outcome): string => JSON.stringify({ calls, rejects, counts })

function expectAlike(texts: readonly string[], given: Given, steps = [16_384, 524_288]): Outcome {
  const asText = read(texts, { ...given, step: 300_000 })
  let ahead = 0
  for (const step of steps)
    for (const bytes of [true, 'ahead'] as const) {
      const asBytes = read(texts, { ...given, bytes, step })
      ahead += asBytes.ahead
      expect(plain(asBytes) === plain(asText), `${bytes}, steps of ${step}`).toBe(true)
    }
  expect(ahead).toBeGreaterThan(0)
  return asText
}

describe('bytes and text', () => {
  it('are read alike, quirks, repeats and late legs included', () => {
    const files = [fileOf(1, 9000), fileOf(2, 3000), fileOf(1, 4000)]
    const { counts } = expectAlike(files, { site: { timezone: 'America/New_York' } })
    expect(counts.duplicates).toBeGreaterThan(3000)
    expect(counts.rejected).toBeGreaterThan(100)
    expect(counts.calls).toBeGreaterThan(10_000)
  })

  it('are read alike past the window that legs wait for each other', () => {
    const random = createRandom(3)
    const rows = Array.from({ length: 67_000 }, (_, n) => rowOf(n, random))
    // A leg of the first call comes back when that call is just about to leave, and when it has left.
    rows[65_500] = rows[0] as string
    rows[66_000] = rows[1] as string
    // A piece with a NUL in it goes as text: small ones, so that many have none.
    expectAlike([rows.join('')], {}, [16_384])
  }, 60_000)

  it('are read alike with more names than the kernel has room for', () => {
    const row = (n: number): string => {
      const name = `desk-${n}-of-a-house-with-very-many-telephones`
      return cdr({
        account: n % 7 === 0 ? `code ${n}` : '',
        src: String(10_000 + n),
        channel: `PJSIP/${name}-${n.toString(16)}`,
        toChannel: n % 3 === 0 ? `SIP/carrier-${n % 40}-${n}` : `IAX2/peer-${n % 9}-${n}`,
        id: `${1_772_831_051 + n}.${n}`,
        sequence: n,
      })
    }
    const text = Array.from({ length: 30_000 }, (_, n) => row(n)).join('')
    const { counts } = expectAlike([text], {}, [262_144])
    expect(counts).toMatchObject({ rows: 30_000, calls: 30_000 })
  }, 60_000)

  it('are read alike at the edges of what a stamp, a second or a number may be', () => {
    const stamps = [
      '1989-12-31 23:59:59',
      '1990-01-01 00:00:00',
      '2059-12-31 23:59:59',
      '2060-01-01 00:00:00',
    ]
    const odd = ['2024-02-29 10:00:00', '2025-02-29 10:00:00', '2026-13-01 10:00:00', '2026-01-01 24:00:00']
    const rows = [
      ...[...stamps, ...odd, '2026-01-01 10:00:60', '2026/01/02 03:04:05'].map((start) => ({ start })),
      ...['2592000', '2592001', '0', '', '-1', '7.5'].map((duration) => ({ duration, billsec: duration })),
      ...['', '+', '1', '123456789012345', '1234567890123456', '+49', '12a'].map((dst) => ({ dst })),
      // Where nothing was dialled the dial string is all there is.
      ...['901125261234567', ''].flatMap((dst) =>
        ['PJSIP/+4930@x', 'PJSIP/out/1234', 'SIP/out/12345', 'a:+491234567', 'x/+49123', ''].map((data) => ({
          dst,
          data,
        })),
      ),
      ...['PJSIP/', 'PJSIP/-1', 'SIP/a', 'PJ', 'Local/1@x-1;2', 'PJSIP/a-b-c-1', 'S'].map((channel) => ({
        channel,
      })),
      ...['ANSWERED', 'busy', 'Congestion', 'CANCEL', 'f', 'c', ''].map((disposition) => ({ disposition })),
    ]
    const text = rows.map((fields, n) => cdr({ id: `${1_772_831_051 + n}.${n}`, ...fields })).join('')
    const usual = Array.from({ length: 500 }, (_, n) => cdr({ id: `1772800000.${n}`, sequence: n })).join('')
    for (const crlf of [false, true]) {
      const all = usual + text + usual.replaceAll('1772800000', '1772900000')
      expectAlike([crlf ? all.replaceAll('\n', '\r\n') : all], {}, [3000, 524_288])
    }
  })

  it('are read alike by header and with another separator', () => {
    const header =
      'calldate;src;dst;channel;dstchannel;lastdata;duration;billsec;disposition;uniqueid;userfield\n'
    const row = (n: number): string =>
      `${stamp(1_772_831_051 + n)};1${100 + (n % 50)};9011493012${n};PJSIP/1${100 + (n % 50)}-${n};PJSIP/out-${n};;30;${n % 25};ANSWERED;${1_772_831_051 + n}.${n};${n % 3 === 0 ? `203.0.113.${n % 200}:5060` : 'x'}\n`
    const text = header + Array.from({ length: 3000 }, (_, n) => row(n)).join('')
    const { counts, calls } = expectAlike([text], {})
    expect(counts).toMatchObject({ rows: 3000, calls: 3000, rejected: 0 })
    expect(calls[3]?.sourceIp).toBe('203.0.113.3')
  })
})
