// Run by the live tests as a process of its own, to be killed: opens the database of argv's data directory and schema.
//   hold          opens as the server and stays
//   visit         opens, counts sites, leaves
//   save N SIZE   saves N plain calls, SIZE at a time, and says so after each that was acknowledged

import { callStore } from '../../src/adapters/storage/calls.ts'
import { openDatabase } from '../../src/adapters/storage/open.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import { plainCalls } from '../support/calls.ts'

const [dataDir = '', schema = '', what = '', total = '0', size = '1'] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const role = what === 'hold' ? 'server' : 'visitor'
const database = await openDatabase({ bundled: bundledPostgres(dataDir), role, schema })
say('open')

if (what === 'visit') {
  const { rows } = await database.pool.query('SELECT count(*) AS sites FROM site')
  say(JSON.stringify(rows))
  await database.close()
}

if (what === 'save') {
  const store = callStore(database.pool)
  for (let first = 0; first < Number(total); first += Number(size)) {
    const act = { actor: 'system:test', action: 'calls.saved', subject: String(first), detail: {}, at: 0 }
    async function* calls() {
      for (let i = 0; i < Number(size); i += 2000) yield plainCalls(first + i, 2000)
    }
    await store.save({ customer: 'default', site: 'main' }, calls(), [], act)
    say(`acknowledged ${first + Number(size)}`)
  }
  await database.close()
}
