// What FreePBX's database tells: as files, which the inventory reads like those of a dump.
import type { ConfigFile } from '#core/inventory'
import { DomainError } from '#core/kernel'
import type { Database, Row } from './database.ts'

/** Everything read at one moment. */
export interface Told {
  readonly version: string
  readonly administrators: readonly Row[]
  readonly modules: readonly Row[]
  readonly devices: readonly Row[]
  readonly secrets: readonly Row[]
  readonly trunks: readonly Row[]
  readonly routes: readonly Row[]
  readonly settings: readonly Row[]
  readonly anonymous: readonly Row[]
}

/** Only what is needed: the settings hold passwords of other programs. */
const SETTINGS = ['AUTHTYPE', 'SIPSECRETSIZE', 'AMP_ACCESS_DB_CREDS', 'SIGNATURECHECK']

export async function readTold({ rows }: Database): Promise<Told> {
  const version = await rows("SELECT value FROM admin WHERE variable = 'version'")
  const modules = await rows('SELECT modulename, version, enabled FROM modules ORDER BY modulename')
  if (version === null || modules === null)
    throw new DomainError(
      'freepbx-database-foreign',
      'The database has no tables "admin" and "modules" of FreePBX',
      'Give the database that AMPDBNAME in /etc/freepbx.conf names, usually "asterisk".',
    )
  const all = async (sql: string): Promise<readonly Row[]> => (await rows(sql)) ?? []
  return {
    version: version[0]?.['value'] ?? '',
    modules,
    administrators: await all(
      'SELECT username, password_sha1, extension_low, extension_high, deptname, sections FROM ampusers ORDER BY username',
    ),
    devices: await all('SELECT id, tech, user, description FROM devices ORDER BY id'),
    secrets: await all("SELECT id, keyword, data FROM sip WHERE keyword = 'secret' ORDER BY id"),
    trunks: await all('SELECT trunkid, name, tech, channelid, disabled FROM trunks ORDER BY trunkid'),
    routes: await all(
      'SELECT r.route_id, r.name, p.match_pattern_prefix, p.match_pattern_pass, p.prepend_digits FROM outbound_routes r ' +
        'LEFT JOIN outbound_route_patterns p ON p.route_id = r.route_id ORDER BY r.route_id, p.match_pattern_pass',
    ),
    settings: await all(
      `SELECT keyword, value FROM freepbx_settings WHERE keyword IN (${SETTINGS.map((one) => `'${one}'`).join()}) ORDER BY keyword`,
    ),
    anonymous: await all(
      "SELECT `key`, val FROM kvstore_Sipsettings WHERE `key` IN ('allowanon', 'allow_sip_anon') ORDER BY `key`",
    ),
  }
}

export const isOn = (row: Row): boolean => row['enabled'] === '1'

/** The tables the inventory knows, the modules with their versions among them, and those whose change is worth telling. */
export function filesOf(told: Told, place: string): ConfigFile[] {
  const file = (name: string, text: string): ConfigFile => ({ path: `${place}/${name}`, text })
  return [
    file(
      'freepbx.sql',
      [
        insert('freepbx_settings', told.settings),
        insert('ampusers', told.administrators),
        insert('modules', told.modules),
        insert('sip', told.secrets),
        insert('kvstore_Sipsettings', told.anonymous),
      ].join(''),
    ),
    file('trunks.sql', insert('trunks', told.trunks)),
    file('outbound_routes.sql', insert('outbound_routes', told.routes)),
  ]
}

const insert = (table: string, rows: readonly Row[]): string =>
  rows
    .map(
      (row) =>
        `INSERT INTO \`${table}\` (${Object.keys(row)
          .map((column) => `\`${column}\``)
          .join(',')}) VALUES (${Object.values(row).map(quoted).join(',')});\n`,
    )
    .join('')

const quoted = (value: string): string =>
  `'${value.replace(/[\\']/g, (one) => `\\${one}`).replace(/\s+/g, ' ')}'`
