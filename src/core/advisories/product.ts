import type { Version } from './version.ts'

/** A product under one name, whoever spells it. */
export interface Product {
  readonly vendor: string
  readonly name: string
}

const VENDORS: Readonly<Record<string, string>> = {
  digium: 'sangoma',
  schmooze: 'sangoma',
  'schmooze com': 'sangoma',
  freepbx: 'sangoma',
  'freepbx-contributedmodules': 'sangoma',
  asterisk: 'sangoma',
  'asterisk project': 'sangoma',
  'asterisk team': 'sangoma',
  teluu: 'pjsip',
  signalwire: 'freeswitch',
  polycom: 'poly',
  plantronics: 'poly',
  hp: 'poly',
  'hp inc': 'poly',
  'hewlett-packard': 'poly',
  aastra: 'mitel',
  shoretel: 'mitel',
  unify: 'mitel',
  atos: 'mitel',
  'audiocodes ltd': 'audiocodes',
  'grandstream networks': 'grandstream',
  'cisco systems': 'cisco',
  'vitalpbx llc': 'vitalpbx',
}

const words = (text: string): string =>
  text.toLowerCase().replaceAll('_', ' ').replace(/[.,]/g, ' ').replace(/\s+/g, ' ').trim()

const ASTERISK = new Set([
  'asterisk',
  'open source',
  'asterisk open source',
  'certified asterisk',
  'asterisk pbx',
  'certified',
])
const SAME: Readonly<Record<string, string>> = {
  'endpoint manager': 'endpoint',
  endpointman: 'endpoint',
  freepbx: 'framework',
  'freepbx framework': 'framework',
  cucm: 'unified communications manager',
  'unified cm': 'unified communications manager',
  'call manager': 'unified communications manager',
  pjproject: 'pjsip',
  'mivoice connect': 'mivoice connect',
}

/** Vendor and product in the words of both sides: of an advisory, and of an inventory. */
export function productOf(vendor: string, product: string): Product {
  const maker = VENDORS[words(vendor)] ?? words(vendor)
  const bare = bareName(words(product), words(vendor), maker)
  if (maker === 'sangoma' && ASTERISK.has(bare)) return { vendor: 'asterisk', name: 'asterisk' }
  if (maker === 'sangoma') return { vendor: 'freepbx', name: SAME[bare] ?? bare }
  return { vendor: maker, name: SAME[bare] ?? bare }
}

/** Without what only one side writes: the maker's name, "firmware", "module", SIP- before a model. */
function bareName(product: string, vendor: string, maker: string): string {
  const cut = product
    .replace(/\((?:module|gpl|commercial)\)/g, ' ')
    .replace(/\b(?:firmware|devices?|module|ip phone with multiplatform)\b/g, (word) =>
      word.startsWith('ip') ? word : ' ',
    )
    .replace(/\s+/g, ' ')
    .trim()
  const named = [vendor, maker, 'freepbx', 'poly', 'polycom'].reduce(
    (left, name) => (left.startsWith(`${name} `) ? left.slice(name.length + 1) : left),
    cut,
  )
  return named.replace(/^sip[ -](?=[a-z]*\d)/, '').replace(/^(t\d+[a-z]*)[- ](e\d)$/, '$1-$2')
}

/** Names of whole families, and the models they mean. */
const FAMILIES: readonly { readonly vendor: string; readonly name: RegExp; readonly models: RegExp }[] = [
  {
    vendor: 'cisco',
    name: /^ip phones with multiplatform/,
    models: /^(?:ip phone |cp[- ]?)?(?:68|78|88)\d\d\w*.*(?:multiplatform|mpp|3pcc)|multiplatform/,
  },
  {
    vendor: 'cisco',
    name: /^ip phone (\d{4}) with multiplatform$/,
    models: /^(?:ip phone |cp[- ]?)?$1\w*.*(?:multiplatform|mpp|3pcc)/,
  },
  {
    vendor: 'cisco',
    name: /^ip phone (\d\d)00 series with multiplatform$/,
    models: /^(?:ip phone |cp[- ]?)?$1\d\d\w*.*(?:multiplatform|mpp|3pcc)/,
  },
  { vendor: 'cisco', name: /^small business ip phones?$/, models: /^spa ?\d{3}/ },
  {
    vendor: 'cisco',
    name: /^phoneos$|^video phone 8875$/,
    models: /^(?:(?:desk|video|ip) phone |cp[- ]?|dp[- ]?)?(?:98\d\d|8875)/,
  },
  { vendor: 'cisco', name: /^ip phone$/, models: /^(?:ip phone |cp[- ]?)?(?:68|78|88|89|99)\d\d/ },
  {
    vendor: 'cisco',
    name: /^session initiation protocol \(sip\) software$/,
    models: /^(?:ip phone |cp[- ]?)?(?:78|79|88|89|99)\d\d(?!.*(?:multiplatform|mpp|3pcc))/,
  },
  { vendor: 'mitel', name: /^6800 series/, models: /^68\d\d[a-z]?/ },
  { vendor: 'mitel', name: /^6900 series/, models: /^69(?!70)\d\d(?!w)/ },
  { vendor: 'mitel', name: /^6900w series/, models: /^69\d\dw/ },
  { vendor: 'mitel', name: /^(69\d\dw?)(?: sip| conference.*)?$/, models: /^$1(?: |$|-)/ },
  {
    vendor: 'mitel',
    name: /^openscape desk phone ip (\d+g)( eco)?$/,
    models: /(?:openscape )?(?:desk ?phone )?(?:ip )?$1/,
  },
  { vendor: 'grandstream', name: /^ucm series$/, models: /^ucm ?6\d{3}/ },
  { vendor: 'grandstream', name: /^ucm(6\d)00$/, models: /^ucm ?$1\d\d(?![a-z])/ },
  { vendor: 'poly', name: /^ccx$/, models: /^ccx/ },
  { vendor: 'audiocodes', name: /^voip phones$/, models: /^(?:4\d\dhd|rx|c4\d\dhd)/ },
]

/** Whether an advisory about one product is about a device of the other name. */
export function meansProduct(said: Product, device: Product): boolean {
  if (said.vendor !== device.vendor) return false
  const [a, b] = [said.name.replaceAll('-', ' '), device.name.replaceAll('-', ' ')]
  if (a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '')) return true
  return FAMILIES.some(({ vendor, name, models }) => {
    const found = vendor === said.vendor ? name.exec(said.name) : null
    return found !== null && new RegExp(models.source.replace('$1', found[1] ?? '')).test(device.name)
  })
}

const YEALINK_PHONE = /^(?:t|w|cp|vp|ax|mp|dect)\d/

/** The first number of a Yealink phone is its hardware: it says nothing of newer or older. */
export function comparable(product: Product, version: Version): Version {
  const isPhone = product.vendor === 'yealink' && YEALINK_PHONE.test(product.name)
  return isPhone && version.numbers.length === 4 ? { ...version, numbers: version.numbers.slice(1) } : version
}
