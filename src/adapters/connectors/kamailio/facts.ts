import { z } from 'zod'
import { Addresses, hostOf, Locations, listOr, Sockets, TableNames } from './answers.ts'
import type { Hand, Socket } from './hand.ts'
import { TABLE, tables } from './kamailio-kit.ts'

export interface Phone {
  readonly account: string
  /** As Kamailio names it: with the domain where it keeps several. */
  readonly aor: string
  /** '' when it is not told. */
  readonly address: string
  readonly userAgent: string
  readonly contact: string
}

/** What this Kamailio is, and what can be done there. */
export interface Facts {
  readonly version: string
  readonly modules: readonly string[]
  readonly methods: ReadonlySet<string>
  readonly listens: readonly string[]
  /** Where the guard can be asked. */
  readonly socket: Socket | null
  readonly tables: ReadonlySet<string>
  /** The kit's tables are there. */
  readonly guardText: boolean
  /** The guard is really called: it answered a question, or has looked at requests. */
  readonly guard: boolean
  readonly phones: readonly Phone[]
  readonly lines: readonly { readonly name: string; readonly addresses: readonly string[] }[]
}

const Names = z.array(z.string())

/** Asks Kamailio. Nothing is changed, but for the token that lets the guard know our questions. */
export async function readFacts(hand: Hand): Promise<Facts> {
  const { rpc } = hand
  const methods = new Set(Names.parse(await rpc.call('system.listMethods')))
  const has = <T>(method: string, read: (answer: unknown) => T, none: T): Promise<T> =>
    methods.has(method) ? rpc.call(method).then(read) : Promise.resolve(none)
  const [version, modules, sockets, names, phones, lines] = await Promise.all([
    rpc.call('core.version').then(String),
    has('core.modules', (answer) => Names.parse(answer), []),
    has('core.sockets_list', listOr(Sockets), []),
    has('htable.listTables', listOr(TableNames), []),
    readPhones(hand, methods),
    readLines(hand, methods),
  ])
  const there = new Set(names.map(({ name }) => name))
  const guardText = tables.every((name) => there.has(name))
  const socket = socketOf(sockets, new URL(rpc.address).hostname)
  return {
    version: /kamailio (\S+)/i.exec(version)?.[1] ?? version.trim(),
    modules,
    methods,
    listens: [...new Set(sockets.map((one) => one.socket.ipaddress))],
    socket,
    tables: there,
    guardText,
    guard: guardText && (await isCalled(hand, socket)),
    phones,
    lines,
  }
}

async function isCalled(hand: Hand, socket: Socket | null): Promise<boolean> {
  const verdict = await hand.ask(socket, { from: 'ringfence', to: 'ringfence' })
  if (verdict === 'passed' || verdict === 'refused') return true
  return Number((await hand.table(TABLE.house)).get('seen') ?? 0) > 0
}

/** The UDP socket that is reached where its RPC is, else the first. */
function socketOf(sockets: z.output<typeof Sockets>, host: string): Socket | null {
  const udp = sockets.map(({ socket }) => socket).filter(({ proto }) => proto === 'udp')
  const best = udp.find(({ ipaddress }) => ipaddress === host) ?? udp[0]
  if (!best) return null
  const any = /^(0\.0\.0\.0|::)$/.test(best.ipaddress)
  return { host: any ? host : best.ipaddress, port: Number(best.port) }
}

export async function readPhones({ rpc }: Hand, methods: ReadonlySet<string>): Promise<Phone[]> {
  if (!methods.has('ul.dump')) return []
  const { Domains } = Locations.parse(await rpc.call('ul.dump'))
  return Domains.flatMap(({ Domain }) => Domain.AoRs).flatMap(({ Info }) =>
    Info.Contacts.map(({ Contact }) => ({
      account: Info.AoR.replace(/@.*$/, ''),
      aor: Info.AoR,
      address: hostOf(/^sips?:/.test(Contact.Received) ? Contact.Received : Contact.Address),
      userAgent: Contact['User-Agent'] === '[not set]' ? '' : Contact['User-Agent'],
      contact: Contact.Address,
    })),
  )
}

/** Whoever need not sign in: module permissions knows them by their address. */
async function readLines({ rpc }: Hand, methods: ReadonlySet<string>): Promise<Facts['lines']> {
  if (!methods.has('permissions.addressDump')) return []
  const [single, nets] = await Promise.all([
    rpc.call('permissions.addressDump').then(listOr(Addresses)),
    rpc.call('permissions.subnetDump').then(listOr(Addresses)),
  ])
  const lines = new Map<string, string[]>()
  for (const { group, item } of [...single, ...nets]) {
    const name = item.tag || `group-${group}`
    const address = item.ip ?? (item.subnet === undefined ? '' : `${item.subnet}/${item.mask ?? 32}`)
    if (address !== '') lines.set(name, [...(lines.get(name) ?? []), address])
  }
  return [...lines].map(([name, addresses]) => ({ name, addresses }))
}
