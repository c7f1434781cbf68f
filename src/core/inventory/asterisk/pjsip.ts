import { type Draft, draft } from '../draft.ts'
import type { Entrance, Gathering } from './model.ts'
import { isYes, listOf, originOf } from './origin.ts'
import { allOf, type Entry, lastOf, type Section } from './parse-config.ts'

interface Objects {
  of(type: string): readonly Section[]
  named(type: string, name: string): Section | undefined
}

/** pjsip.conf: endpoints with their auth, aor, identify and registration; transports; the global settings. */
export function readPjsip(sections: readonly Section[], to: Gathering): void {
  for (const type of ['account', 'trunk', 'anonymous-endpoint', 'transport', 'sip-settings'] as const)
    to.told.add(type)
  const real = sections.filter((section) => !section.isTemplate)
  const typeOf = (section: Section): string => lastOf(section, 'type')?.value.toLowerCase() ?? ''
  const objects: Objects = {
    of: (type) => real.filter((section) => typeOf(section) === type),
    named: (type, name) => real.find((section) => section.name === name && typeOf(section) === type),
  }
  for (const endpoint of objects.of('endpoint')) to.drafts.push(readEndpoint(endpoint, objects, to))
  for (const transport of objects.of('transport')) to.drafts.push(readTransport(transport))
  if (objects.of('endpoint').length + objects.of('transport').length > 0)
    to.drafts.push(readSettings(objects, real))
}

function readEndpoint(endpoint: Section, objects: Objects, to: Gathering): Draft {
  const { name } = endpoint
  const identifies = objects.of('identify').filter((each) => lastOf(each, 'endpoint')?.value === name)
  const registrations = objects.of('registration').filter((each) => registersFor(each, endpoint))
  const aors = listOf(lastOf(endpoint, 'aors')?.value ?? lastOf(endpoint, 'aor')?.value)
    .map((aor) => objects.named('aor', aor))
    .filter((aor) => aor !== undefined)
  const auths = listOf(lastOf(endpoint, 'auth')?.value)
    .map((auth) => objects.named('auth', auth))
    .filter((auth) => auth !== undefined)
  const isTrunk =
    identifies.length > 0 ||
    registrations.length > 0 ||
    (auths.length === 0 && aors.some((aor) => allOf(aor, 'contact').length > 0))
  const isAnonymous = name === 'anonymous' || name.startsWith('anonymous@')
  const type = isAnonymous ? 'anonymous-endpoint' : isTrunk ? 'trunk' : 'account'
  const it = draft(type, name, endpoint.at)
  it.say('driver', 'pjsip')
  readIdentity(it, endpoint, identifies, auths)
  // A call that answers our own registration carries the line it was given.
  if (registrations.some((each) => isYes(lastOf(each, 'line')?.value))) it.say('boundToAddress', true)
  readContacts(it, aors, objects)
  readMedia(it, endpoint)
  for (const auth of auths) readAuth(it, auth, name, to)
  if (isAnonymous) readStrangers(it, endpoint, objects, to)
  else enter(it, endpoint, isTrunk ? 'trunk' : 'account', to)
  if (isTrunk) to.trunks.add(name)
  return it
}

/** Where its calls come into the dial plan. */
function enter(it: Draft, endpoint: Section, who: Entrance['who'], to: Gathering): void {
  const context = lastOf(endpoint, 'context')
  it.say('context', context?.value ?? 'default', context && originOf(context))
  to.entrances.push({ context: context?.value ?? 'default', who, name: endpoint.name })
}

function registersFor(registration: Section, endpoint: Section): boolean {
  if (lastOf(registration, 'endpoint')?.value === endpoint.name) return true
  const secret = lastOf(endpoint, 'outbound_auth')?.value
  return secret !== undefined && lastOf(registration, 'outbound_auth')?.value === secret
}

function readIdentity(
  it: Draft,
  endpoint: Section,
  identifies: readonly Section[],
  auths: readonly Section[],
): void {
  const auth = lastOf(endpoint, 'auth')
  it.say('authenticates', auths.length > 0 || auth !== undefined, auth && originOf(auth))
  it.say(
    'boundToAddress',
    identifies.some((each) => lastOf(each, 'match') !== undefined),
  )
  const peers = identifies.flatMap((each) => allOf(each, 'match'))
  it.say(
    'peers',
    peers.flatMap(({ value }) => listOf(value)),
    peers[0] && originOf(peers[0]),
  )
  const open = identifies
    .flatMap((each) => allOf(each, 'match'))
    .find(({ value }) => listOf(value).some(isEverywhere))
  it.say('matchesEverywhere', open !== undefined, open && originOf(open))
  const limits = ['acl', 'permit', 'deny', 'contact_acl', 'contact_permit', 'contact_deny']
  const limit = limits.map((key) => lastOf(endpoint, key)).find((entry) => entry !== undefined)
  it.say('limitedByAddress', limit !== undefined, limit && originOf(limit))
  const transfer = lastOf(endpoint, 'allow_transfer')
  it.say('allowsTransfer', transfer ? isYes(transfer.value) : true, transfer && originOf(transfer))
  it.say('plainNumber', /^\d{3,5}$/.test(it.name), endpoint.at)
}

