import { DomainError } from '#core/kernel'

/** Never the URL: it holds a password. */
function where(url: string): string {
  if (!URL.canParse(url)) return 'the PostgreSQL of module acc'
  const { hostname, port, pathname } = new URL(url)
  const place = hostname === '' ? 'by its socket' : `at ${hostname}${port === '' ? '' : ` port ${port}`}`
  return `PostgreSQL ${place}, database ${pathname.slice(1) || '(none named)'}`
}

/** Why the accounting cannot be read, in words of its own for each reason. */
export function accFailure(error: unknown, url: string): DomainError {
  if (error instanceof DomainError) return error
  const { code = '', message } = error as Error & { code?: string }
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return new DomainError(
      'acc-port-closed',
      `Nothing listens there: ${where(url)}`,
      'See that PostgreSQL runs and listens on that address (listen_addresses, port).',
      error,
    )
  if (code === '28P01' || code === '28000')
    return new DomainError(
      'acc-sign-in-refused',
      `${where(url)} refuses the user, its password, or this address`,
      'Compare user and password with --acc, and let the address in by pg_hba.conf. SELECT on the acc tables is enough.',
      error,
    )
  if (code === '3D000' || code === '42P01') return tablesMissing(url)
  if (code === '42501')
    return new DomainError(
      'acc-not-readable',
      `${where(url)}: the user may not read the tables of module acc`,
      'GRANT SELECT ON acc, acc_cdrs, missed_calls TO that user.',
      error,
    )
  return new DomainError(
    'acc-unreachable',
    `${where(url)} cannot be read: ${message}`,
    'See that the address is right, and that PostgreSQL answers from here: psql with the same address.',
    error,
  )
}

export const tablesMissing = (url: string): DomainError =>
  new DomainError(
    'acc-tables-missing',
    `${where(url)} has no table acc with a column callid`,
    'Name the database that db_url of module acc names; kamdbctl makes its tables.',
  )
