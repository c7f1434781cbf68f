import { type Draft, draft } from '../draft.ts'
import type { ConfigFile, Origin } from '../model.ts'
import { type Element, scanXml } from '../scan-xml.ts'
import type { Taking } from '../taking.ts'

/** A setting of a phone, whatever its maker's form: `key = value` (Yealink, Fanvil, Grandstream) or XML. */
interface Setting {
  readonly key: string
  readonly value: string
  readonly at: Origin
}

const MAKERS: readonly (readonly [maker: string, sign: RegExp])[] = [
  ['Yealink', /^#!version:1\.0\.0\.1|^(?:static\.)?(?:account\.1|security\.user_password|network\.vlan)\./m],
  ['Grandstream', /^\s*P\d{1,5}\s*=|<gs_provision\b/m],
  ['Poly', /<(?:polycomConfig|PHONE_CONFIG)\b|\b(?:reg\.1\.|device\.auth\.)/],
  ['Snom', /<settings>\s*<phone-settings\b|<phone-settings\b/],
]
/** Where the password of the phone's own web page stands, and what the maker ships. */
const WEB_PASSWORD: Readonly<Record<string, { readonly key: RegExp; readonly shipped: readonly string[] }>> =
  {
    Yealink: { key: /^(?:static\.)?security\.user_password$/, shipped: ['admin'] },
    Grandstream: { key: /^P(?:2|196)$/, shipped: ['admin', '123'] },
    Poly: { key: /^device\.auth\.local(?:Admin|User)Password$/, shipped: ['456', '123'] },
    Snom: { key: /^(?:http_pass|admin_mode_password)$/, shipped: ['', '0000'] },
  }
const SERVER =
  /^(?:static\.)?auto_provision\.server\.url$|^P(?:237|192)$|^(?:device\.prov\.serverName|setting_server|update_server)$/
const PC_VLAN = /^(?:static\.)?network\.vlan\.pc_port_enable$/
const SPAN = /^(?:static\.)?network\.span_to_pc_port$/

/** Provisioning files of phones. */
export function readPhones(files: readonly ConfigFile[], to: Taking): ReadonlySet<string> {
  const read = new Set<string>()
  const phones: Draft[] = []
  for (const file of files) {
    if (!/\.(?:cfg|xml|boot|txt)$/i.test(file.path)) continue
    const maker = MAKERS.find(([, sign]) => sign.test(file.text))?.[0]
    if (maker === undefined) continue
    read.add(file.path)
    phones.push(readPhone(file, maker, to))
  }
  if (phones.length > 0) to.told.add('phone')
  to.drafts.push(...phones)
  return read
}

function readPhone(file: ConfigFile, maker: string, to: Taking): Draft {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  const settings = file.text.trimStart().startsWith('<') ? xmlSettings(file) : lineSettings(file)
  const it = draft('phone', name, { file: file.path, line: 1, text: '' })
  it.say('maker', maker)
  const web = WEB_PASSWORD[maker]
  const password = settings.find(({ key }) => web?.key.test(key))
  // Yealink writes user:password.
  const secret = password?.value.replace(/^\w+:(?=.)/, '')
  it.say('defaultWebPassword', secret === undefined || (web?.shipped.includes(secret) ?? false), password?.at)
  if (secret !== undefined) to.scale.measure(secret, [], password?.at as Origin, it.facts)
  const server = settings.find(({ key }) => SERVER.test(key))
  it.say(
    'openProvisioning',
    server !== undefined && /^(?:tftp|http|ftp):|^[^:/]+$/i.test(server.value),
    server?.at,
  )
  const vlan =
    settings.find(({ key, value }) => SPAN.test(key) && value !== '0') ??
    settings.find(({ key, value }) => PC_VLAN.test(key) && value === '0')
  it.say('bridgesPcPort', vlan !== undefined && SPAN.test(vlan.key), vlan?.at)
  return it
}

function lineSettings({ path, text }: ConfigFile): Setting[] {
  return text.split('\n').flatMap((line, index) => {
    const [, key = '', value = ''] = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    return key === '' || line.trimStart().startsWith('#')
      ? []
      : [{ key, value, at: placeOf(path, index + 1, key) }]
  })
}

/** Values may be secrets under names of every kind: only the name is shown. */
const placeOf = (file: string, line: number, key: string): Origin => ({ file, line, text: `${key} = ••••` })

function xmlSettings({ path, text }: ConfigFile): Setting[] {
  const settings: Setting[] = []
  const walk = (element: Element): void => {
    for (const child of element.children) {
      for (const [key, value] of Object.entries(child.attributes))
        settings.push({ key, value, at: placeOf(path, child.line, key) })
      if (child.text.trim() !== '')
        settings.push({
          key: child.name,
          value: child.text.trim(),
          at: placeOf(path, child.line, child.name),
        })
      walk(child)
    }
  }
  walk(scanXml(text, path))
  return settings
}
