import { commonSecrets } from '../common-secrets.ts'
import { draft } from '../draft.ts'
import { shown } from '../mask.ts'
import type { ConfigFile, Origin } from '../model.ts'
import type { Taking } from '../taking.ts'
import { backupRows, backupsAmong } from './read-backup.ts'
import { type SqlRow, sqlRows } from './sql-rows.ts'

const TABLES: ReadonlySet<string> = new Set([
  'freepbx_settings',
  'ampusers',
  'modules',
  'sip',
  'sipsettings',
  'kvstore_Sipsettings',
])
const IS_DUMP = /^(?:INSERT INTO|CREATE TABLE) `?(?:freepbx_settings|ampusers|modules)\b/m

/** Hexadecimal SHA-1 of a text: how FreePBX keeps the passwords of its administrators. */
export type Sha1 = (text: string) => string

/** FreePBX's database, as a dump or in a backup: its settings, administrators, modules and accounts. */
export function readFreepbx(files: readonly ConfigFile[], sha1: Sha1, to: Taking): ReadonlySet<string> {
  const dumps = files.filter(({ text }) => IS_DUMP.test(text))
  for (const { path, text } of dumps) readRows([...sqlRows(path, text, TABLES)], sha1, to)
  const backups = backupsAmong(files)
  for (const { parts } of backups) readRows(backupRows(parts, to.problems), sha1, to)
  return new Set([...dumps, ...backups.flatMap(({ parts }) => parts)].map(({ path }) => path))
}

function readRows(rows: readonly SqlRow[], sha1: Sha1, to: Taking): void {
  to.told.add('freepbx-settings').add('admin-user').add('account')
  const of = (table: string): SqlRow[] => rows.filter((row) => row.table === table)
  const admins = of('ampusers')
  const everywhere = admins.filter((row) => sectionsOf(row).includes('*')).length
  for (const row of admins) readAdmin(row, everywhere, sha1, to)
  for (const row of of('sip')) readSecret(row, to)
  for (const row of of('modules')) readModule(row, to)
  const sip = [...of('sipsettings'), ...of('kvstore_Sipsettings')]
  const settings = of('freepbx_settings')
  if (settings.length > 0) readSettings(settings, of('modules'), to)
  readAnonymous(sip, to)
}

const placeOf = ({ file, line }: SqlRow, key: string, value: string): Origin => ({
  file,
  line,
  text: `${key} = ${shown(key, value)}`,
})
const sectionsOf = (row: SqlRow): string[] => (row.values.get('sections') ?? '').split(';')

function readAdmin(row: SqlRow, everywhere: number, sha1: Sha1, to: Taking): void {
  const name = row.values.get('username') ?? ''
  const hash = (row.values.get('password_sha1') ?? '').toLowerCase()
  const at = placeOf(row, 'ampusers', name)
  const it = draft('admin-user', name, at)
  const guesses = ['', name, `${name}123`, ...commonSecrets]
  it.say('guessablePassword', hash === '' || guesses.some((guess) => sha1(guess) === hash), {
    ...at,
    text: `ampusers = ${name}, ${shown('password', hash)}`,
  })
  it.say('allSections', sectionsOf(row).includes('*'), at)
  it.say('othersWithAll', everywhere - 1)
  it.say('department', (row.values.get('deptname') ?? '') !== '', at)
  to.drafts.push(it)
}

function readSecret(row: SqlRow, to: Taking): void {
  if (row.values.get('keyword') !== 'secret') return
  const id = row.values.get('id') ?? ''
  const secret = row.values.get('data') ?? ''
  // Trunks have the same table: their ids are no extensions.
  if (
    !/^\d{2,6}$/.test(id) ||
    secret === '' ||
    to.drafts.some(({ type, name }) => type === 'account' && name === id)
  )
    return
  const at = placeOf(row, 'secret', secret)
  const it = draft('account', id, { ...at, text: `sip: ${id}` })
  it.say('driver', 'freepbx')
  to.scale.measure(secret, [id], at, it.facts)
  to.drafts.push(it)
}

function readSettings(settings: readonly SqlRow[], modules: readonly SqlRow[], to: Taking): void {
  const [{ file, line } = { file: '', line: 1 }] = settings
  const at: Origin = { file, line, text: 'freepbx_settings' }
  const it = draft('freepbx-settings', 'FreePBX', at)
  const value = (keyword: string): { text: string; at: Origin } | null => {
    const row = settings.find(({ values }) => values.get('keyword') === keyword)
    return row
      ? {
          text: row.values.get('value') ?? '',
          at: placeOf(row, keyword, row.values.get('value') ?? ''),
        }
      : null
  }
  const say = (fact: string, keyword: string, read: (text: string) => string | number | boolean): void => {
    const found = value(keyword)
    if (found) it.say(fact, read(found.text), found.at)
  }
  say('signIn', 'AUTHTYPE', (text) => text.toLowerCase())
  say('secretSize', 'SIPSECRETSIZE', Number)
  say('databaseSignsIn', 'AMP_ACCESS_DB_CREDS', (text) => /^(?:1|true|yes)$/i.test(text))
  say('checksSignatures', 'SIGNATURECHECK', (text) => /^(?:1|true|yes)$/i.test(text))
  const mfa = modules.find(({ values }) => values.get('modulename') === 'pbxmfa')
  // A backup names the modules it holds data of, and these alone.
  if (modules.some(({ values }) => values.has('enabled')))
    it.say('secondFactor', mfa?.values.get('enabled') === '1', mfa && placeOf(mfa, 'pbxmfa', 'enabled'))
  to.drafts.push(it)
}

/** A module that is in use, with its version: advisories are about modules. */
function readModule(row: SqlRow, to: Taking): void {
  const [name = '', version = ''] = ['modulename', 'version'].map((column) => row.values.get(column))
  if (name === '' || version === '' || (row.values.get('enabled') ?? '1') !== '1') return
  to.programs.push({
    device: { name: `FreePBX module ${name}`, vendor: 'FreePBX', product: name, version },
    at: placeOf(row, name, version),
  })
}

/** "Allow anonymous inbound SIP calls": they come in where calls of the carrier do, which leads to no trunk by itself. */
function readAnonymous(sip: readonly SqlRow[], to: Taking): void {
  if (sip.length === 0) return
  to.told.add('anonymous-endpoint')
  const row = sip.find(({ values }) =>
    ['allowanon', 'allow_sip_anon'].includes(
      (values.get('keyword') ?? values.get('key') ?? '').toLowerCase(),
    ),
  )
  const value = row?.values.get('data') ?? row?.values.get('val') ?? 'no'
  if (!row || !/^(?:yes|1|true)$/i.test(value)) return
  const at = placeOf(row, 'allowanon', value)
  const it = draft('anonymous-endpoint', 'anonymous', at)
  it.say('driver', 'pjsip', at)
  it.say('context', 'from-sip-external', at)
  it.say('reachesToll', false, at)
  it.say('refusesAll', false, at)
  to.drafts.push(it)
}
