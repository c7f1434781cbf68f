import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'

const START = Date.UTC(2026, 0, 5)
const DAY = 86_400_000
const CALLS_OF_AN_EXTENSION = 2500

/**
 * A Master.csv of `rows` rows over sixty days: an extension for 2,500 of them (about forty a day), in office hours, a third of the calls internal, 1 % abroad
 * to each extension's few own contacts, and one weekend on which one extension is pumped.
 */
export function asteriskRecords(rows: number): Promise<string> {
  const random = seeded(7)
  return written(`master-${rows}.csv`, rows, (i) => rowOf(i, rows, random))
}

/** As many rows as accounts: each calls abroad once, within three days. */
export function manyAccounts(rows: number): Promise<string> {
  const random = mulberry(5)
  const places = ['4930', '33142', '25261', '37167', '5355', '8816', '447700', '3906', '234802', '92300']
  return written(`accounts-${rows}.csv`, rows, (i) => {
    const start = START / 1000 + Math.floor((i / rows) * 3 * 86_400)
    const account = 2_000_000 + i
    const dst = `9011${places[Math.floor(random() * places.length)]}${1_000_000 + Math.floor(random() * 8_999_999)}`
    const talk = Math.floor(random() * 300)
    const channels = `"PJSIP/${account}-${(2 * i).toString(16)}","PJSIP/carrier-${(2 * i + 1).toString(16)}"`
    return (
      `"","${account}","${dst}","from-internal","""User"" <${account}>",${channels},"Dial","PJSIP/${dst}@carrier,60",` +
      `"${stamp(start)}","${stamp(start + 5)}","${stamp(start + 5 + talk)}",${5 + talk},${talk},"ANSWERED",` +
      `"DOCUMENTATION","${start}.${i}","","","${start}.${i}",${i}\n`
    )
  })
}

const PREFIXES = 10_000
const SINCE = '2026-02-01T00:00:00Z'

/** A carrier's deck of 10,000 prefixes, a fifth of them with a new price from February on. */
export function rateDeck(): Promise<string> {
  const random = mulberry(11)
  const prefixes = new Set(['1', '1702', '17022', '49', '4930', '493011', '252', '25261'])
  while (prefixes.size < PREFIXES) {
    const digits = 1 + Math.floor(random() * 6)
    const first = String(1 + Math.floor(random() * 9))
    prefixes.add(first + String(Math.floor(random() * 10 ** digits)).padStart(digits, '0'))
  }
  const list = [...prefixes]
  const pick = (...from: number[]): number => from[Math.floor(random() * from.length)] as number
  const row = (prefix: string, since: string): string =>
    `${prefix},,${(Math.round(random() * 20_000) / 10_000).toFixed(4)},0,${pick(1, 30, 60)},${pick(1, 6, 60)},USD,${since}\n`
  const header =
    'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from\n'
  return written('deck.csv', PREFIXES, (i) => {
    const prefix = list[i] as string
    return (i === 0 ? header : '') + row(prefix, '') + (random() < 0.2 ? row(prefix, SINCE) : '')
  })
}

/** Written once, then reused. */
async function written(name: string, rows: number, rowAt: (i: number) => string): Promise<string> {
  const folder = new URL('../../bench/.data/', import.meta.url)
  await mkdir(folder, { recursive: true })
  const path = new URL(name, folder).pathname
  if (await stat(path).catch(() => null)) return path
  const out = createWriteStream(path)
  let text = ''
  for (let i = 0; i < rows; i++) {
    text += rowAt(i)
    if (text.length > 1 << 20) {
      if (!out.write(text)) await once(out, 'drain')
      text = ''
    }
  }
  out.end(text)
  await once(out, 'finish')
  return path
}

function rowOf(i: number, rows: number, random: () => number): string {
  const day = Math.floor((i / rows) * 60)
  const pumped = day === 47 && random() < 0.06
  const within = pumped ? random() * 6 : 8 + ((i / rows) * 60 - day) * 10
  const start = Math.floor((START + day * DAY + within * 3_600_000) / 1000)
  const extensions = Math.ceil(rows / CALLS_OF_AN_EXTENSION)
  const extension = pumped ? 1004 : 1000 + Math.floor(random() * extensions)
  const dst = dialled(extension, extensions, pumped, random)
  const answered = pumped ? random() < 0.9 : random() < 0.7
  const ring = 3 + Math.floor(random() * 20)
  const talk = answered ? Math.floor(pumped ? 900 + random() * 1800 : 1 - Math.log(1 - random()) * 140) : 0
  const channel = `PJSIP/${extension}-${(2 * i).toString(16).padStart(8, '0')}`
  const far = `PJSIP/${dst.length > 4 ? 'carrier' : dst}-${(2 * i + 1).toString(16).padStart(8, '0')}`
  const answer = answered ? `"${stamp(start + ring)}"` : ''
  return (
    `"","${extension}","${dst}","from-internal","""User ${extension}"" <${extension}>","${channel}","${far}","Dial",` +
    `"PJSIP/${dst}@carrier,60","${stamp(start)}",${answer},"${stamp(start + ring + talk)}",${ring + talk},${talk},` +
    `"${answered ? 'ANSWERED' : 'NO ANSWER'}","DOCUMENTATION","${start}.${i}","","","${start}.${i}",${i}\n`
  )
}

function dialled(extension: number, extensions: number, pumped: boolean, random: () => number): string {
  const r = random()
  if (pumped) return `9011252611${100_000 + Math.floor(random() * 40)}`
  if (r < 0.34) return String(1000 + Math.floor(random() * extensions))
  if (r < 0.35) return `901149301${extension}${Math.floor(random() * 3)}`
  return `91702${2_000_000 + Math.floor(random() * 60_000)}`
}

const stamp = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')

function seeded(seed: number): () => number {
  let s = seed
  return () => {
    s = (s * 1_103_515_245 + 12_345) & 0x7fffffff
    return s / 0x7fffffff
  }
}

/** mulberry32: the generator above comes round too soon for a thousand different prefixes. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
