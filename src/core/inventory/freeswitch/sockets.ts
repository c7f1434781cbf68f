import { type Draft, draft } from '../draft.ts'
import type { Origin } from '../model.ts'
import { type Element, elements } from '../scan-xml.ts'
import type { Taking } from '../taking.ts'
import { settingOf, settingsOf, type Variables } from './settings.ts'

type Read = (configuration: Element, at: Origin, variables: Variables, to: Taking) => Draft

/** autoload_configs/*.conf.xml: the event socket, XML-RPC, voicemail and the access lists. */
export function readSockets(roots: readonly Element[], variables: Variables, to: Taking): void {
  const readers: Readonly<Record<string, Read>> = {
    'event_socket.conf': readEventSocket,
    'xml_rpc.conf': readXmlRpc,
    'voicemail.conf': readVoicemail,
  }
  const loads = loadedBy(roots)
  for (const configuration of roots.flatMap((root) => [...elements(root, 'configuration')])) {
    const { file, line, attributes } = configuration
    const name = attributes.name ?? ''
    const at = { file, line, text: `<configuration name="${name}">` }
    const read = readers[name]
    if (read && loads(`mod_${name.replace('.conf', '')}`))
      to.drafts.push(read(configuration, at, variables, to))
    else if (read === readEventSocket || read === readXmlRpc) to.told.add('control-socket')
    if (name === 'acl.conf') readLists(configuration, to)
  }
}

/** By modules.conf.xml, where it was given: what is not loaded listens nowhere, whatever its own file says. */
function loadedBy(roots: readonly Element[]): (module: string) => boolean {
  const lists = roots
    .flatMap((root) => [...elements(root, 'configuration')])
    .filter(({ attributes }) => attributes.name === 'modules.conf')
  const loaded = new Set(
    lists.flatMap((list) => [...elements(list, 'load')].map(({ attributes }) => attributes['module'])),
  )
  return (module) => lists.length === 0 || loaded.has(module)
}

const isLoopback = (address: string): boolean => /^(?:127\.|::1$|localhost$)/.test(address)

/** Without an access list mod_event_socket lets loopback in alone; any list replaces that. */
function readEventSocket(configuration: Element, at: Origin, variables: Variables, to: Taking): Draft {
  to.told.add('control-socket')
  const settings = settingsOf(configuration, variables)
  const it = draft('control-socket', 'event socket', at)
  const listen = settingOf(settings, 'listen-ip')
  const acl = settingOf(settings, 'apply-inbound-acl')
  const beyond = !isLoopback(listen?.value ?? '127.0.0.1')
  it.say('listensBeyondLoopback', beyond, listen?.at)
  it.say('limited', acl === undefined || /loopback\.auto/.test(acl.value), acl?.at ?? listen?.at)
  const password = settingOf(settings, 'password')
  if (password) to.scale.measure(password.value, [], password.at, it.facts)
  return it
}

function readXmlRpc(configuration: Element, at: Origin, variables: Variables, to: Taking): Draft {
  to.told.add('control-socket')
  const settings = settingsOf(configuration, variables)
  const it = draft('control-socket', 'XML-RPC', at)
  it.say('listensBeyondLoopback', true, settingOf(settings, 'http-port')?.at)
  it.say('limited', false)
  const password = settingOf(settings, 'auth-pass')
  if (password)
    to.scale.measure(password.value, [settingOf(settings, 'auth-user')?.value ?? ''], password.at, it.facts)
  return it
}

function readVoicemail(configuration: Element, at: Origin, variables: Variables, to: Taking): Draft {
  to.told.add('voicemail')
  const settings = settingsOf(configuration, variables)
  const it = draft('voicemail', 'voicemail.conf.xml', at)
  const empty = settingOf(settings, 'allow-empty-password-auth')
  it.say('emptyPin', empty !== undefined && /^(?:true|yes)$/i.test(empty.value), empty?.at)
  const tries = settingOf(settings, 'max-login-attempts')
  it.say('tries', tries ? Number(tries.value) : 3, tries?.at)
  return it
}

function readLists(configuration: Element, to: Taking): void {
  to.told.add('acl')
  for (const list of elements(configuration, 'list')) {
    const at = {
      file: list.file,
      line: list.line,
      text: `<list name="${list.attributes.name ?? ''}" default="${list.attributes.default ?? ''}">`,
    }
    const it = draft('acl', list.attributes.name ?? '', at)
    const nodes = [...elements(list, 'node')].filter(({ attributes }) => attributes.type === 'allow')
    const wide = nodes.find(({ attributes }) => /^(?:0\.0\.0\.0\/0|::\/0)$/.test(attributes.cidr ?? ''))
    const byDefault = list.attributes.default === 'allow'
    it.say('allowsByDefault', byDefault, at)
    it.say(
      'allowsEverybody',
      wide !== undefined,
      wide
        ? { file: wide.file, line: wide.line, text: `<node type="allow" cidr="${wide.attributes.cidr}"/>` }
        : at,
    )
    it.say('used', false)
    to.drafts.push(it)
  }
  linkLists(to)
}

/** Which lists a SIP profile lets in without a secret. */
function linkLists(to: Taking): void {
  const used = new Set(
    to.drafts
      .filter(({ type }) => type === 'sip-profile')
      .flatMap(({ facts }) => String(facts.get('inboundAcl')?.value ?? '').split(',')),
  )
  for (const list of to.drafts)
    if (list.type === 'acl' && used.has(list.name)) list.say('used', true, list.at)
}
