import { type Bench, fail, notTried, pass, quiet, type Said } from './door.ts'
import type { TlsFacts } from './ports.ts'
import { get, type Page, say } from './web.ts'

const DAY = 86_400_000
const SOON_DAYS = 14
const LEAST_BITS = 2048

/** P8: encryption worth its name where it is offered. */
export async function probeTls({ wire }: Bench): Promise<Said[]> {
  const said: Said[] = []
  for (const port of [5061, 8089, 443]) {
    const facts = await wire.tls(port)
    if (!facts) continue
    const faults = tlsFaults(facts, wire.now())
    said.push(
      faults.length > 0
        ? fail('SIP-010', 'high', `TLS at ${port}: ${faults.join('; ')}.`)
        : pass(
            'SIP-010',
            `TLS at ${port}: ${facts.versions.at(-1)}, with a certificate that can be checked.`,
          ),
    )
  }
  return said.length > 0 ? said : [quiet('SIP-009', 'Nothing here speaks TLS at 5061, 8089 or 443.')]
}

function tlsFaults(
  { versions, authorized, problem, validTo, keyBits, curve }: TlsFacts,
  now: number,
): string[] {
  const days = Math.floor((validTo - now) / DAY)
  const faults = versions
    .filter((version) => /TLSv1(?:\.1)?$/.test(version))
    .map((version) => `it still speaks ${version}`)
  if (!authorized) faults.push(`nobody can check its certificate (${problem})`)
  if (days < 0) faults.push('its certificate has ended')
  else if (days < SOON_DAYS) faults.push(`its certificate ends in ${days} days`)
  if (keyBits !== null && !curve && keyBits < LEAST_BITS) faults.push(`its key has ${keyBits} bits`)
  return faults
}

/** P9: interfaces that control the system answer nobody. */
export async function probeControl(bench: Bench): Promise<Said[]> {
  const manager = await say(bench.wire, 5038, false, null)
  const events = await say(bench.wire, 8021, false, null)
  const pages = await controlPages(bench)
  const said = [
    ...(manager === null
      ? []
      : [answering('FW-005', 'The management interface (5038/tcp)', /Asterisk Call Manager/.test(manager))]),
    ...(events === null
      ? []
      : [answering('FW-006', "FreeSWITCH's event socket (8021/tcp)", /auth\/request/.test(events))]),
    ...(pages.length === 0
      ? []
      : [fail('FW-007', 'high', `Asterisk's web server (8088/tcp) answers: ${pages.join(', ')}.`)]),
  ]
  return said.length > 0
    ? said
    : [pass('FW-005', 'No interface that controls the system answers here (5038, 8021, 8088).')]
}

const answering = (check: string, what: string, greets: boolean): Said =>
  fail(
    check,
    greets ? 'critical' : 'high',
    `${what} answers${greets ? ' with its greeting' : ''} where this was tried from.`,
  )

async function controlPages({ wire, setup }: Bench): Promise<string[]> {
  const open: string[] = []
  for (const path of ['/httpstatus', '/ari/api-docs/resources.json', '/static/', '/metrics']) {
    const page = await get(wire, setup.address, 8088, false, path, setup.userAgent)
    if (page === null) return open
    if (page.status === 200 || (page.status === 401 && path.startsWith('/ari')))
      open.push(`${path} (${page.status})`)
  }
  return open
}