/** Whom nobody knows comes in here, unless nothing is taken from any address. */
function readStrangers(it: Draft, endpoint: Section, objects: Objects, to: Gathering): void {
  const refuses = refusesAll(endpoint, objects)
  it.say('refusesAll', refuses !== undefined, refuses && originOf(refuses))
  if (!refuses) enter(it, endpoint, 'anonymous', to)
}

/** The line by which an endpoint takes nothing from any address: of the rules of an access list the last that fits counts. */
function refusesAll(endpoint: Section, objects: Objects): Entry | undefined {
  const six = objects.of('transport').some((each) => (lastOf(each, 'bind')?.value ?? '').includes('::'))
  const rules = endpoint.entries.filter(({ key }) => /^(?:deny|permit)$/i.test(key))
  const after = rules.slice(rules.findLastIndex(({ key }) => /^permit$/i.test(key)) + 1)
  const shuts = (network: RegExp): Entry | undefined =>
    after.find(({ value }) => listOf(value).some((each) => network.test(each)))
  const four = shuts(/^0\.0\.0\.0\/0(?:\.0\.0\.0)?$/)
  return six && !shuts(/^::\/0$/) ? undefined : four
}

const isEverywhere = (address: string): boolean => /^(?:0\.0\.0\.0\/0(?:\.0\.0\.0)?|::\/0)$/.test(address)

function readContacts(it: Draft, aors: readonly Section[], objects: Objects): void {
  const most = aors.map((aor) => lastOf(aor, 'max_contacts')).find((entry) => entry !== undefined)
  const registering = aors.some((aor) => allOf(aor, 'contact').length === 0)
  it.say('registers', registering)
  if (aors.length > 0) it.say('maxContacts', most ? Number(most.value) : 0, most && originOf(most))
  const named = objects.of('transport')
  it.say(
    'transports',
    named.map((each) => lastOf(each, 'protocol')?.value.toLowerCase() ?? 'udp'),
  )
}

function readMedia(it: Draft, endpoint: Section): void {
  const encryption = lastOf(endpoint, 'media_encryption')
  const value = encryption?.value.toLowerCase() ?? 'no'
  it.say('mediaEncrypted', value !== 'no', encryption && originOf(encryption))
  const optimistic = lastOf(endpoint, 'media_encryption_optimistic')
  it.say('mediaEncryptionOptional', isYes(optimistic?.value), optimistic && originOf(optimistic))
  const symmetric = lastOf(endpoint, 'rtp_symmetric')
  it.say('rtpSymmetric', isYes(symmetric?.value), symmetric && originOf(symmetric))
}

function readAuth(it: Draft, auth: Section, name: string, to: Gathering): void {
  const username = lastOf(auth, 'username')
  const password = lastOf(auth, 'password')
  const digests = allOf(auth, 'password_digest')
  const md5 = lastOf(auth, 'md5_cred')
  if (password)
    to.scale.measure(password.value, [name, username?.value ?? '', auth.name], originOf(password), it.facts)
  const kept: Entry | undefined = password ?? digests[0] ?? md5
  if (!kept) return
  it.say('secretInClear', password !== undefined, originOf(kept))
  const algorithms = lastOf(auth, 'supported_algorithms_uas')?.value ?? ''
  it.say(
    'strongDigest',
    /sha/i.test(algorithms) || digests.some(({ value }) => /^sha/i.test(value)),
    originOf(kept),
  )
}

function readTransport(section: Section): Draft {
  const it = draft('transport', section.name, section.at)
  const protocol = lastOf(section, 'protocol')
  it.say('protocol', protocol?.value.toLowerCase() ?? 'udp', protocol && originOf(protocol))
  const method = lastOf(section, 'method')
  it.say('tlsMethod', method?.value.toLowerCase() ?? 'default', method && originOf(method))
  const cipher = lastOf(section, 'cipher')
  it.say('cipher', cipher?.value ?? 'default', cipher && originOf(cipher))
  for (const [fact, key] of [
    ['verifiesClient', 'verify_client'],
    ['verifiesServer', 'verify_server'],
  ] as const) {
    const entry = lastOf(section, key)
    it.say(fact, isYes(entry?.value), entry && originOf(entry))
  }
  const local = allOf(section, 'local_net')
  const wide = local.find(({ value }) => isEverywhere(value))
  it.say('localIsEverywhere', wide !== undefined, wide && originOf(wide))
  return it
}

/** `[global]` and `[system]`; when there is no such section the defaults speak. */
function readSettings(objects: Objects, real: readonly Section[]): Draft {
  const global = objects.of('global')[0]
  const at = global?.at ?? real[0]?.at ?? { file: 'pjsip.conf', line: 1, text: '' }
  const it = draft('sip-settings', 'pjsip', at)
  const entry = (key: string): Entry | undefined => global && lastOf(global, key)
  const agent = entry('user_agent')
  it.say(
    'namesVersion',
    agent === undefined || /asterisk|\d+\.\d+/i.test(agent.value),
    agent && originOf(agent),
  )
  const realm = entry('default_realm')
  it.say('realm', realm?.value ?? 'asterisk', realm && originOf(realm))
  const options =
    entry('allow_unauthenticated_options') ??
    real.map((each) => lastOf(each, 'allow_unauthenticated_options')).find((each) => each)
  it.say('answersStrangers', isYes(options?.value), options && originOf(options))
  it.say(
    'encrypts',
    objects.of('transport').some((each) => /^(?:tls|wss)$/i.test(lastOf(each, 'protocol')?.value ?? '')),
    at,
  )
  return it
}
