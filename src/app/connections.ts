import { z } from 'zod'
import type { Act, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { ConnectionStore, StoredConnection } from '#core/response'
import { actOf } from './kept.ts'

/** What a connection is told about the house, whatever its vendor. */
export interface OpenTools {
  readonly now: () => number
  readonly random: (bytes: number) => string
  readonly saveSettings: (settings: unknown) => Promise<void>
  readonly cursor: { read(): Promise<string>; write(text: string): Promise<void> }
}

/** One vendor as the app needs it; `parse` throws for settings that are not understood. */
interface Vendor<C> {
  readonly kind: string
  parse(settings: unknown): Readonly<Record<string, unknown>>
  open(settings: Readonly<Record<string, unknown>>, tools: OpenTools): C
}

export interface ConnectionPorts<C> {
  readonly store: ConnectionStore
  readonly vendors: readonly Vendor<C>[]
  readonly secrets: {
    seal(plain: string, purpose: string): string
    open(sealed: string, purpose: string): string | null
  }
  readonly newId: () => string
  readonly now: () => number
  readonly random: (bytes: number) => string
}

export interface OpenConnection<C> extends Place {
  readonly id: string
  readonly kind: string
  /** Address of the system, without user and password. */
  readonly where: string
  /** UTC milliseconds. */
  readonly createdAt: number
  readonly connection: C
}

export interface Connections<C> {
  /** A connection that is not stored: to try settings out. The caller closes it. */
  try(kind: string, settings: unknown): C
  /** Keeps it; the site is made when it is new. */
  add(place: Place, kind: string, settings: unknown, by: string): Promise<string>
  remove(place: Place, id: string, by: string): Promise<boolean>
  /** The connections of a place, opened when first asked for and held; of every place when there is none. */
  of(place: Place | null): Promise<readonly OpenConnection<C>[]>
  close(): Promise<void>
}

function findVendor<V extends { readonly kind: string }>(vendors: readonly V[], kind: string): V {
  const vendor = vendors.find((each) => each.kind === kind)
  if (vendor) return vendor
  throw new DomainError(
    'connector-unknown',
    `There is no connector ${kind}`,
    `Use one of ${vendors.map((each) => each.kind).join(', ')}.`,
  )
}

interface Held<C> {
  readonly connection: C
  readonly sealed: string
  readonly where: string
}

function fitting<C>(vendor: Vendor<C>, settings: unknown): Readonly<Record<string, unknown>> {
  try {
    return vendor.parse(settings)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const problems = error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`)
    throw new DomainError(
      'connection-invalid',
      `The connection cannot be made like this: ${problems.join('; ')}`,
      'Correct what is named. ringfence connect --help says what each kind needs.',
    )
  }
}

/** A connection that is not stored; `connection-invalid` names every setting that does not fit. The caller closes it. */
export function tryOut<C>(
  { vendors, now, random }: Pick<ConnectionPorts<C>, 'vendors' | 'now' | 'random'>,
  kind: string,
  settings: unknown,
): C {
  const vendor = findVendor(vendors, kind)
  return vendor.open(fitting(vendor, settings), {
    now,
    random,
    saveSettings: async () => undefined,
    cursor: { read: async () => '', write: async () => undefined },
  })
}

/** Stored connections, each opened once in this process. */
export function createConnections<C extends { close(): Promise<void> }>(
  ports: ConnectionPorts<C>,
): Connections<C> {
  const { store, now } = ports
  const held = new Map<string, Held<C>>()
  let closed = false

  const vendorOf = (kind: string): Vendor<C> => findVendor(ports.vendors, kind)
  const { seal, unseal } = sealing(ports.secrets)
  const act = (action: string, id: string, kind: string, by: string): Act =>
    actOf(by, action, id, { kind }, now())

  function open(stored: StoredConnection): Held<C> {
    const { id, kind, sealed } = stored
    const vendor = vendorOf(kind)
    const settings = vendor.parse(unseal(stored))
    const connection = vendor.open(settings, {
      now,
      random: ports.random,
      saveSettings: (changed) =>
        store.reseal(id, seal(id, changed), act('connection.resealed', id, kind, 'system:connections')),
      cursor: { read: () => store.readCursor(id), write: (text) => store.writeCursor(id, text) },
    })
    return { connection, sealed, where: whereOf(settings) }
  }

  const drop = async (id: string): Promise<void> => {
    const one = held.get(id)
    held.delete(id)
    await one?.connection.close()
  }

  return {
    try: (kind, settings) => tryOut(ports, kind, settings),
    async add(place, kind, settings, by) {
      const parsed = vendorOf(kind).parse(settings)
      const same = (await store.list(place)).find(
        (each) => each.kind === kind && addressOf(unseal(each)) === addressOf(parsed),
      )
      // A system that was connected twice would be followed twice, and each of its calls counted twice.
      if (same) {
        await store.reseal(same.id, seal(same.id, parsed), act('connection.resealed', same.id, kind, by))
        return same.id
      }
      const id = ports.newId()
      const stored = { id, ...place, kind, sealed: seal(id, parsed), createdAt: now() }
      await store.add(stored, act('connection.added', id, kind, by))
      return id
    },
    async remove(place, id, by) {
      const removed = await store.remove(place, id, act('connection.removed', id, '', by))
      if (removed) await drop(id)
      return removed
    },
    async of(place) {
      const stored = await store.list(place)
      // Whoever still asks while the server stops would open one that nobody closes.
      if (closed) throw new Error('the connections are closed')
      return stored.map((each) => {
        const { id, kind, customer, site, sealed, createdAt } = each
        const before = held.get(id)
        // Somebody connected it anew, or a control changed its secret: the old one is of no use any more.
        if (before && before.sealed !== sealed) void before.connection.close()
        const { where, connection } = before?.sealed === sealed ? before : open(each)
        held.set(id, { connection, sealed, where })
        return { id, kind, customer, site, createdAt, where, connection }
      })
    },
    async close() {
      closed = true
      await Promise.all([...held.keys()].map(drop))
    },
  }
}

/** Settings are sealed as a whole, each under its connection's id: a value cannot be moved to another. */
function sealing(secrets: ConnectionPorts<never>['secrets']) {
  const purpose = (id: string): string => `connection:${id}`
  return {
    seal: (id: string, settings: unknown): string => secrets.seal(JSON.stringify(settings), purpose(id)),
    unseal({ id, sealed }: StoredConnection): unknown {
      const settings = secrets.open(sealed, purpose(id))
      if (settings !== null) return JSON.parse(settings)
      throw new DomainError(
        'secret-key-unusable',
        `The settings of connection ${id} were sealed with another key`,
        'Put the key file of the data directory back from a backup, or connect the system again.',
      )
    },
  }
}

/** Where a system is, for people: no address of it holds a user or a password. */
function whereOf(settings: Readonly<Record<string, unknown>>): string {
  const { host, port, rpc, dir, netns, ssh } = settings as Record<string, string | undefined> & {
    ssh?: { host: string }
  }
  if (rpc !== undefined) return `${new URL(rpc).origin}${new URL(rpc).pathname}`
  if (dir !== undefined) return dir
  if (host !== undefined) return port === undefined ? host : `${host}:${port}`
  return [ssh?.host ?? 'this machine', netns].filter(Boolean).join(', ')
}

/** Where a system is, whatever it is reached with; of channels also what it is called: two may end at one address. */
function addressOf(settings: unknown): string {
  const { host, port, rpc, dir, table, netns, ssh, url, name } = settings as Record<string, unknown>
  return JSON.stringify([
    host,
    port,
    rpc,
    dir,
    table,
    netns,
    url,
    name,
    (ssh as { host?: unknown } | undefined)?.host,
  ])
}
