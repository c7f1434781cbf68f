import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as scenarios from '../../test/support/asterisk/scenarios.ts'

/** Several calls of phones, placed by one SIPp. */
export interface Calls {
  readonly to: string
  readonly from: string
  /** Account and password of each caller, in turn. */
  readonly callers: readonly (readonly [account: string, password: string])[]
  readonly dialled: string
  readonly count: number
  readonly perSecond: number
  /** Until the caller hangs up; null: until the PBX does. */
  readonly seconds: number | null
}

export interface Placed {
  readonly answered: number
  /** When a caller received BYE, UTC milliseconds. */
  readonly byes: readonly number[]
}

export interface Placing {
  readonly done: Promise<Placed>
  stop(): void
}

let ports = 0
/** Below those that the machine gives to whoever asks for none: another's may stand on all addresses. */
const nextPort = (): number => 10_000 + (ports++ % 20_000)

/** It could not even begin. */
const FATAL = 254

export function place(calls: Calls): Placing {
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-bench-sipp-'))
  const scenario = scenarios
    .call(401, calls.seconds === null ? 'pbx' : 'caller')
    .replaceAll('[user]', '[field0]')
    .replaceAll('[authentication]', '[field1]')
  writeFileSync(join(dir, 'scenario.xml'), scenario)
  writeFileSync(join(dir, 'callers.csv'), `SEQUENTIAL\n${calls.callers.map(lineOf).join('\n')}\n`)
  const args = [
    `${calls.to}:5060`,
    ['-sf', 'scenario.xml', '-inf', 'callers.csv', '-i', calls.from, '-ci', calls.from],
    ['-p', String(nextPort())],
    ['-key', 'dest', calls.dialled, '-key', 'to', calls.dialled, '-key', 'ua', 'Bench'],
    ['-m', String(calls.count), '-l', String(calls.count), '-r', String(calls.perSecond)],
    ['-d', String(Math.round((calls.seconds ?? 0) * 1000))],
    ['-nostdin', '-trace_msg', '-timeout', '600s'],
  ].flat()
  const child = spawn('sipp', args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr.on('data', (piece) => {
    words += piece
  })
  const done = once(child, 'close').then(([code]) => {
    if (Number(code) >= FATAL) throw new Error(`sipp: ${words.slice(0, 400)}`)
    const placed = readTrace(dir)
    rmSync(dir, { recursive: true, force: true })
    return placed
  })
  return { done, stop: () => child.kill('SIGKILL') }
}

const lineOf = ([account, password]: readonly [string, string]): string =>
  `${account};[authentication username=${account} password=${password}];`

/** The other side: answers all calls. */
export function answerAll(address: string): { stop(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-bench-sipp-'))
  writeFileSync(join(dir, 'scenario.xml'), scenarios.carrier)
  const args = [
    '-sf',
    'scenario.xml',
    '-i',
    address,
    '-p',
    '5060',
    '-ci',
    address,
    '-d',
    '20',
    '-nostdin',
    '-aa',
  ]
  const child: ChildProcess = spawn('sipp', args, { cwd: dir, stdio: 'ignore' })
  return {
    stop() {
      child.kill('SIGKILL')
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Messages stand behind a line of dashes with the machine's own clock. */
function readTrace(dir: string): Placed {
  const name = readdirSync(dir).find((file) => file.endsWith('_messages.log'))
  const trace = name ? readFileSync(join(dir, name), 'latin1') : ''
  const byes: number[] = []
  const answered = new Set<string>()
  for (const message of trace.split(/^-{20,} ?/m)) {
    if (!/message received|received \[/.test(message)) continue
    const id = /^Call-ID: (.*)$/im.exec(message)?.[1] ?? ''
    if (/^SIP\/2.0 200/m.test(message) && /^CSeq: \d+ INVITE/im.test(message)) answered.add(id)
    if (/^BYE /m.test(message))
      byes.push(
        Date.parse((/^(\d{4}-\d\d-\d\d)[\sT](\d\d:\d\d:\d\d\.\d{3})/.exec(message) ?? []).slice(1).join('T')),
      )
  }
  return { answered: answered.size, byes }
}
