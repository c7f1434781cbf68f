import { type Draft, draft } from '../draft.ts'
import { type Element, elements } from '../scan-xml.ts'
import type { Taking } from '../taking.ts'
import { type Setting, settingOf, settingsOf, type Variables } from './settings.ts'

const isTrue = (value: string | undefined): boolean =>
  value !== undefined && /^(?:true|yes|on|1|enabled)$/i.test(value)
const isFalse = (value: string | undefined): boolean =>
  value !== undefined && /^(?:false|no|off|0|disabled)$/i.test(value)

/** sip_profiles/*.xml: how each profile of mod_sofia takes calls and registrations. */
export function readProfiles(roots: readonly Element[], variables: Variables, to: Taking): void {
  const profiles = profilesIn(roots, variables)
  if (profiles.length === 0) return
  to.told.add('sip-profile').add('sip-settings').add('transport').add('http')
  for (const profile of profiles) {
    const settings = settingsOf(profile, variables)
    to.drafts.push(readProfile(profile, settings))
    const tls = readTls(profile, settings)
    if (tls) to.drafts.push(tls)
    const sockets = readWebSocket(profile, settings)
    if (sockets) to.drafts.push(sockets)
  }
  const [first] = profiles as [Element, ...Element[]]
  const whole = draft('sip-settings', 'freeswitch', placeOf(first))
  const encrypting = profiles.some((profile) =>
    isTrue(settingOf(settingsOf(profile, variables), 'tls')?.value),
  )
  whole.say('encrypts', encrypting, settingOf(settingsOf(first, variables), 'tls')?.at)
  to.drafts.push(whole)
}

const profilesIn = (roots: readonly Element[], variables: Variables): Element[] =>
  roots
    .flatMap((root) => [...elements(root, 'profile')])
    .filter((profile) => settingOf(settingsOf(profile, variables), 'sip-port') !== undefined)

/** Profiles that ask a caller for no secret, and the context his call lands in. */
export function entrancesOf(
  roots: readonly Element[],
  variables: Variables,
): { name: string; context: string }[] {
  return profilesIn(roots, variables).flatMap((profile) => {
    const settings = settingsOf(profile, variables)
    const asks = !isFalse(settingOf(settings, 'auth-calls')?.value)
    const isBlind = isTrue(settingOf(settings, 'accept-blind-auth')?.value)
    if (asks && !isBlind) return []
    return [
      {
        name: profile.attributes.name ?? profile.file,
        context: settingOf(settings, 'context')?.value ?? 'default',
      },
    ]
  })
}

const placeOf = ({ file, line, attributes }: Element) => ({
  file,
  line,
  text: `<profile name="${attributes.name ?? ''}">`,
})

function readProfile(profile: Element, settings: readonly Setting[]): Draft {
  const it = draft('sip-profile', profile.attributes.name ?? profile.file, placeOf(profile))
  const say = (fact: string, name: string, read: (value: string | undefined) => boolean): void => {
    const setting = settingOf(settings, name)
    it.say(fact, read(setting?.value), setting?.at)
  }
  say('takesBlindRegistrations', 'accept-blind-reg', isTrue)
  say('takesBlindAuth', 'accept-blind-auth', isTrue)
  say('asksForSecret', 'auth-calls', (value) => !isFalse(value))
  say('logsFailures', 'log-auth-failures', isTrue)
  say('matchesUser', 'inbound-reg-force-matching-username', isTrue)
  say('authenticatesAll', 'auth-all-packets', isTrue)
  const context = settingOf(settings, 'context')
  it.say('context', context?.value ?? 'default', context?.at)
  it.say('publicContext', context?.value === 'public', context?.at)
  const acl = settingOf(settings, 'apply-inbound-acl')
  it.say('inboundAcl', acl?.value ?? '', acl?.at)
  return it
}

/** Phones in a browser, without TLS: `ws-binding` with or without an address. */
function readWebSocket(profile: Element, settings: readonly Setting[]): Draft | null {
  const plain = settingOf(settings, 'ws-binding')
  if (!plain) return null
  const it = draft('http', `profile ${profile.attributes.name ?? ''}`, placeOf(profile))
  it.say('enabled', true, plain.at)
  it.say('listensBeyondLoopback', !/^(?:127\.|\[?::1\]?:)/.test(plain.value), plain.at)
  it.say('encrypts', false, plain.at)
  return it
}

function readTls(profile: Element, settings: readonly Setting[]): Draft | null {
  const tls = settingOf(settings, 'tls')
  const version = settingOf(settings, 'tls-version')
  const isOn = isTrue(tls?.value)
  if (!isOn && !version) return null
  const it = draft('transport', `${profile.attributes.name ?? ''} (TLS)`, placeOf(profile))
  it.say('protocol', 'tls')
  it.say('enabled', isOn, tls?.at)
  const old = version?.value.split(/[\s,]+/).find((each) => /^(?:tlsv1|tlsv1\.1|sslv23|sslv3)$/i.test(each))
  it.say('tlsMethod', old ?? 'tlsv1_2', version?.at)
  const ciphers = settingOf(settings, 'tls-ciphers')
  // Exclusions ("!ADH") are no ciphers.
  it.say('cipher', (ciphers?.value ?? 'default').replace(/![\w@]+/g, ''), ciphers?.at)
  const policy = settingOf(settings, 'tls-verify-policy')
  it.say('verifiesServer', policy !== undefined && policy.value !== 'none', policy?.at)
  it.say('localIsEverywhere', false)
  return it
}
