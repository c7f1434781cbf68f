import { best, bestInTurn, measured } from './measured.ts'
import type { BenchRow } from './model.ts'
import { asteriskRecords, manyAccounts, rateDeck } from './records.ts'

const SITE = ['--country', 'US', '--timezone', 'UTC']

/**
 * The whole main job on a file, in a process of its own, beside DuckDB's load and queries over the same file, with the
 * same rate deck: three of them, and with a fourth, the busiest hour of each caller by a window that slides. Both may use
 * every core. DuckDB finds no breach and no repeated row, and joins no legs.
 */
export async function run(): Promise<BenchRow[]> {
  const deck = await rateDeck()
  const million = await asteriskRecords(1_000_000)
  const [ours, theirs, withWindow] = await bestInTurn(
    () => investigate(million, deck),
    () => duckdb(million, deck),
    () => duckdb(million, deck, 'window'),
  )
  const verdict = JSON.parse(ours.stdout) as { verdict: string; accounts: { account: string }[] }
  if (verdict.verdict !== 'breach' || verdict.accounts[0]?.account !== '1004')
    throw new Error('the pumped extension was not found')
  const priced = await measured([MAIN, 'rate', million, '--rates', deck, ...SITE, '--json'])
  const { total } = JSON.parse(priced.stdout) as { total: { micros: number } }
  if (String(total.micros) !== theirs.stdout.trim())
    throw new Error(`the calls cost ${total.micros} here and ${theirs.stdout} there`)
  const large = await investigate(await asteriskRecords(10_000_000), deck)
  const made = await manyAccounts(1_000_000)
  const many = await best(() => investigate(made, deck))
  const peer = 'DuckDB: load, rate join, hours, concurrency'
  const tenfold = 'ten times our own 1 M'
  return [
    row('1 M rows to a verdict', 's', ours.seconds, peer, theirs.seconds),
    row('1 M rows to a verdict', 's', ours.seconds, `${peer}, sliding hour`, withWindow.seconds),
    row('1 M rows, core seconds', 's', ours.coreSeconds, peer, theirs.coreSeconds),
    row('1 M rows, core seconds', 's', ours.coreSeconds, `${peer}, sliding hour`, withWindow.coreSeconds),
    row('1 M rows, most memory', 'MB', ours.megabytes, peer, theirs.megabytes),
    row('10 M rows to a verdict', 's', large.seconds, tenfold, ours.seconds * 10),
    row('10 M rows, core seconds', 's', large.coreSeconds, tenfold, ours.coreSeconds * 10),
    row('10 M rows, most memory', 'MB', large.megabytes),
    row('1 M rows of as many accounts, to a verdict', 's', many.seconds, 'our own 1 M', ours.seconds),
    row('1 M rows of as many accounts, most memory', 'MB', many.megabytes),
  ]
}

const row = (
  what: string,
  unit: string,
  ours: number,
  peer: string | null = null,
  theirs: number | null = null,
): BenchRow => ({ area: 'investigate', what, ours, peer, theirs, unit, higherIsBetter: false })

const MAIN = 'dist/faces/cli/main.js'
const investigate = (file: string, deck: string) =>
  measured([MAIN, 'investigate', file, '--rates', deck, ...SITE, '--json'])
const duckdb = (file: string, deck: string, more = '') =>
  measured(['--input-type=module', '-e', DUCKDB, file, deck, more])

// The join is one hash join for each length of prefix, longest first, with a row's time of effect as a range: on
// starts_with it would be a nested loop, which takes minutes with a deck of this size. It prices to the micro-unit.
const DUCKDB = `
import { DuckDBInstance } from '@duckdb/node-api'
const db = await (await DuckDBInstance.create(':memory:')).connect()
const [, file, deck, more] = process.argv
const names = ['accountcode','src','dst','dcontext','clid','channel','dstchannel','lastapp','lastdata','start_at','answer_at','end_at','duration','billsec','disposition','amaflags','uniqueid','userfield','peeraccount','linkedid','sequence']
await db.run("CREATE TABLE cdr AS SELECT * FROM read_csv('" + file + "', header=false, names=[" + names.map((n) => "'" + n + "'") + "], types={'src':'VARCHAR','dst':'VARCHAR','start_at':'TIMESTAMP','answer_at':'TIMESTAMP','end_at':'TIMESTAMP','duration':'INTEGER','billsec':'INTEGER','uniqueid':'VARCHAR','linkedid':'VARCHAR'})")
await db.run("CREATE TABLE deck AS SELECT row_number() OVER () AS id, prefix, round(rate_per_minute * 1000000)::BIGINT AS rate, initial_increment AS first, recurring_increment AS next, coalesce(effective_from, '-infinity'::TIMESTAMP) AS since, lead(effective_from, 1, 'infinity'::TIMESTAMP) OVER (PARTITION BY prefix ORDER BY effective_from NULLS FIRST) AS until FROM read_csv('" + deck + "', header=true, types={'prefix':'VARCHAR','rate_per_minute':'DECIMAL(18,6)','initial_increment':'BIGINT','recurring_increment':'BIGINT','effective_from':'TIMESTAMP'})")
const lengths = (await db.runAndReadAll('SELECT DISTINCT length(prefix) FROM deck ORDER BY 1 DESC')).getRows().map(([n]) => Number(n))
const joins = lengths.map((n) => "LEFT JOIN deck d" + n + " ON d" + n + ".prefix = left(c.e164, " + n + ") AND c.at >= d" + n + ".since AND c.at < d" + n + ".until")
const total = await db.runAndReadAll("WITH c AS (SELECT billsec, coalesce(answer_at, start_at) AS at, CASE WHEN dst LIKE '9011%' THEN substr(dst, 5) WHEN dst LIKE '91%' THEN substr(dst, 2) END AS e164 FROM cdr WHERE billsec > 0), found AS (SELECT billsec, coalesce(" + lengths.map((n) => 'd' + n + '.id') + ") AS id FROM c " + joins.join(' ') + " WHERE e164 IS NOT NULL), billed AS (SELECT rate, CASE WHEN billsec <= first THEN first ELSE first + ((billsec - first + next - 1) // next) * next END AS s FROM found JOIN deck USING (id)) SELECT sum((2 * rate * s + 60) // 120)::VARCHAR FROM billed")
await db.runAndReadAll("SELECT src, date_trunc('hour', start_at) AS h, count(*), sum(billsec), count(DISTINCT dst) FROM cdr GROUP BY ALL ORDER BY 3 DESC LIMIT 10")
await db.runAndReadAll("WITH e AS (SELECT src, start_at AS t, 1 AS d FROM cdr UNION ALL SELECT src, end_at, -1 FROM cdr), c AS (SELECT src, sum(d) OVER (PARTITION BY src ORDER BY t, d ROWS UNBOUNDED PRECEDING) AS n FROM e) SELECT src, max(n) FROM c GROUP BY src ORDER BY 2 DESC LIMIT 10")
if (more) await db.runAndReadAll("SELECT src, max(s) FROM (SELECT src, sum(billsec) OVER (PARTITION BY src ORDER BY start_at RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW) AS s FROM cdr) GROUP BY src ORDER BY 2 DESC LIMIT 10")
console.log(total.getRows()[0][0])
`
