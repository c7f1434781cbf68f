import { type Bench, fail, finalOf, notTried, once, pass, quiet, type Said, stranger } from './door.ts'
import type { Reply } from './model.ts'
import { header } from './sip.ts'

const NO_ACCOUNT = 'Name an account that exists: --account.'
const SAME_TRIES = 4
/** Enough to last beyond a second: some make their nonces of the time, which is no fault. */
const NONCES = 7
const WRONG = 5

/** What an answer looks like, but for what differs each time. */
const shapeOf = (reply: Reply): string =>
  [
    reply.status,
    reply.reason,
    [...reply.headers.keys()].sort().join(),
    header(reply, 'www-authenticate').replace(
      /(nonce|opaque)="[^"]*"/g,
      (whole, name) => `${name}(${whole.length})`,
    ),
  ].join('|')

/** P2: an account that exists and one that does not get the same answer. */
export async function probeEnumeration(bench: Bench): Promise<Said> {
  const { account } = bench.setup
  if (account === null) return notTried('SIP-004', NO_ACCOUNT)
  const seen: Record<'known' | 'unknown', Set<string>> = { known: new Set(), unknown: new Set() }
  for (let n = 0; n < SAME_TRIES; n++)
    for (const [kind, user] of [
      ['known', account],
      ['unknown', stranger(bench.wire, account)],
    ] as const) {
      const reply = finalOf((await once(bench, 'REGISTER', user, user)).replies)
      if (reply) seen[kind].add(shapeOf(reply))
    }
  if (seen.known.size + seen.unknown.size === 0) return quiet('SIP-004', 'Sign-ins are not answered.')
  const same = [...seen.known].sort().join('\n') === [...seen.unknown].sort().join('\n')
  const [known] = [...seen.known]
  const [unknown] = [...seen.unknown]
  return same
    ? pass(
        'SIP-004',
        `An account that exists and one that does not get the same answer (${known?.slice(0, 3)}): they cannot be counted through. That is as it should be.`,
      )
    : fail(
        'SIP-004',
        'high',
        `Accounts can be counted through: ${account} is answered ${known?.slice(0, 3) ?? 'not at all'}, an unknown one ${unknown?.slice(0, 3) ?? 'not at all'}, or their headers differ.`,
      )
}

/** P3: no sign-in without a secret. */
export async function probeOpenSignIn(bench: Bench): Promise<Said> {
  const { account } = bench.setup
  if (account === null) return notTried(null, NO_ACCOUNT)
  const reply = finalOf((await once(bench, 'REGISTER', account, account)).replies)
  if (!reply) return quiet(null, 'Sign-ins are not answered.')
  if (reply.status === 200) return fail('SIP-005', 'critical', `${account} signs in without a secret.`)
  return pass('SIP-005', `${account} is asked for its secret (${reply.status}).`)
}

/** P7: how the secret is asked for. */
export async function probeChallenge(bench: Bench): Promise<Said[]> {
  const asked: string[] = []
  for (let n = 0; n < NONCES; n++) {
    const user = bench.setup.account ?? stranger(bench.wire, null)
    const reply = finalOf((await once(bench, 'REGISTER', user, user)).replies)
    const challenge = reply && (header(reply, 'www-authenticate') || header(reply, 'proxy-authenticate'))
    if (challenge) asked.push(challenge)
  }
  if (asked.length === 0) return [quiet(null, 'Nobody is asked for a secret.')]
  const strong = /algorithm="?SHA-(?:256|512)/i.test(asked.join())
  return [
    judgeNonces(asked),
    strong || bench.signalling?.transport === 'tls'
      ? pass('PW-014', 'Secrets are answered with SHA-256, or over TLS.')
      : fail(
          'PW-014',
          'low',
          'Secrets are answered with MD5 alone, over a line anybody on the way can read.',
        ),
  ]
}

function judgeNonces(asked: readonly string[]): Said {
  const [first = ''] = asked
  const nonces = new Set(asked.map((each) => /nonce="([^"]*)"/.exec(each)?.[1]))
  const isStatic = asked.length > 1 && nonces.size === 1
  const realm = /realm="([^"]*)"/.exec(first)?.[1] ?? ''
  const faults: string[] = []
  if (isStatic) faults.push('the same nonce comes again and again, so that an answer can be replayed')
  if (!/qop=/.test(first)) faults.push('no quality of protection (qop) is asked for')
  if (/^(?:asterisk|kamailio|freeswitch)$/i.test(realm))
    faults.push(`the realm is the shipped one (${realm})`)
  return faults.length > 0
    ? fail(null, isStatic ? 'high' : 'low', `How secrets are asked for: ${faults.join('; ')}.`)
    : pass(null, 'Nonces are new each time, qop is asked for, and the realm is its own.')
}

/** P6: guessing is stopped. */
export async function probeLockout(bench: Bench): Promise<Said> {
  const { account, lockout } = bench.setup
  if (account === null) return notTried('MON-012', NO_ACCOUNT)
  if (!lockout)
    return notTried(
      'MON-012',
      'May lock this machine out of the telephone system: ask for it with --lockout.',
    )
  const statuses: (number | null)[] = []
  for (let n = 0; n <= WRONG; n++) {
    const response = bench.wire.random(32).toLowerCase()
    const wrong = `Authorization: Digest username="${account}", realm="x", nonce="${bench.wire.random(16)}", uri="sip:${bench.setup.address}", response="${response}"`
    statuses.push(finalOf((await once(bench, 'REGISTER', account, account, [wrong])).replies)?.status ?? null)
  }
  const last = statuses.at(-1)
  if (statuses.every((status) => status === null)) return quiet('MON-012', 'Sign-ins are not answered.')
  return last === null || (last === 403 && statuses[0] !== 403)
    ? pass(
        'MON-012',
        `After ${WRONG} wrong secrets the next try is ${last === null ? 'not answered' : 'refused'}: guessing is stopped.`,
      )
    : fail(
        'MON-012',
        'medium',
        `After ${WRONG} wrong secrets the next try is answered like the first (${last}): guessing is not stopped.`,
      )
}