// How a sign-in page tells whose it is.
const PRODUCTS: readonly (readonly [string, RegExp])[] = [
  ['FreePBX', /freepbx/i],
  ['FusionPBX', /fusionpbx/i],
  ['3CX', /3cx/i],
  ['Issabel', /issabel/i],
  ['Grandstream', /grandstream|ucm6/i],
  ['Yealink phone', /yealink/i],
  ['Cisco', /cisco/i],
  ['Mitel', /mitel|aastra/i],
]
const SIGN_IN = /<input[^>]+type=["']?password|www-authenticate:|\/admin\//i

/** P10: administration is closed to where this is tried from. */
export async function probeAdministration({ wire, setup }: Bench): Promise<Said[]> {
  const said: Said[] = []
  for (const [port, secure] of ADMIN_PORTS)
    for (const path of ['/', '/admin/config.php']) {
      const page = await get(wire, setup.address, port, secure, path, setup.userAgent)
      const whose = page && signInOf(page)
      if (whose) said.push(fail('FW-004', 'high', `${whose} answers at ${port}${path}.`))
      if (whose || page === null) break
    }
  return said.length > 0 ? said : [pass('FW-004', 'No sign-in page of an administrator answers here.')]
}

const ADMIN_PORTS = [
  [80, false],
  [443, true],
  [8080, false],
  [4443, true],
  [5001, true],
] as const

/** Null: it is no sign-in page. */
function signInOf({ status, head, body }: Page): string | null {
  const whole = `${head}\n${body}`
  if (status === 401 || (status < 400 && SIGN_IN.test(whole))) {
    const product = PRODUCTS.find(([, sign]) => sign.test(whole))?.[0]
    return `A sign-in page${product ? ` of ${product}` : ''}`
  }
  return null
}

/** P11: shipped passwords, one try each, and only where the product is. */
export async function probeDefaults({ wire, setup }: Bench): Promise<Said[]> {
  if (!setup.defaults)
    return [
      notTried(
        'PW-012',
        'Tries one shipped password at each interface found: ask for it with --default-credentials.',
      ),
    ]
  const said: Said[] = []
  const manager = await say(
    wire,
    5038,
    false,
    'Action: Login\r\nUsername: admin\r\nSecret: amp111\r\nEvents: off\r\n\r\nAction: Logoff\r\n\r\n',
  )
  if (manager?.includes('Asterisk Call Manager'))
    said.push(verdictOf(/Response: Success/.test(manager), 'PW-012', 'the management interface (admin)'))
  const events = await say(wire, 8021, false, 'auth ClueCon\n\nexit\n\n')
  if (events?.includes('auth/request'))
    said.push(verdictOf(/\+OK accepted/.test(events), 'FW-006', "FreeSWITCH's event socket"))
  return said.length > 0 ? said : [quiet('PW-012', 'No interface with a shipped password is here.')]
}

const verdictOf = (accepted: boolean, check: string, where: string): Said =>
  accepted
    ? fail(check, 'critical', `The shipped password opens ${where}.`)
    : pass(check, `The shipped password does not open ${where}.`)

const SECRET_KEYS = /^\s*([\w.]*(?:password|secret|passwd|auth_?id|P34|P2)\b[\w.]*)\s*=/gim

/** P12: nobody is handed the file of a phone. What it says is not kept, only which keys of secrets it has. */
export async function probeProvisioning({ wire, setup }: Bench): Promise<Said[]> {
  const { mac } = setup
  if (mac === null) return [notTried('FW-009', 'Name a phone of yours by its MAC address: --mac.')]
  const said: Said[] = []
  const name = mac.toLowerCase().replace(/[^0-9a-f]/g, '')
  for (const [port, secure] of [
    [80, false],
    [84, false],
    [443, true],
    [1443, true],
  ] as const)
    for (const path of [`/${name}.cfg`, `/cfg${name}.xml`, `/provisioning/${name}.cfg`]) {
      const page = await get(wire, setup.address, port, secure, path, setup.userAgent)
      if (page === null) break
      if (page.status === 200 && page.body.length > 0 && !/<html/i.test(page.body.slice(0, 200)))
        said.push(handedOut(`${port}${path}`, page.body))
    }
  const file = await overTftp(wire, `${name}.cfg`)
  if (file !== null) said.push(handedOut(`tftp ${name}.cfg`, file))
  return said.length > 0 ? said : [pass('FW-009', "The phone's file is not handed out.")]
}

function handedOut(where: string, text: string): Said {
  const keys = [...new Set([...text.matchAll(SECRET_KEYS)].map(([, key]) => key))]
  return fail(
    'FW-009',
    'critical',
    `The phone's file is handed out to anybody (${where})${keys.length > 0 ? `, with ${keys.slice(0, 6).join(', ')}` : ''}.`,
  )
}

/** A read request (RFC 1350); the first block is enough to know. */
async function overTftp(wire: Bench['wire'], name: string): Promise<string | null> {
  const talk = await wire.open('udp', 69)
  if (!talk) return null
  try {
    await talk.send(`\u0000\u0001${name}\u0000octet\u0000`)
    const block = await talk.next(1500)
    return block?.charCodeAt(1) === 3 ? block.slice(4) : null
  } finally {
    talk.close()
  }
}
