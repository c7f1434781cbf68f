import { generate, writeDialect } from '../support/scenario/index.ts'

export interface BigLog {
  readonly name: string
  readonly text: string
  readonly rows: number
  /** In the records: what is still up at their end stands in none. */
  readonly fraudCalls: number
  /** What the records call whoever was taken over: the account code of a department. */
  readonly account: string
  readonly country: string
  readonly timezone: string
}

/** Asterisk's Master.csv of 500 extensions in New York with at least `rows` rows, and one account taken over in it (A1). */
export function bigLog(rows: number, days: number): BigLog {
  const [country, timezone] = ['US', 'America/New_York']
  const scenario = generate({
    seed: 404,
    attack: 'A1',
    extensions: 500,
    days,
    country,
    timezone,
    history: true,
    ongoing: true,
  })
  const written = writeDialect(scenario, 'asterisk-csv')
  const [file] = written.files
  const [extension = ''] = scenario.truth.accounts
  const account =
    scenario.world.tenant.extensions.find(({ number }) => number === extension)?.code || extension
  if (!file || written.rows < rows) throw new Error(`${written.rows} rows, ${rows} wanted`)
  return {
    ...file,
    rows: written.rows,
    fraudCalls: [...written.ids.keys()].filter(({ fraud }) => fraud).length,
    account,
    country,
    timezone,
  }
}
