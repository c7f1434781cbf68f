import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'

const START = Date.UTC(2026, 0, 5)
const DAY = 86_400_000
const EXTENSIONS = 400

/**
 * A Master.csv of `rows` rows over sixty days: 400 extensions in office hours, a third of the calls internal, 1 % abroad
 * to each extension's few own contacts, and one weekend on which one extension is pumped. Written once, then reused.
 */
export async function asteriskRecords(rows: number): Promise<string> {
  const folder = new URL('../../bench/.data/', import.meta.url)
  await mkdir(folder, { recursive: true })
  const path = new URL(`master-${rows}.csv`, folder).pathname
  if (await stat(path).catch(() => null)) return path
  const random = seeded(7)
  const out = createWriteStream(path)
  let text = ''
  for (let i = 0; i < rows; i++) {
    text += rowOf(i, rows, random)
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
  const extension = pumped ? 1004 : 1000 + Math.floor(random() * EXTENSIONS)
  const dst = dialled(extension, pumped, random)
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

function dialled(extension: number, pumped: boolean, random: () => number): string {
  const r = random()
  if (pumped) return `9011252611${100_000 + Math.floor(random() * 40)}`
  if (r < 0.34) return String(1000 + Math.floor(random() * EXTENSIONS))
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
