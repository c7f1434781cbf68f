import { type Draft, draft } from '../draft.ts'
import type { Gathering } from './model.ts'
import { isNo, isYes, originOf } from './origin.ts'
import { allOf, lastOf, type Section } from './parse-config.ts'

/** sip.conf of chan_sip, which Asterisk had until version 20. */
export function readSip(sections: readonly Section[], to: Gathering): void {
  to.told.add('account').add('trunk').add('sip-channel-settings')
  const general = sections.find((section) => section.name === 'general')
  if (general) readGeneral(general, sections, to)
  for (const peer of sections) {
    if (peer.isTemplate || ['general', 'authentication'].includes(peer.name)) continue
    to.drafts.push(readPeer(peer, to))
  }
}

function readGeneral(general: Section, sections: readonly Section[], to: Gathering): void {
  const it = draft('sip-channel-settings', 'sip.conf', general.at)
  const guest = lastOf(general, 'allowguest')
  const context = lastOf(general, 'context')?.value ?? 'default'
  it.say('allowsGuests', !isNo(guest?.value), guest && originOf(guest))
  const reject = lastOf(general, 'alwaysauthreject')
  it.say('hidesAccounts', !isNo(reject?.value), reject && originOf(reject))
  const realm = lastOf(general, 'realm')
  it.say('realm', realm?.value ?? 'asterisk', realm && originOf(realm))
  const agent = lastOf(general, 'useragent')
  it.say(
    'namesVersion',
    agent === undefined || /asterisk|\d+\.\d+/i.test(agent.value),
    agent && originOf(agent),
  )
  const tls = lastOf(general, 'tlsenable')
  it.say('encrypts', isYes(tls?.value), tls && originOf(tls))
  const registered = sections.flatMap((section) => allOf(section, 'register'))
  it.say('registersOutside', registered.length > 0)
  if (!isNo(guest?.value)) to.entrances.push({ context, who: 'anonymous', name: 'guests' })
  to.drafts.push(it)
}

function readPeer(peer: Section, to: Gathering): Draft {
  const { name } = peer
  const host = lastOf(peer, 'host')?.value ?? ''
  const isTrunk = host !== '' && host !== 'dynamic'
  const it = draft(isTrunk ? 'trunk' : 'account', name, peer.at)
  it.say('driver', 'sip')
  const secret = lastOf(peer, 'secret')
  const hashed = lastOf(peer, 'md5secret')
  const username = lastOf(peer, 'defaultuser')?.value ?? lastOf(peer, 'username')?.value ?? ''
  if (secret && !isTrunk) to.scale.measure(secret.value, [name, username], originOf(secret), it.facts)
  it.say('authenticates', secret !== undefined || hashed !== undefined, secret && originOf(secret))
  if (secret) it.say('secretInClear', true, originOf(secret))
  it.say('strongDigest', false)
  const insecure = lastOf(peer, 'insecure')
  it.say('insecure', insecure?.value.toLowerCase() ?? 'no', insecure && originOf(insecure))
  it.say('boundToAddress', isTrunk)
  it.say('matchesEverywhere', false)
  it.say('registers', host === 'dynamic')
  it.say('plainNumber', /^\d{3,5}$/.test(name), peer.at)
  readFence(it, peer)
  const encryption = lastOf(peer, 'encryption')
  it.say('mediaEncrypted', isYes(encryption?.value), encryption && originOf(encryption))
  const context = lastOf(peer, 'context')?.value ?? 'default'
  to.entrances.push({ context, who: isTrunk ? 'trunk' : 'account', name })
  if (isTrunk) to.trunks.add(name)
  return it
}

function readFence(it: Draft, peer: Section): void {
  const hosts = allOf(peer, 'host').filter(({ value }) => value !== 'dynamic')
  it.say(
    'peers',
    hosts.map(({ value }) => value),
  )
  const limit = ['permit', 'deny', 'acl', 'contactpermit']
    .map((key) => lastOf(peer, key))
    .find((each) => each)
  it.say('limitedByAddress', limit !== undefined, limit && originOf(limit))
}
