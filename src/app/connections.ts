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

/** Stored connections, each opened once in this process. */
export function createConnections<C extends { close(): Promise<void> }>(
  ports: ConnectionPorts<C>,
): Connections<C> {
  const { store, secrets, now } = ports
  const held = new Map<string, C>()

  const vendorOf = (kind: string): Vendor<C> => findVendor(ports.vendors, kind)
  const purpose = (id: string): string => `connection:${id}`
  const seal = (id: string, settings: unknown): string => secrets.seal(JSON.stringify(settings), purpose(id))
  const act = (action: string, id: string, kind: string, by: string): Act =>
    actOf(by, action, id, { kind }, now())

  function open(stored: StoredConnection): C {
    const { id, kind, sealed } = stored
    const settings = secrets.open(sealed, purpose(id))
    if (settings === null)
      throw new DomainError(
        'secret-key-unusable',
        `The settings of connection ${id} were sealed with another key`,
        'Put the key file of the data directory back from a backup, or connect the system again.',
      )
    const vendor = vendorOf(kind)
    return vendor.open(vendor.parse(JSON.parse(settings)), {
      now,
      random: ports.random,
      saveSettings: (changed) =>
        store.reseal(id, seal(id, changed), act('connection.resealed', id, kind, 'system:connections')),
      cursor: { read: () => store.readCursor(id), write: (text) => store.writeCursor(id, text) },
    })
  }

  const drop = async (id: string): Promise<void> => {
    const connection = held.get(id)
    held.delete(id)
    await connection?.close()
  }

  return {
    try: (kind, settings) => {
      const vendor = vendorOf(kind)
      return vendor.open(vendor.parse(settings), {
        now,
        random: ports.random,
        saveSettings: async () => undefined,
        cursor: { read: async () => '', write: async () => undefined },
      })
    },
    async add(place, kind, settings, by) {
      const id = ports.newId()
      const sealed = seal(id, vendorOf(kind).parse(settings))
      const { customer, site } = place
      const stored = { id, customer, site, kind, sealed, createdAt: now() }
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
      return stored.map((each) => {
        const connection = held.get(each.id) ?? open(each)
        held.set(each.id, connection)
        return { id: each.id, kind: each.kind, customer: each.customer, site: each.site, connection }
      })
    },
    async close() {
      await Promise.all([...held.keys()].map(drop))
    },
  }
}
