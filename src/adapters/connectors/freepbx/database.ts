import mysql from 'mysql2/promise'
import { DomainError } from '#core/kernel'
import type { FreepbxSettings } from './settings.ts'

const PATIENCE_MS = 5000

export type Row = Readonly<Record<string, string>>

/** FreePBX's database, opened when first needed and again when it was lost. It is only read. */
export interface Database {
  /** The rows, NULL as ''; null when there is no such table or column. Throws the one reason why it cannot be read. */
  rows(sql: string): Promise<readonly Row[] | null>
  close(): Promise<void>
}

export function createDatabase(at: FreepbxSettings['database']): Database {
  let opening: Promise<mysql.Connection> | null = null
  const drop = async (): Promise<void> => {
    const open = opening
    opening = null
    await open?.then((connection) => connection.destroy()).catch(() => undefined)
  }
  const connected = (): Promise<mysql.Connection> => {
    opening ??= mysql
      .createConnection({
        ...(at.host.startsWith('/') ? { socketPath: at.host } : { host: at.host, port: at.port }),
        user: at.user,
        password: at.secret,
        database: at.name,
        connectTimeout: PATIENCE_MS,
        dateStrings: true,
      })
      .then((connection) => {
        connection.on('error', () => void drop())
        return connection
      })
    return opening
  }
  return {
    async rows(sql) {
      try {
        const [found] = await (await connected()).query<mysql.RowDataPacket[]>({ sql, timeout: PATIENCE_MS })
        return found.map((row) =>
          Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value ?? '')])),
        )
      } catch (error) {
        const { code = '' } = error as { code?: string }
        if (code === 'ER_NO_SUCH_TABLE' || code === 'ER_BAD_FIELD_ERROR') return null
        await drop()
        throw failure(error as Error & { code?: string }, at)
      }
    },
    close: drop,
  }
}

function failure(error: Error & { code?: string }, { host, port, name, user }: FreepbxSettings['database']) {
  const where = `FreePBX's database at ${host}${host.startsWith('/') ? '' : ` port ${port}`}`
  const { code = '' } = error
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return new DomainError(
      'freepbx-database-closed',
      `Nothing listens there: ${where}`,
      'MariaDB of a FreePBX listens on its own machine alone. Run Ringfence there and give its socket, lead the port here by SSH, or let it listen (bind-address).',
      error,
    )
  if (code === 'ER_ACCESS_DENIED_ERROR' || code === 'ER_HOST_NOT_PRIVILEGED')
    return new DomainError(
      'freepbx-database-refused',
      `${where} refuses the user ${user}, its password, or this address`,
      `Compare user and password. A user that may read: GRANT SELECT ON ${name}.* TO '${user}'@'ADDRESS' IDENTIFIED BY '…'`,
      error,
    )
  if (
    code === 'ER_TABLEACCESS_DENIED_ERROR' ||
    code === 'ER_DBACCESS_DENIED_ERROR' ||
    code === 'ER_BAD_DB_ERROR'
  )
    return new DomainError(
      'freepbx-database-not-readable',
      `${where}: the user ${user} may not read the database ${name}, or there is none`,
      `GRANT SELECT ON ${name}.* TO that user; the database is named by AMPDBNAME in /etc/freepbx.conf.`,
      error,
    )
  return new DomainError(
    'freepbx-database-unreachable',
    `${where} cannot be read: ${error.message}`,
    'See that the address is right, and that MariaDB answers from here.',
    error,
  )
}
