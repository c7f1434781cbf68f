import type { AmiMessage } from './ami-frames.ts'
import type { Ari } from './ari.ts'
import { readConfig, type Section } from './config-files.ts'
import { type Entrance, readEntrances } from './entrances.ts'
import type { Hand } from './hand.ts'
import type { Layout } from './layout.ts'
import { GUARD, isDoor } from './pbx-kit.ts'

export interface Phone {
  readonly name: string
  readonly context: string
  readonly auth: string
  readonly aors: readonly string[]
}

/** What this PBX is, and what our user may do there. */
export interface Facts {
  readonly version: string
  readonly maySee: boolean
  readonly mayHangUp: boolean
  /** The REST interface is connected, and its user may act. */
  readonly ariMayAct: boolean
  /** Write class system: its database, maintenance, lists. */
  readonly mayAct: boolean
  /** Write class config: UpdateConfig. */
  readonly mayConfigure: boolean
  readonly phones: readonly Phone[]
  readonly trunks: readonly { readonly name: string; readonly addresses: readonly string[] }[]
  /** AstDB family in front of the file, '' when there is none. */
  readonly shadow: { readonly auth: string; readonly aor: string; readonly acl: string }
  readonly guardText: boolean
  readonly doors: ReadonlySet<string>
  /** Guard in the dial plan, and every phone enters by a door, or by a context with the guard inside. */
  readonly guard: boolean
  readonly layout: Layout
  /** Write class config, and the sections of phones and lines are not written anew by a program. */
  readonly mayChangeSections: boolean
  /** Where the guard stands inside: the contexts that phones enter. Empty in a stock PBX. */
  readonly entrances: readonly Entrance[]
}

const allowed = async (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    (error) => error.code === 'ami-refused',
  )

/** Asks the PBX. Nothing is changed: rights are tried on things that do not exist. */
export async function readFacts(hand: Hand, ari: Ari | null, layout: Layout): Promise<Facts> {
  const maySee = await allowed(hand.act({ Action: 'CoreSettings' }))
  const mayAct = await allowed(hand.act({ Action: 'DBDel', Family: 'ringfence-nothing', Key: 'nothing' }))
  const mayHangUp = await allowed(hand.act({ Action: 'Hangup', Channel: 'ringfence/nothing' }))
  const mayConfigure = await allowed(
    hand.act({ Action: 'ListCategories', Filename: 'ringfence-nothing.conf' }),
  )
  const settings = maySee ? await hand.act({ Action: 'CoreSettings' }) : null
  const endpoints = mayAct ? await readEndpoints(hand, await layout.lines?.()) : { phones: [], trunks: [] }
  const sorcery = mayAct ? await readConfig(hand, 'sorcery.conf') : []
  const contexts = maySee ? await ringfenceContexts(hand, endpoints.phones) : new Set<string>()
  const doors = new Set([...contexts].filter((name) => name !== GUARD))
  const { phones } = endpoints
  const used = [...new Set(phones.map(({ context }) => context))].filter((context) => !isDoor(context))
  const entrances = layout.generated && maySee ? await readEntrances(hand, used) : []
  const inside = new Set(entrances.flatMap(({ name, guarded }) => (guarded ? [name] : [])))
  return {
    version: settings?.['AsteriskVersion'] ?? '',
    maySee,
    mayHangUp,
    ariMayAct: ari !== null && (await ari.mayAct()),
    mayAct,
    mayConfigure,
    ...endpoints,
    shadow: {
      auth: shadowOf(sorcery, 'res_pjsip', 'auth'),
      aor: shadowOf(sorcery, 'res_pjsip', 'aor'),
      acl: shadowOf(sorcery, 'acl', 'acl'),
    },
    guardText: contexts.has(GUARD),
    doors,
    guard:
      contexts.has(GUARD) &&
      phones.length > 0 &&
      phones.every(({ context }) => doors.has(context) || inside.has(context)) &&
      entrances.every(({ guarded }) => guarded),
    layout,
    mayChangeSections: mayConfigure && !layout.generated,
    entrances,
  }
}

async function readEndpoints(
  hand: Hand,
  lines: ReadonlySet<string> = new Set(),
): Promise<Pick<Facts, 'phones' | 'trunks'>> {
  const phones: Phone[] = []
  const trunks: { name: string; addresses: string[] }[] = []
  for (const listed of await hand.list({ Action: 'PJSIPShowEndpoints' })) {
    const name = listed['ObjectName'] ?? ''
    // Whoever nobody knows is neither.
    if (/^anonymous(?:@|$)/.test(name)) continue
    const details = await hand.list({ Action: 'PJSIPShowEndpoint', Endpoint: name })
    const of = (event: string): AmiMessage[] => details.filter((m) => m['Event'] === event)
    const aors = (listed['Aor'] ?? '').split(',').filter((aor) => aor !== '')
    const [auth = ''] = (listed['Auths'] ?? '').split(',')
    // Who must prove a password before calling is a phone; a line is known by its address, or signs itself in elsewhere.
    if (auth !== '' && of('IdentifyDetail').length === 0 && !lines.has(name))
      phones.push({ name, auth, aors, context: of('EndpointDetail')[0]?.['Context'] ?? '' })
    else
      trunks.push({
        name,
        addresses: [
          ...of('IdentifyDetail').flatMap((m) =>
            (m['Match'] ?? '').split(',').map((one) => one.replace(/\/(255\.){3}255$|\/32$/, '')),
          ),
          ...of('AorDetail').flatMap((m) => hostsOf(m['Contacts'] ?? '')),
        ].filter((address, n, all) => address !== '' && all.indexOf(address) === n),
      })
  }
  return { phones, trunks }
}

const hostsOf = (contacts: string): string[] =>
  [...contacts.matchAll(/sips?:(?:[^@,\s]*@)?\[?([\da-fA-F.:]+?)\]?(?::\d+)?(?=[;,/\s]|$)/g)].map(
    (m) => m[1] as string,
  )

async function ringfenceContexts(hand: Hand, phones: readonly Phone[]): Promise<Set<string>> {
  const found = new Set<string>()
  const doors = new Set(phones.map((phone) => phone.context).map((c) => (isDoor(c) ? c : `ringfence-${c}`)))
  for (const context of [GUARD, ...doors]) {
    const lines = await hand.list({ Action: 'ShowDialPlan', Context: context })
    if (lines.length > 0) found.add(context)
  }
  return found
}

/** The AstDB family that is asked before the file: `auth=astdb,ps_auths` gives ps_auths/auth. */
function shadowOf(sorcery: readonly Section[], section: string, type: string): string {
  const wizards = sorcery
    .filter(({ name }) => name === section)
    .flatMap(({ lines }) => lines.filter(([key]) => key.trim() === type).map(([, value]) => value.trim()))
  const m = /^astdb\s*,\s*([^,\s]+)/.exec(wizards[0] ?? '')
  return m ? `${m[1]}/${type}` : ''
}
