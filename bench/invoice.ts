import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'

/** Sixty days with a change to summer time (8 March) in them. */
const START = Date.UTC(2026, 0, 12, 8)
const DAYS = 60
const SUMMER = Date.UTC(2026, 2, 8, 10)
const HEADER = 'line_id,start_time,from,to,duration_seconds,billed_seconds,amount,currency,description\n'
const DECK = `prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from
1,United States,0.0118,0,6,6,USD,
49,Germany,0.0325,0,60,60,USD,
252,Somalia,0.9350,0.02,30,6,USD,
`

/** What a clerk may get wrong, one line in a hundred each, and what thieves add. */
const CLASSES = [
  'provider-only',
  'pbx-only',
  'mis-rated',
  'over-duration',
  'duplicate',
  'rewritten-number',
  'currency',
  'credit',
] as const
type Class = (typeof CLASSES)[number] | 'matched'

export interface Billed {
  readonly calls: string
  readonly invoice: string
  readonly deck: string
  /** By line id, or by call id for calls the carrier forgot. */
  readonly truth: ReadonlyMap<string, Class>
}

/**
 * `rows` calls in a Master.csv (UTC) and the invoice for them: on the wall clock of Los Angeles, 41 seconds ahead with a
 * jitter of two, rounded to four decimals, lengths up to a second off, and every disturbance that `reconcile` knows.
 */
export async function billedCalls(rows: number): Promise<Billed> {
  const folder = new URL('../../bench/.data/', import.meta.url)
  await mkdir(folder, { recursive: true })
  const path = (name: string): string => new URL(`${name}-${rows}.csv`, folder).pathname
  const random = seeded(11)
  const truth = new Map<string, Class>()
  const calls = await writer(path('billed-calls'))
  const invoice = await writer(path('invoice'))
  const deck = await writer(path('invoice-deck'))
  await deck.add(DECK)
  await deck.end()
  await invoice.add(HEADER)
  for (let i = 0; i < rows; i++) {
    const kind: Class = random() < 0.08 ? (CLASSES[Math.floor(random() * 8)] as Class) : 'matched'
    const call = callOf(i, rows, random)
    if (kind !== 'provider-only') await calls.add(recordOf(call))
    if (kind === 'pbx-only') truth.set(call.id, kind)
    else await invoice.add(linesOf(call, kind, random, truth))
  }
  await calls.end()
  await invoice.end()
  return { calls: path('billed-calls'), invoice: path('invoice'), deck: path('invoice-deck'), truth }
}

interface BenchCall {
  readonly n: number
  readonly id: string
  readonly extension: number
  readonly to: string
  /** Seconds since 1970. */
  readonly start: number
  readonly ring: number
  readonly talk: number
}

function callOf(n: number, rows: number, random: () => number): BenchCall {
  const start = Math.floor(START / 1000 + (n / rows) * DAYS * 86_400 + random() * 3600)
  const r = random()
  const to =
    r < 0.9
      ? `1702${2_000_000 + Math.floor(random() * 90_000)}`
      : r < 0.98
        ? `4930${10_000_000 + Math.floor(random() * 9000)}`
        : `252611${100_000 + Math.floor(random() * 400)}`
  const extension = 1000 + Math.floor(random() * 400)
  const talk = 1 + Math.floor(-Math.log(1 - random()) * 160)
  return { n, id: `${start}.${n}`, extension, to, start, ring: 3 + Math.floor(random() * 25), talk }
}

function recordOf({ n, id, extension, to, start, ring, talk }: BenchCall): string {
  const dialled = to.startsWith('1') ? `9${to}` : `9011${to}`
  const end = start + ring + talk
  return (
    `"","${extension}","${dialled}","from-internal","""User ${extension}"" <${extension}>",` +
    `"PJSIP/${extension}-${n.toString(16).padStart(8, '0')}","PJSIP/carrier-${n.toString(16).padStart(8, '0')}","Dial",` +
    `"PJSIP/${dialled}@carrier,60","${stamp(start)}","${stamp(start + ring)}","${stamp(end)}",${ring + talk},${talk},` +
    `"ANSWERED","DOCUMENTATION","${id}","","","${id}",${n}\n`
  )
}

function linesOf(call: BenchCall, kind: Class, random: () => number, truth: Map<string, Class>): string {
  const id = `L${call.n}`
  const answered = call.start + call.ring
  const zone = answered * 1000 >= SUMMER ? -7 : -8
  const at = stamp(answered + zone * 3600 + 41 + Math.floor(random() * 5) - 2)
  const longer = kind === 'over-duration' ? 8 + Math.ceil(call.talk * random() * 0.2) : 0
  const seconds = call.talk + longer + (random() < 0.2 ? 1 : 0)
  const { billed, micros } = charge(call.to, seconds)
  const to = kind === 'rewritten-number' ? nationally(call.to) : call.to
  const amount = (kind === 'mis-rated' ? micros * 1.25 : micros) / 1_000_000
  const line = (name: string, money: number): string =>
    `${name},${at},17025550100,${to},${seconds},${billed},${money.toFixed(4)},${kind === 'currency' ? 'EUR' : 'USD'},Usage\n`
  truth.set(id, kind === 'duplicate' || kind === 'credit' ? 'matched' : kind)
  if (kind === 'duplicate') truth.set(`${id}D`, kind)
  if (kind === 'credit') truth.set(`${id}C`, kind)
  const more =
    kind === 'duplicate' ? line(`${id}D`, amount) : kind === 'credit' ? line(`${id}C`, -amount) : ''
  return line(id, amount) + more
}

const nationally = (to: string): string => (to.startsWith('1') ? to.slice(1) : `0${to.slice(2)}`)

function charge(to: string, seconds: number): { billed: number; micros: number } {
  const [rate, fee, first, next] = to.startsWith('1')
    ? [11_800, 0, 6, 6]
    : to.startsWith('49')
      ? [32_500, 0, 60, 60]
      : [935_000, 20_000, 30, 6]
  const billed = first + Math.ceil(Math.max(0, seconds - first) / next) * next
  return { billed, micros: fee + (billed * rate) / 60 }
}

async function writer(path: string): Promise<{ add(text: string): Promise<void>; end(): Promise<void> }> {
  const out = createWriteStream(path)
  let pending = ''
  return {
    async add(text) {
      pending += text
      if (pending.length < 1 << 20) return
      if (!out.write(pending)) await once(out, 'drain')
      pending = ''
    },
    async end() {
      out.end(pending)
      await once(out, 'finish')
    },
  }
}

const stamp = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')

/** mulberry32: the same calls in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
