import { isAscii } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createIntake } from '#core/calls'
import { DomainError, type Zone, zoneOf } from '#core/kernel'
import { cdr, kernelOf, planFor, read } from './read.ts'
import { csvMap, specimens } from './specimens.ts'

/** RINGFENCE_FUZZ=200000 is the full run. */
const RUNS = Number(process.env['RINGFENCE_FUZZ'] ?? 6000)
const plan = planFor()
const zone = zoneOf('America/New_York') as Zone

/** A generator of its own with a fixed seed: a failure comes again with the same number. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const SEPARATORS = [
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  '\\"',
  '\n',
  '\r\n',
  '\0',
  '{',
  '}',
  '[',
  ']',
  '\u2028',
  '\ud800',
  '::',
  '-',
  '99999999999999999999',
  'NaN',
  "'",
  '<',
  '$(',
  '%',
  '%E0%A4%A',
]

function damage(text: string, random: (below: number) => number): string {
  let out = text
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(out.length + 1)
    const length = random(40)
    switch (random(7)) {
      case 0:
        out =
          out.slice(0, at) + String.fromCharCode(out.charCodeAt(at) ^ (1 << random(7))) + out.slice(at + 1)
        break
      case 1:
        out = out.slice(0, at)
        break
      case 2:
        out = out.slice(at)
        break
      case 3:
        out = out.slice(0, at) + out.slice(at + length)
        break
      case 4:
        out = out.slice(0, at) + out.slice(at, at + length).repeat(1 + random(5)) + out.slice(at)
        break
      case 5:
        out =
          out.slice(0, at) +
          (SEPARATORS[random(SEPARATORS.length)] as string).repeat(1 + random(3)) +
          out.slice(at)
        break
      default:
        out = out.slice(0, at) + out.slice(random(out.length + 1), random(out.length + 1)) + out.slice(at)
    }
  }
  return out
}

const kernel = kernelOf()
const beginning = Buffer.from(Array.from({ length: 300 }, (_, n) => cdr({ id: `1772800000.${n}` })).join(''))

describe('damaged files', () => {
  it(`${RUNS} of them crash nothing and make no impossible call`, { timeout: 3_600_000 }, () => {
    const random = createRandom(20_260_306)
    const outcome = { read: 0, refused: 0, calls: 0, rejects: 0 }
    let impossible = ''
    for (let run = 0; run < RUNS; run++) {
      const { format, text } = specimens[run % specimens.length] as (typeof specimens)[number]
      const damaged = damage(text, random)
      const intake = createIntake({
        plan,
        zone,
        map: csvMap,
        kernel,
        onCall(call) {
          outcome.calls++
          const sane =
            Number.isFinite(call.startedAt) &&
            call.billableSeconds >= 0 &&
            Number.isInteger(call.billableSeconds) &&
            call.id !== '' &&
            !(call.endedAt < call.startedAt)
          if (!sane && impossible === '') impossible = `run ${run}: ${JSON.stringify(call)}`
        },
        onSecurity: () => undefined,
        onReject: () => outcome.rejects++,
      })
      const file = intake.open('fuzz', format === 'csv' || random(3) === 0 ? format : undefined)
      try {
        const step = 1 + random(damaged.length + 1)
        // Every other one as bytes, as files are read that are ASCII; the kernel reads what follows their beginning.
        const asBytes = run % 2 === 0 && isAscii(Buffer.from(damaged))
        if (asBytes && format === 'asterisk-csv') file.pushBytes(beginning)
        for (let at = 0; at < damaged.length; at += step) {
          const piece = damaged.slice(at, at + step)
          if (asBytes) file.pushBytes(Buffer.from(piece))
          else file.push(piece)
        }
        file.end()
        outcome.read++
      } catch (error) {
        if (!(error instanceof DomainError))
          throw new Error(`run ${run}: ${String(error)}\n${JSON.stringify(damaged)}`, { cause: error })
        outcome.refused++
      }
      intake.finish()
    }
    expect(impossible).toBe('')
    expect(outcome.read + outcome.refused).toBe(RUNS)
    expect(outcome.calls).toBeGreaterThan(RUNS / 4)
  })
})

describe('the hostile list', () => {
  const codeOf = (text: string): string => {
    try {
      read(text)
      return 'read'
    } catch (error) {
      return error instanceof DomainError ? error.code : String(error)
    }
  }
  it.each([
    ['nothing', '', 'input-empty'],
    ['blank lines', '\n\n  \n', 'input-empty'],
    ['zeros', '\0'.repeat(5000), 'input-binary'],
    ['a picture', `\ufffdPNG\r\n\u001a\n\0\0\0\rIHDR\0\0${'\ufffd\u0001'.repeat(50)}`, 'input-binary'],
    ['a letter', 'Dear Sir or Madam,\nplease find attached\n', 'format-unrecognised'],
    ['a JSON of something else', '{"name":"ringfence","version":"1"}', 'format-unrecognised'],
  ])('%s is refused', (_, text, code) => expect(codeOf(text)).toBe(code))

  it('a recognised file of which no row can be used throws nothing', () => {
    const row =
      '"","1","2","c","","a/1-1","","Dial","","2026-03-06 21:04:11","","2026-03-06 21:04:11",-1,-1,"ANSWERED","x","1.1",""\n'
    expect(read(row.repeat(3)).counts).toMatchObject({ rows: 3, calls: 0, rejected: 3 })
  })

  it('200 MB without a line end are one reject and little memory', () => {
    const rejects: string[] = []
    const intake = createIntake({
      plan,
      zone,
      onCall: () => undefined,
      onSecurity: () => undefined,
      onReject: ({ reason }) => rejects.push(reason),
    })
    const file = intake.open('long', 'asterisk-csv')
    const piece = 'x'.repeat(65_536)
    for (let i = 0; i < 3200; i++) file.push(piece)
    file.end()
    expect(rejects).toEqual([expect.stringContaining('longer')])
  })

  it.each(specimens.map((s) => [s.format, s.text] as const))(
    'rows of %s that all share one id do not become quadratic',
    (format, text) => {
      const outcome = read(text.repeat(3000), { format, map: csvMap, step: 65_536 })
      expect(outcome.counts.files).toBe(1)
    },
  )
})
