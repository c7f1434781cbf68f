// FreePBX: its Asterisk, with what FreePBX keeps in its database. Controls go where FreePBX never writes: the database of Asterisk, and
// the files named …_custom.conf.
// In: address, user and secret of the manager interface and of the database. Out: a connection with calls, actuator and inspector.
// docs/guides/freepbx.md says what to prepare.
import { openAsterisk } from '../asterisk/index.ts'
import { type CheckReport, type Connector, createRecent } from '../kit.ts'
import { type CallRecords, createCallRecords } from './cdr.ts'
import { createDatabase } from './database.ts'
import { FreepbxSettings } from './settings.ts'
import { filesOf, isOn, readTold, type Told } from './told.ts'

const TOLD_MS = 5000

export const freepbx: Connector = {
  kind: 'freepbx',
  parse: (settings) => FreepbxSettings.parse(settings),
  open(given, tools) {
    const { database: at, ...settings } = FreepbxSettings.parse(given)
    const database = createDatabase(at)
    const told = createRecent(() => readTold(database), TOLD_MS, tools.now)
    const records = createCallRecords(database)
    const place = `freepbx-${settings.host}`
    const pbx = openAsterisk(
      settings,
      { ...tools, saveSettings: (next) => tools.saveSettings({ ...next, database: at }) },
      {
        dialPlan: 'extensions_custom.conf',
        pjsip: 'pjsip_custom.conf',
        managers: 'manager_custom.conf',
        generated: true,
        // Without its database a PBX is contained all the same.
        lines: () => told.read().then(linesOf, () => new Set()),
        more: async () => filesOf(await told.read(), place),
        ofCalls: records,
      },
    )
    return {
      ...pbx,
      ...(pbx.inspector ? { inspector: { ...pbx.inspector, name: `FreePBX ${settings.host}` } } : {}),
      async check() {
        const found = await told.read()
        const report = withDatabase(await pbx.check(), found, at.name)
        return settings.cdr === undefined ? withRecords(report, records) : report
      },
      async close() {
        await pbx.close()
        await database.close()
      },
    }
  },
}

/** What the file of calls would tell, the database tells. */
async function withRecords(report: CheckReport, records: CallRecords): Promise<CheckReport> {
  const problem = await records.problem()
  const line =
    problem === null
      ? `Calls missed meanwhile, and calls the manager user may not hear of (table ${records.name})`
      : `Not: calls missed meanwhile; let the database user read them: GRANT SELECT ON ${records.name} (${problem})`
  return { ...report, reads: report.reads.map((one) => (one.includes('--cdr') ? line : one)) }
}

const linesOf = ({ trunks }: Told): ReadonlySet<string> =>
  new Set(trunks.flatMap(({ name = '', channelid = '' }) => [name, channelid]).filter((name) => name !== ''))

const count = (rows: readonly unknown[], one: string, many: string): string =>
  `${rows.length} ${rows.length === 1 ? one : many}`

function withDatabase(report: CheckReport, told: Told, name: string): CheckReport {
  const { administrators, modules, devices, trunks, routes } = told
  const on = modules.filter(isOn)
  return {
    ...report,
    product: `FreePBX ${told.version} on ${report.product}`,
    reads: [
      ...report.reads,
      `Database ${name}: ${count(administrators, 'administrator', 'administrators')}, ` +
        `${count(devices, 'phone', 'phones')}, ${count(trunks, 'line', 'lines')}, ` +
        `${count(routes, 'pattern of an outbound route', 'patterns of outbound routes')}; what changes there is told`,
      `Modules: ${on.length} in use, ${modules.length - on.length} off; their versions are held against the advisories`,
    ],
  }
}
