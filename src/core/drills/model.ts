import { z } from 'zod'
import type { SecurityEvent } from '#core/calls'
import { kinds } from '#core/kernel'

/** How long after the drill's beginning: "0s", "20m", "3d". */
const After = z.string().regex(/^\d+[smhd]$/)
/** Seconds, from and to: drawn evenly in between, the same every time. */
const Span = z.tuple([z.number().nonnegative(), z.number().nonnegative()])
/** Numbers in E.164. X: digits that count up, so that numbers follow one another; #: digits that are scattered. */
const Numbers = z.array(z.string().regex(/^\+\d+(X*|#*)$/)).min(1)

const Act = z.discriminatedUnion('do', [
  /** Sign-ins that fail, from one address or many; `finds`: the last one succeeds. */
  z.strictObject({
    do: z.literal('guess'),
    after: After,
    count: z.number().int().positive(),
    every: z.number().positive().describe('seconds'),
    accounts: z.number().int().positive(),
    addresses: z.number().int().positive().default(1),
    admin: z.boolean().default(false),
    finds: z.boolean().default(false),
  }),
  /** A sign-in that succeeds, from an address nobody knows. */
  z.strictObject({ do: z.literal('sign-in'), after: After, admin: z.boolean().default(false) }),
  /** One number tried behind one prefix after another. */
  z.strictObject({
    do: z.literal('scan'),
    after: After,
    every: z.number().positive().describe('seconds'),
    to: Numbers,
  }),
  /** Calls out: so many lanes at once, each dialling again after the gap, until it is over. */
  z.strictObject({
    do: z.literal('call'),
    after: After,
    lasts: After,
    lanes: z.number().int().positive().max(250),
    seconds: Span,
    gap: Span,
    to: Numbers,
    /** `forward`, `disa`: in by the trunk first. `new`: an account nobody knew. */
    by: z.enum(['victim', 'new', 'anonymous', 'staff']).default('victim'),
    via: z.enum(['direct', 'forward', 'disa']).default('direct'),
    /** Only while the site is open for business. */
    inHours: z.boolean().default(false),
  }),
  /** Calls in. */
  z.strictObject({
    do: z.literal('ring'),
    after: After,
    count: z.number().int().positive().max(20_000),
    every: z.number().positive().describe('seconds'),
    seconds: Span,
    ring: Span,
    from: Numbers,
    to: z.enum(['main', 'toll-free']).default('main'),
  }),
])

/** A simulated attack, as written in content/drills/<id>.yaml. */
export const Drill = z.strictObject({
  id: z.string().regex(/^A\d{1,2}$/),
  title: z.string(),
  kind: z.enum(kinds),
  /** What happens, for a person. */
  story: z.string(),
  /** By the site's clock: "fri 21:00". */
  begins: z.string().regex(/^(mon|tue|wed|thu|fri|sat|sun) \d\d:\d\d$/),
  /** Why calls and sign-ins cannot show it, and what does; then it is missed for that reason. */
  unseen: z.string().optional(),
  acts: z.array(Act).min(1),
})
export type Drill = z.output<typeof Drill>
export type DrillAct = Drill['acts'][number]

/** What a drill must know of a site to look like an attack on it. */
export interface DrillGround {
  /** Instant of the beginning, UTC milliseconds. */
  readonly begin: number
  readonly isOpen: (utc: number) => boolean
  /** Accounts people use here, the victim first. */
  readonly accounts: readonly string[]
  /** How a number abroad or at home is dialled here: E.164 digits to what the phone sends. */
  readonly dial: (e164: string) => string
  /** Whether a number is out of place here: abroad and not among those that are normal. */
  readonly isForeign: (e164: string) => boolean
  /** What callers from outside dial: the site's own number, and its toll-free one. */
  readonly main: string
  readonly tollFree: string
}

/** One call of a drill. Instants are UTC milliseconds. */
export interface DrillCall {
  readonly id: string
  readonly startedAt: number
  /** NaN when nobody answers. */
  readonly answeredAt: number
  readonly endedAt: number
  readonly direction: 'outbound' | 'inbound' | 'through'
  readonly entry: 'direct' | 'forward' | 'disa'
  readonly account: string
  readonly from: string
  readonly dialled: string
  /** E.164 digits of whom the site pays for; '' when it costs nothing. */
  readonly charged: string
  readonly sourceIp: string
}

export interface DrillScript {
  /** In order of time. */
  readonly signIns: readonly SecurityEvent[]
  /** In order of start. */
  readonly calls: readonly DrillCall[]
  /** The first act the PBX can see that only an attacker does: a stolen password that fits is none. */
  readonly firstAct: number
}
