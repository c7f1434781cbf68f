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

const ERROR = 50

/** Lines of JSON on stderr: stdout belongs to the answers of commands. */
export function createLogger(
  level: string,
  destination: { write(line: string): void } = pino.destination({ dest: 2, sync: true }),
  /** Told the words of each error, without its facts. */
  onError: (what: string) => void = () => undefined,
): Logger {
  return pino(
    {
      level,
      base: null,
      hooks: {
        logMethod(given, method, at) {
          const what = given[1] as unknown
          if (at >= ERROR && typeof what === 'string') onError(what)
          method.apply(this, given)
        },
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    },
    { write: (line) => destination.write(line.replace(credentials, '$1[redacted]@')) },
  )
}
