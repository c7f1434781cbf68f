import { draft } from '../draft.ts'
import type { Gathering } from './model.ts'
import { isNo, isYes, listOf, originOf } from './origin.ts'
import { allOf, lastOf, type Section } from './parse-config.ts'

/** manager.conf: the management interface and its users. */
export function readManager(sections: readonly Section[], to: Gathering): void {
  to.told.add('ami').add('ami-user')
  const general = sections.find((section) => section.name === 'general')
  if (!general) return
  const enabled = isYes(lastOf(general, 'enabled')?.value)
  const it = draft('ami', 'manager.conf', general.at)
  const bind = lastOf(general, 'bindaddr')
  it.say('enabled', enabled)
  it.say('listensBeyondLoopback', !isLoopback(bind?.value ?? '0.0.0.0'), bind && originOf(bind))
  const web = lastOf(general, 'webenabled')
  it.say('web', isYes(web?.value), web && originOf(web))
  it.say('encrypts', isYes(lastOf(general, 'tlsenable')?.value))
  const many = lastOf(general, 'allowmultiplelogin')
  it.say('manySignIns', !isNo(many?.value), many && originOf(many))
  const users = sections.filter((section) => section !== general && !section.isTemplate)
  it.say('securityReaders', users.filter(readsSecurity).length)
  to.drafts.push(it)
  for (const user of users) readUser(user, enabled, to)
}

const isLoopback = (address: string): boolean => /^(?:127\.|::1$|\[::1\]|localhost)/.test(address)
const POWERS = ['originate', 'system', 'command', 'config', 'all']
const EVERYWHERE = /^(?:0\.0\.0\.0\/0(?:\.0\.0\.0)?|::\/0)$/

function readUser(user: Section, enabled: boolean, to: Gathering): void {
  const it = draft('ami-user', user.name, user.at)
  it.say('enabled', enabled)
  const secret = lastOf(user, 'secret')
  if (secret) to.scale.measure(secret.value, [user.name], originOf(secret), it.facts)
  const denies = allOf(user, 'deny').some(({ value }) => listOf(value).some((each) => EVERYWHERE.test(each)))
  const permits = allOf(user, 'permit')
  const open = permits.find(({ value }) => listOf(value).some((each) => EVERYWHERE.test(each)))
  const acl = lastOf(user, 'acl')
  const limited = acl !== undefined || (denies && permits.length > 0 && !open)
  it.say('limitedByAddress', limited, open && originOf(open))
  const write = lastOf(user, 'write')
  const powers = listOf(write?.value).filter((each) => POWERS.includes(each.toLowerCase()))
  it.say('powers', powers, write && originOf(write))
  to.drafts.push(it)
}

const readsSecurity = (user: Section): boolean =>
  listOf(lastOf(user, 'read')?.value).some((each) => /^(?:security|all)$/i.test(each))
