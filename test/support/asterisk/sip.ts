import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as scenarios from './scenarios.ts'

/** Where the SIP side of a test bed stands. */
export interface Exchange {
  readonly address: string
  /** 401 for Asterisk, 407 for a proxy. */
  readonly challenge?: number
}

export interface Caller {
  readonly account: string
  readonly password: string
  /** Address the phone sends from. */
  readonly from: string
  readonly port?: number
  readonly userAgent?: string
  /** Name in From, where it is another than the account that signs in. */
  readonly name?: string
  /** Number in To, where it is another than the one that is called: a caller may write there what he likes. */
  readonly to?: string
}

export interface Outcome {
  /** The scenario ran to its end: registered, or called and hung up by whom it was told. */
  readonly ok: boolean
  /** Status of the last final answer, 0 when there was none. */
  readonly status: number
  /** When BYE came from the other side, by SIPp's clock in UTC milliseconds; NaN when it did not. */
  readonly byeAt: number
}

export interface Running {
  /** Resolves once the call is answered; false when it ended before. */
  readonly answered: Promise<boolean>
  readonly done: Promise<Outcome>
  stop(): void
}

interface Sipp {
  readonly child: ChildProcess
  readonly dir: string
}

export const register = (exchange: Exchange, caller: Caller, expires = 300): Promise<Outcome> =>
  follow(
    sipp(exchange, caller, scenarios.register(exchange.challenge ?? 401), [
      ['-key', 'expires', String(expires)],
      ['-m', '1'],
    ]),
  ).done

/** Calls and hangs up after `seconds`; without it stays up until the PBX hangs up. */
export function call(exchange: Exchange, caller: Caller, to: string, seconds?: number): Running {
  const ending = seconds === undefined ? 'pbx' : 'caller'
  return follow(
    sipp(exchange, caller, scenarios.call(exchange.challenge ?? 401, ending), [
      ['-key', 'dest', to],
      ['-key', 'to', caller.to ?? to],
      ['-m', '1'],
      ['-d', String(Math.round((seconds ?? 0) * 1000))],
    ]),
  )
}

/** The carrier: takes every call after `ringMs`. */
export async function carrier(address: string, ringMs = 20): Promise<{ stop(): void }> {
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-sipp-'))
  writeFileSync(join(dir, 'scenario.xml'), scenarios.carrier)
  const args = ['-sf', 'scenario.xml', '-i', address, '-p', '5060', '-ci', address, '-d', String(ringMs)]
  const child = spawn('sipp', [...args, '-nostdin', '-aa'], { cwd: dir, stdio: 'ignore' })
  await sleep(300)
  return {
    stop() {
      child.kill('SIGKILL')
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

function sipp(
  { address }: Exchange,
  caller: Caller,
  scenario: string,
  extra: readonly (readonly string[])[],
): Sipp {
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-sipp-'))
  writeFileSync(join(dir, 'scenario.xml'), scenario)
  const args = [
    `${address}:5060`,
    ['-sf', 'scenario.xml'],
    ['-i', caller.from, '-p', String(caller.port ?? 5060 + Math.floor(Math.random() * 40_000))],
    ['-ci', caller.from],
    ['-au', caller.account, '-ap', caller.password],
    ['-key', 'user', caller.name ?? caller.account],
    ['-key', 'ua', caller.userAgent ?? 'Yealink SIP-T46S 66.86.0.15'],
    ['-nostdin', '-trace_msg', '-timeout', '120s', '-timeout_error'],
    ...extra,
  ].flat()
  return { dir, child: spawn('sipp', args, { cwd: dir, stdio: 'ignore' }) }
}

function follow({ child, dir }: Sipp): Running {
  const exit = once(child, 'exit') as Promise<[number | null]>
  const done = exit.then(([code]): Outcome => {
    const outcome = { ok: code === 0, ...readTrace(traceOf(dir)) }
    rmSync(dir, { recursive: true, force: true })
    return outcome
  })
  const answered = (async () => {
    while (child.exitCode === null && child.signalCode === null) {
      if (/^SIP\/2.0 200/m.test(traceOf(dir))) return true
      await sleep(20)
    }
    return (await done).status === 200
  })()
  return { answered, done, stop: () => child.kill('SIGKILL') }
}

function traceOf(dir: string): string {
  const name = existsSync(dir) ? readdirSync(dir).find((file) => file.endsWith('_messages.log')) : undefined
  return name ? readFileSync(join(dir, name), 'latin1') : ''
}

/** Each message stands behind a line `---- 2026-11-22 11:01:51.256645` in the machine's own zone. */
function readTrace(trace: string): Pick<Outcome, 'status' | 'byeAt'> {
  let status = 0
  let byeAt = Number.NaN
  for (const message of trace.split(/^-{20,} ?/m)) {
    const received = /message received|received \[/.test(message)
    const final = /^SIP\/2.0 ([2-6]\d\d)/m.exec(message)
    if (received && final && final[1] !== '401' && final[1] !== '407') status = Number(final[1])
    if (received && /^BYE /m.test(message))
      byeAt = Date.parse(
        (/^(\d{4}-\d\d-\d\d)[\sT](\d\d:\d\d:\d\d\.\d{3})/.exec(message) ?? []).slice(1).join('T'),
      )
  }
  return { status, byeAt }
}
