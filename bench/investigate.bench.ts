import { best, measured } from './measured.ts'
import type { BenchRow } from './model.ts'
import { asteriskRecords } from './records.ts'

const SITE = ['--country', 'US', '--timezone', 'UTC']

/** The whole main job on a file, in a process of its own, beside DuckDB's load and three queries over the same file. */
export async function run(): Promise<BenchRow[]> {
  const million = await asteriskRecords(1_000_000)
  const ours = await best(() => investigate(million))
  const theirs = await best(() => duckdb(million))
  const tenMillion = await asteriskRecords(10_000_000)
  const large = await investigate(tenMillion)
  const verdict = JSON.parse(ours.stdout) as { verdict: string; accounts: { account: string }[] }
  if (verdict.verdict !== 'breach' || verdict.accounts[0]?.account !== '1004')
    throw new Error('the pumped extension was not found')
  const area = 'investigate'
  const peer = 'DuckDB: load, rate join, hours, concurrency'
  return [
    {
      area,
      what: '1 M rows to a verdict',
      ours: ours.seconds,
      peer,
      theirs: theirs.seconds,
      unit: 's',
      higherIsBetter: false,
    },
    {
      area,
      what: '1 M rows, most memory',
      ours: ours.megabytes,
      peer,
      theirs: theirs.megabytes,
      unit: 'MB',
      higherIsBetter: false,
    },
    {
      area,
      what: '10 M rows to a verdict',
      ours: large.seconds,
      peer: 'ten times our own 1 M',
      theirs: ours.seconds * 10,
      unit: 's',
      higherIsBetter: false,
    },
    {
      area,
      what: '10 M rows, most memory',
      ours: large.megabytes,
      peer: null,
      theirs: null,
      unit: 'MB',
      higherIsBetter: false,
    },
  ]
}

const investigate = (file: string) =>
  measured(['dist/faces/cli/main.js', 'investigate', file, ...SITE, '--json'])
const duckdb = (file: string) => measured(['--input-type=module', '-e', DUCKDB, file])

const DUCKDB = `
import { DuckDBInstance } from '@duckdb/node-api'
const db = await (await DuckDBInstance.create(':memory:')).connect()
const file = process.argv[1]
const names = ['accountcode','src','dst','dcontext','clid','channel','dstchannel','lastapp','lastdata','start_at','answer_at','end_at','duration','billsec','disposition','amaflags','uniqueid','userfield','peeraccount','linkedid','sequence']
await db.run("CREATE TABLE cdr AS SELECT * FROM read_csv('" + file + "', header=false, names=[" + names.map((n) => "'" + n + "'") + "], types={'src':'VARCHAR','dst':'VARCHAR','start_at':'TIMESTAMP','answer_at':'TIMESTAMP','end_at':'TIMESTAMP','duration':'INTEGER','billsec':'INTEGER','uniqueid':'VARCHAR','linkedid':'VARCHAR'})")
await db.run("CREATE TABLE rate(prefix VARCHAR, per_minute DECIMAL(12,6))")
const prefixes = ['1','1702','44','447','49','4930','33','331','39','252','25261','371','386','53','220','240','232','94','960','216','213','86']
await db.run("INSERT INTO rate VALUES " + prefixes.map((p, i) => "('" + p + "'," + (0.01 + i / 50) + ")").join(','))
await db.runAndReadAll("WITH n AS (SELECT uniqueid, billsec, CASE WHEN dst LIKE '9011%' THEN substr(dst, 5) WHEN dst LIKE '91%' THEN substr(dst, 2) ELSE NULL END AS e164 FROM cdr), m AS (SELECT n.uniqueid, n.billsec, r.per_minute, row_number() OVER (PARTITION BY n.uniqueid ORDER BY length(r.prefix) DESC) AS best FROM n JOIN rate r ON starts_with(n.e164, r.prefix)) SELECT sum(billsec * per_minute / 60) FROM m WHERE best = 1")
await db.runAndReadAll("SELECT src, date_trunc('hour', start_at) AS h, count(*), sum(billsec), count(DISTINCT dst) FROM cdr GROUP BY ALL ORDER BY 3 DESC LIMIT 10")
await db.runAndReadAll("WITH e AS (SELECT src, start_at AS t, 1 AS d FROM cdr UNION ALL SELECT src, end_at, -1 FROM cdr), c AS (SELECT src, sum(d) OVER (PARTITION BY src ORDER BY t, d ROWS UNBOUNDED PRECEDING) AS n FROM e) SELECT src, max(n) FROM c GROUP BY src ORDER BY 2 DESC LIMIT 10")
`
