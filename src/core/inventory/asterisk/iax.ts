import { draft } from '../draft.ts'
import type { Gathering } from './model.ts'
import { isNo, isYes, originOf } from './origin.ts'
import { allOf, lastOf, type Section } from './parse-config.ts'

/** iax.conf. */
export function readIax(sections: readonly Section[], to: Gathering): void {
  to.told.add('iax-settings').add('account')
  const general = sections.find((section) => section.name === 'general')
  if (!general) return
  readGeneral(general, sections, to)
  for (const peer of sections) if (peer !== general && !peer.isTemplate) readPeer(peer, to)
}

function readGeneral(general: Section, sections: readonly Section[], to: Gathering): void {
  const it = draft('iax-settings', 'iax.conf', general.at)
  const say = (fact: string, key: string, holds: (value: string | undefined) => boolean): void => {
    const entry = lastOf(general, key)
    it.say(fact, holds(entry?.value), entry && originOf(entry))
  }
  say('tokenOptional', 'calltokenoptional', (value) => value !== undefined && /^0\.0\.0\.0\/0/.test(value))
  say('givesFirmware', 'allowfwdownload', isYes)
  say('encrypts', 'encryption', (value) => value !== undefined && !isNo(value))
  const anywhere = (key: string, value: RegExp) =>
    sections.flatMap((section) => allOf(section, key)).find((entry) => value.test(entry.value))
  const weak = anywhere('requirecalltoken', /^(?:no|auto)$/i)
  it.say('tokenNotRequired', weak !== undefined, weak && originOf(weak))
  const plain = anywhere('auth', /plaintext/i)
  it.say('plaintext', plain !== undefined, plain && originOf(plain))
  const guest = sections.find((section) => section.name === 'guest' && !section.isTemplate)
  it.say('guest', guest !== undefined, guest?.at)
  to.drafts.push(it)
}

function readPeer(peer: Section, to: Gathering): void {
  const { name } = peer
  const context = lastOf(peer, 'context')?.value ?? 'default'
  const isGuest = name === 'guest'
  const isTrunk = !isGuest && !/^dynamic$/i.test(lastOf(peer, 'host')?.value ?? 'dynamic')
  to.entrances.push({ context, who: isGuest ? 'anonymous' : isTrunk ? 'trunk' : 'account', name })
  if (isTrunk) to.trunks.add(name)
  const secret = lastOf(peer, 'secret')
  if (!secret || isTrunk || isGuest) return
  const account = draft('account', name, peer.at)
  account.say('driver', 'iax')
  to.scale.measure(
    secret.value,
    [name, lastOf(peer, 'username')?.value ?? ''],
    originOf(secret),
    account.facts,
  )
  to.drafts.push(account)
}
