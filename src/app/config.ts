import { z } from 'zod'
import { DomainError } from '#core/kernel'

const Path = z.string().startsWith('/', 'must be a whole path')
const Key = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=?$/, 'must be 32 bytes in base64, as `openssl rand -base64 32` prints them')

/** All that the environment may say. This file is the only one that reads it. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8420),
  HOST: z.string().min(1).default('127.0.0.1'),
  RINGFENCE_DATA: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  RINGFENCE_TRUST_PROXY: z
    .string()
    .regex(/^[\da-fA-F.:/]+(\s*,\s*[\da-fA-F.:/]+)*$/, 'must be addresses or CIDRs with commas between them')
    .optional(),
  RINGFENCE_KEY_FILE: Path.optional(),
  RINGFENCE_KEY: Key.optional(),
  RINGFENCE_NEXT_KEY: Key.optional(),
  RINGFENCE_TLS_CERT: Path.optional(),
  RINGFENCE_TLS_KEY: Path.optional(),
  RINGFENCE_OIDC_ISSUER: z
    .string()
    .regex(/^https:\/\/|^http:\/\/(localhost|127\.\d+\.\d+\.\d+)(:|\/|$)/, 'must begin with https://')
    .optional(),
  RINGFENCE_OIDC_CLIENT_ID: z.string().optional(),
  RINGFENCE_OIDC_CLIENT_SECRET_FILE: Path.optional(),
  RINGFENCE_OIDC_NAME: z.string().max(40).default('single sign-on'),
  RINGFENCE_OIDC_MFA_ACR: z.string().optional(),
  RINGFENCE_METRICS: z
    .string()
    .regex(/^(\[[\da-fA-F:]+\]|[^\s:]+):\d{1,5}$/, 'must be an address and a port, as 127.0.0.1:9464')
    .optional(),
  RINGFENCE_UPLOAD_MB: z.coerce.number().int().min(1).default(20_000),
  RINGFENCE_URL: z
    .url({ protocol: /^https?$/, message: 'must be an address like https://ringfence.example.com' })
    .optional(),
  RINGFENCE_OUTGOING_HOSTS: z
    .string()
    .regex(/^[^\s,]+(\s*,\s*[^\s,]+)*$/, 'must be names, addresses or CIDRs with commas between them')
    .optional(),
  RINGFENCE_TSA_URL: z
    .url({ protocol: /^https?$/, message: 'must be an address like https://tsa.example.com/tsr' })
    .optional(),
  RINGFENCE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HOME: z.string().default('/'),
  XDG_DATA_HOME: z.string().optional(),
})

const Whole = Environment.refine((e) => !e.RINGFENCE_TLS_CERT === !e.RINGFENCE_TLS_KEY, {
  path: ['RINGFENCE_TLS_CERT'],
  message: 'and RINGFENCE_TLS_KEY belong together',
}).refine(
  (e) =>
    !e.RINGFENCE_OIDC_ISSUER === !e.RINGFENCE_OIDC_CLIENT_ID &&
    !e.RINGFENCE_OIDC_ISSUER === !e.RINGFENCE_OIDC_CLIENT_SECRET_FILE,
  {
    path: ['RINGFENCE_OIDC_ISSUER'],
    message:
      'wants RINGFENCE_OIDC_CLIENT_ID and RINGFENCE_OIDC_CLIENT_SECRET_FILE beside it, and they want it',
  },
)

export interface Config {
  readonly port: number
  readonly host: string
  /** Addresses or CIDRs of proxies whose forwarded headers are believed. */
  readonly trustProxy: readonly string[]
  /** PEM files: the certificate with its chain, and its key. Undefined: no TLS here. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  /** The OpenID Connect provider, when there is one. */
  readonly oidc:
    | {
        readonly issuer: string
        readonly clientId: string
        readonly clientSecretFile: string
        readonly name: string
        readonly mfaAcr: readonly string[]
      }
    | undefined
  /** Where metrics are served, when they are. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  /** All files of one investigation together, bytes. */
  readonly uploadLimit: number
  readonly dataDir: string | undefined
  readonly databaseUrl: string | undefined
  /** Where the key that seals secrets is, when it is not in the data directory. */
  readonly keyFile: string | undefined
  /** That key itself, in base64. */
  readonly key: string | undefined
  /** The one rotate-key goes over to, where the key is in the environment. */
  readonly nextKey: string | undefined
  /** Where people reach the console, for links in messages; no slash at the end. */
  readonly url: string
  /** Names, addresses or CIDRs inside the network that notices may go to. */
  readonly outgoing: readonly string[]
  /** The time-stamp authority (RFC 3161) that the ledger is stamped by, when there is one. */
  readonly tsa: string | undefined
  readonly logLevel: string
  readonly home: string
  readonly xdgDataHome: string | undefined
}

/** Reads the environment; every problem is told at once. Empty values count as not given. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Whole.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new DomainError(
      'config-invalid',
      `The environment cannot be used: ${lines.join('; ')}`,
      'Correct or remove these variables.',
    )
  }
  const e = parsed.data
  return {
    port: e.PORT,
    host: e.HOST,
    trustProxy: e.RINGFENCE_TRUST_PROXY?.split(',').map((address) => address.trim()) ?? [],
    tls:
      e.RINGFENCE_TLS_CERT && e.RINGFENCE_TLS_KEY
        ? { cert: e.RINGFENCE_TLS_CERT, key: e.RINGFENCE_TLS_KEY }
        : undefined,
    oidc: oidcOf(e),
    metrics: addressOf(e.RINGFENCE_METRICS),
    uploadLimit: e.RINGFENCE_UPLOAD_MB * 1_000_000,
    dataDir: e.RINGFENCE_DATA,
    databaseUrl: e.DATABASE_URL,
    keyFile: e.RINGFENCE_KEY_FILE,
    key: e.RINGFENCE_KEY,
    nextKey: e.RINGFENCE_NEXT_KEY,
    url: (e.RINGFENCE_URL ?? `http://${e.HOST.includes(':') ? `[${e.HOST}]` : e.HOST}:${e.PORT}`).replace(
      /\/+$/,
      '',
    ),
    outgoing: e.RINGFENCE_OUTGOING_HOSTS?.split(',').map((host) => host.trim()) ?? [],
    tsa: e.RINGFENCE_TSA_URL,
    logLevel: e.RINGFENCE_LOG,
    home: e.HOME,
    xdgDataHome: e.XDG_DATA_HOME,
  }
}

function addressOf(text: string | undefined): Config['metrics'] {
  if (text === undefined) return undefined
  const at = text.lastIndexOf(':')
  return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) }
}

function oidcOf(e: z.output<typeof Environment>): Config['oidc'] {
  if (!e.RINGFENCE_OIDC_ISSUER || !e.RINGFENCE_OIDC_CLIENT_ID || !e.RINGFENCE_OIDC_CLIENT_SECRET_FILE)
    return undefined
  return {
    issuer: e.RINGFENCE_OIDC_ISSUER,
    clientId: e.RINGFENCE_OIDC_CLIENT_ID,
    clientSecretFile: e.RINGFENCE_OIDC_CLIENT_SECRET_FILE,
    name: e.RINGFENCE_OIDC_NAME,
    mfaAcr: e.RINGFENCE_OIDC_MFA_ACR?.split(',').map((value) => value.trim()) ?? [],
  }
}
