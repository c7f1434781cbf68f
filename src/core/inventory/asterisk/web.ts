import { draft } from '../draft.ts'
import type { Gathering } from './model.ts'
import { isNo, isYes, listOf, originOf } from './origin.ts'
import { allOf, lastOf, type Section } from './parse-config.ts'

/** http.conf: the web server under ARI, WebSockets and AMI over HTTP. */
export function readHttp(sections: readonly Section[], to: Gathering): void {
  to.told.add('http')
  const general = sections.find((section) => section.name === 'general')
  if (!general) return
  const it = draft('http', 'http.conf', general.at)
  const enabled = lastOf(general, 'enabled')
  it.say('enabled', isYes(enabled?.value), enabled && originOf(enabled))
  const bind = lastOf(general, 'bindaddr')
  const address = bind?.value ?? '0.0.0.0'
  it.say('listensBeyondLoopback', !/^(?:127\.|::1|\[::1\]|localhost)/.test(address), bind && originOf(bind))
  const tls = lastOf(general, 'tlsenable')
  it.say('encrypts', isYes(tls?.value), tls && originOf(tls))
  const old = lastOf(general, 'tlsdisablev11')
  it.say('refusesOldTls', isYes(old?.value), old && originOf(old))
  const name = lastOf(general, 'servername')
  it.say('namesVersion', name === undefined || /asterisk/i.test(name.value), name && originOf(name))
  const status = lastOf(general, 'enable_status')
  it.say('showsStatus', !isNo(status?.value), status && originOf(status))
  to.drafts.push(it)
}

/** ari.conf: users of the REST interface. */
export function readAri(sections: readonly Section[], to: Gathering): void {
  to.told.add('ari-user')
  const general = sections.find((section) => section.name === 'general')
  const enabled = general !== undefined && !isNo(lastOf(general, 'enabled')?.value)
  const origins = general && lastOf(general, 'allowed_origins')
  for (const user of sections) {
    if (user === general || user.isTemplate || lastOf(user, 'type')?.value.toLowerCase() !== 'user') continue
    const it = draft('ari-user', user.name, user.at)
    it.say('enabled', enabled)
    const format = lastOf(user, 'password_format')
    const inClear = (format?.value.toLowerCase() ?? 'plain') === 'plain'
    const password = lastOf(user, 'password')
    it.say('secretInClear', inClear, password && originOf(password))
    if (password && inClear) to.scale.measure(password.value, [user.name], originOf(password), it.facts)
    const readOnly = lastOf(user, 'read_only')
    it.say('readOnly', isYes(readOnly?.value), readOnly && originOf(readOnly))
    const limit = ['permit', 'acl', 'deny']
      .map((key) => allOf(user, key)[0])
      .find((entry) => entry !== undefined)
    it.say('limitedByAddress', limit !== undefined, limit && originOf(limit))
    it.say('anyOrigin', listOf(origins?.value).includes('*'), origins && originOf(origins))
    to.drafts.push(it)
  }
}
