import type { Reconciled } from '#contract'
import { type Billed, billedCalls } from './invoice.ts'
import { best, measured } from './measured.ts'
import type { BenchRow } from './model.ts'

/**
 * A million invoice lines beside a million calls: ours from files to classes, beside DuckDB's load of the same files and
 * its join on number and time, which has to be told the time zone, the summer time and the skew that ours finds out.
 */
export async function run(): Promise<BenchRow[]> {
  const billed = await billedCalls(1_000_000)
  const ours = await best(() =>
    measured([
      'dist/faces/cli/main.js',
      'reconcile',
      '--invoice',
      billed.invoice,
      '--rates',
      billed.deck,
      billed.calls,
      ...['--country', 'US', '--timezone', 'UTC', '--json'],
    ]),
  )
  const theirs = await best(() =>
    measured(['--input-type=module', '-e', DUCKDB, billed.calls, billed.invoice]),
  )
  const area = 'reconcile'
  const peer = 'DuckDB: load, join by number and time'
  const ourClasses = classesOf(JSON.parse(ours.stdout) as Reconciled)
  const theirClasses = new Map(JSON.parse(theirs.stdout) as [string, string][])
  const row = (what: string, a: number, b: number, unit: string, higherIsBetter = false): BenchRow => ({
    area,
    what,
    ours: a,
    peer,
    theirs: b,
    unit,
    higherIsBetter,
  })
  return [
    row('1 M lines × 1 M calls, from files to classes', ours.seconds, theirs.seconds, 's'),
    row('the same, most memory', ours.megabytes, theirs.megabytes, 'MB'),
    row('the worst class, F1', worst(billed, ourClasses), worst(billed, theirClasses), '0-1', true),
  ]
}

function classesOf(result: Reconciled): Map<string, string> {
  return new Map([
    ...result.providerOnly.map((each) => [each.invoiceLine, 'provider-only'] as const),
    ...result.pbxOnly.map((each) => [each.callId, 'pbx-only'] as const),
    ...result.differences.map((each) => [each.invoiceLine, each.class] as const),
  ])
}

/** The least F1 of all classes. What is not listed is said to be matched. */
function worst({ truth }: Billed, found: ReadonlyMap<string, string>): number {
  const hits = new Map<string, { right: number; real: number; said: number }>()
  const of = (kind: string) => {
    const hit = hits.get(kind) ?? { right: 0, real: 0, said: 0 }
    hits.set(kind, hit)
    return hit
  }
  for (const [id, real] of truth) {
    const said = found.get(id) ?? 'matched'
    of(real).real++
    of(said).said++
    if (said === real) of(real).right++
  }
  for (const [id, said] of found) if (!truth.has(id)) of(said).said++
  return Math.min(...[...hits.values()].map(({ right, real, said }) => (2 * right) / (real + said)))
}

const DUCKDB = `
import { DuckDBInstance } from '@duckdb/node-api'
const db = await (await DuckDBInstance.create(':memory:')).connect()
const [calls, invoice] = process.argv.slice(1)
const names = ['accountcode','src','dst','dcontext','clid','channel','dstchannel','lastapp','lastdata','start_at','answer_at','end_at','duration','billsec','disposition','amaflags','uniqueid','userfield','peeraccount','linkedid','sequence']
await db.run("CREATE TABLE cdr AS SELECT uniqueid AS id, epoch(answer_at) AS at, billsec, CASE WHEN dst LIKE '9011%' THEN substr(dst, 5) ELSE substr(dst, 2) END AS e164 FROM read_csv('" + calls + "', header=false, names=[" + names.map((n) => "'" + n + "'") + "], types={'dst':'VARCHAR','answer_at':'TIMESTAMP','billsec':'INTEGER','uniqueid':'VARCHAR'})")
await db.run("CREATE TABLE bill AS SELECT line_id AS id, epoch(start_time) + CASE WHEN start_time >= TIMESTAMP '2026-03-08 03:00:00' THEN 7 ELSE 8 END * 3600 - 41 AS at, \\"to\\" AS e164, duration_seconds, billed_seconds, amount, currency FROM read_csv('" + invoice + "', types={'to':'VARCHAR','line_id':'VARCHAR','start_time':'TIMESTAMP','amount':'DECIMAL(18,4)'})")
await db.run("CREATE TABLE pair AS SELECT b.id, c.id AS call, c.billsec, c.e164, row_number() OVER (PARTITION BY b.id ORDER BY abs(b.at - c.at)) AS n, row_number() OVER (PARTITION BY c.id ORDER BY abs(b.at - c.at), b.id) AS m FROM bill b JOIN cdr c ON right(b.e164, 7) = right(c.e164, 7) AND b.at BETWEEN c.at - 120 AND c.at + 120 WHERE amount >= 0")
const rows = await db.runAndReadAll("WITH p AS (SELECT * FROM pair WHERE n = 1), priced AS (SELECT b.*, p.call, p.m, p.billsec, p.e164 AS callee, CASE WHEN p.e164 LIKE '1%' THEN 6 WHEN p.e164 LIKE '49%' THEN 60 ELSE 30 END AS first, CASE WHEN p.e164 LIKE '1%' THEN 6 WHEN p.e164 LIKE '49%' THEN 60 ELSE 6 END AS next, CASE WHEN p.e164 LIKE '1%' THEN 0.0118 WHEN p.e164 LIKE '49%' THEN 0.0325 ELSE 0.935 END AS rate, CASE WHEN p.e164 LIKE '252%' THEN 0.02 ELSE 0 END AS fee FROM bill b LEFT JOIN p ON p.id = b.id) SELECT id, CASE WHEN amount < 0 THEN 'credit' WHEN call IS NULL THEN 'provider-only' WHEN m > 1 THEN 'duplicate' WHEN currency <> 'USD' THEN 'currency' WHEN e164 <> callee THEN 'rewritten-number' WHEN duration_seconds > billsec + 2 THEN 'over-duration' WHEN abs(amount - (fee + billed_seconds * rate / 60)) > 0.0001 THEN 'mis-rated' ELSE 'matched' END AS class FROM priced UNION ALL SELECT id, 'pbx-only' FROM cdr WHERE id NOT IN (SELECT call FROM pair WHERE n = 1)")
process.stdout.write(JSON.stringify(rows.getRows().filter((r) => r[1] !== 'matched')))
`
