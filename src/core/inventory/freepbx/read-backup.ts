import { isObject, type Json, type JsonFile, type JsonObject, locateJson } from '#core/kernel'
import type { ConfigFile, ConfigProblem } from '../model.ts'
import type { SqlRow } from './sql-rows.ts'

// A backup of FreePBX 15 and later: metadata.json with the modules, and modulejson/<Module>.json with what each keeps.
// Source of the shapes: FreePBX/backup (BackupBase), FreePBX/core and FreePBX/sipsettings (Backup.php).
// Older backups hold dumps of the database: those are read as dumps.

const PART = /^(.*?)(?:modulejson\/([A-Z]\w*)\.json|metadata\.json)$/

interface Backup {
  readonly parts: readonly ConfigFile[]
}

/** The backups among files, each with its parts; a metadata.json by itself is none. */
export function backupsAmong(files: readonly ConfigFile[]): Backup[] {
  const backups = new Map<string, ConfigFile[]>()
  for (const file of files) {
    const root = PART.exec(file.path)?.[1]
    if (root !== undefined) backups.set(root, [...(backups.get(root) ?? []), file])
  }
  return [...backups.values()]
    .filter((parts) => parts.some(({ path }) => path.includes('modulejson/')))
    .map((parts) => ({ parts }))
}

class Broken extends Error {
  readonly line: number
  constructor(line: number, what: string) {
    super(what)
    this.line = line
  }
}

/** What a backup holds, as rows of the tables it was made from. A part that is no JSON is a problem, and left out. */
export function backupRows(parts: readonly ConfigFile[], problems: ConfigProblem[]): SqlRow[] {
  return parts.flatMap(({ path, text }) => {
    try {
      const json = locateJson(text, (line, what) => new Broken(line, what))
      return path.endsWith('metadata.json') ? modulesIn(json, path) : moduleRows(json, path)
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      problems.push({ file: path, line: error.line, reason: `No JSON: ${error.message}` })
      return []
    }
  })
}

const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
const word = (value: Json | undefined): string =>
  value === null || value === undefined || typeof value === 'object' ? '' : String(value)

/** `{"modules": [{"module": "core", "version": "16.0.68"}]}` */
function modulesIn(json: JsonFile, file: string): SqlRow[] {
  return rowsIn(object(json.value)['modules'], 'modules', json, file).map((row) => ({
    ...row,
    values: new Map([
      ['modulename', row.values.get('module') ?? ''],
      ['version', row.values.get('version') ?? ''],
    ]),
  }))
}

function moduleRows(json: JsonFile, file: string): SqlRow[] {
  const configs = object(object(json.value)['configs'])
  const devices = object(object(configs['Devices'])['techTables'])
  const sipsettings = /\/Sipsettings\.json$/.test(file) ? object(object(configs['kvstore'])['noid']) : {}
  return [
    ...pairs(object(configs['settings']), ['keyword', 'value'], 'freepbx_settings', json, file),
    ...rowsIn(configs['Ampusers'], 'ampusers', json, file),
    ...rowsIn(devices['sip'], 'sip', json, file),
    ...pairs(sipsettings, ['key', 'val'], 'kvstore_Sipsettings', json, file),
  ]
}

/** Rows as they came out of the database. */
const rowsIn = (value: Json | undefined, table: string, json: JsonFile, file: string): SqlRow[] =>
  list(value).flatMap((row) =>
    isObject(row)
      ? [
          {
            table,
            file,
            line: json.lineOf(row),
            values: new Map(Object.entries(row).map(([column, each]) => [column, word(each)])),
          },
        ]
      : [],
  )

/** `{"AUTHTYPE": "usermanager"}` as rows of two columns. */
const pairs = (
  from: JsonObject,
  [key, value]: readonly [string, string],
  table: string,
  json: JsonFile,
  file: string,
): SqlRow[] =>
  Object.entries(from).map(([name, text]) => ({
    table,
    file,
    line: json.lineOfKey(from, name),
    values: new Map([
      [key, name],
      [value, word(text)],
    ]),
  }))
