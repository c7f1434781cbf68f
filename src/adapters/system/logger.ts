import { type Logger, pino } from 'pino'

/** Where secrets turn up in what we log, at any of the first two depths. The value is replaced, the key stays. */
const secretKeys = [
  'password',
  'secret',
  'token',
  'totp',
  'cookie',
  'authorization',
  'connectionString',
  'databaseUrl',
]

/** Drivers put connection URLs into messages; user and password in them stay out of the log. */
const credentials = /(\w+:\/\/)[^\s/@"]*:[^\s/@"]*@/g

/** Lines of JSON on stderr: stdout belongs to the answers of commands. */
export function createLogger(
  level: string,
  destination: { write(line: string): void } = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    },
    { write: (line) => destination.write(line.replace(credentials, '$1[redacted]@')) },
  )
}
