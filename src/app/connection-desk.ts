import type { ConnectionList, ConnectReport, NewConnection } from '#contract'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { Capability } from '#core/response'
import type { Connections } from './connections.ts'
import type { Controls } from './controls.ts'

type Found = Pick<ConnectReport, 'product' | 'capabilities' | 'reads' | 'paste'>

interface Checkable {
  check(): Promise<{
    readonly product: string
    readonly capabilities: readonly (Omit<Capability, 'control'> & { readonly control: string })[]
    readonly reads: readonly string[]
    readonly paste: string
  }>
  close(): Promise<void>
}

/** The systems a site is connected to: tried, kept, forgotten. */
export interface ConnectionDesk {
  /** Each tried now. */
  list(place: Place): Promise<ConnectionList>
  /** Changes and keeps nothing. Throws the one reason why it cannot be made. */
  check(place: Place, wanted: NewConnection): Promise<ConnectReport>
  /** Tries it first. */
  add(place: Place, wanted: NewConnection, by: string): Promise<ConnectReport>
  remove(place: Place, id: string, by: string): Promise<void>
}

interface DeskPorts<C> {
  readonly connections: Pick<Connections<C>, 'of' | 'try' | 'add' | 'remove'>
  readonly controls: Pick<Controls, 'list'>
  /** Ways for notices to leave are looked after elsewhere. */
  readonly isSystem: (connection: C) => boolean
}

export function createConnectionDesk<C extends Checkable>(ports: DeskPorts<C>): ConnectionDesk {
  const { connections, controls } = ports
  const systems = async (place: Place) =>
    (await connections.of(place)).filter(({ connection }) => ports.isSystem(connection))

  async function check({ site }: Place, { kind, settings }: NewConnection): Promise<ConnectReport> {
    const connection = connections.try(kind, settings)
    return { id: null, site, kind, ...(await checked(connection).finally(() => connection.close())) }
  }

  return {
    check,
    async list(place) {
      const all = (await systems(place)).map(async ({ id, kind, where, createdAt, connection }) => {
        return { id, kind, where, since: new Date(createdAt).toISOString(), ...(await triedNow(connection)) }
      })
      return { connections: await Promise.all(all) }
    },
    async add(place, wanted, by) {
      const report = await check(place, wanted)
      return { ...report, id: await connections.add(place, wanted.kind, wanted.settings, by) }
    },
    async remove(place, id, by) {
      if (!(await systems(place)).some((one) => one.id === id)) throw connectionUnknown()
      // What is in force there could never be taken back.
      const { controls: open } = await controls.list(place, true)
      if (open.some(({ connection }) => connection === id)) throw connectionInUse()
      await connections.remove(place, id, by)
    },
  }
}

/** What a connection finds when it tries everything. */
export async function checked(connection: Checkable): Promise<Found> {
  const { product, capabilities, reads, paste } = await connection.check()
  return { product, capabilities: capabilities.map((one) => ({ ...one })), reads: [...reads], paste }
}

/** The same of one that is kept: that it cannot be reached now is an answer. */
export async function triedNow(
  connection: Checkable,
): Promise<Found & { readonly ok: boolean; readonly reason: string }> {
  try {
    return { ok: true, reason: '', ...(await checked(connection)) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const reason = `${error.message}. ${error.remedy}`
    return { ok: false, reason, product: '', capabilities: [], reads: [], paste: '' }
  }
}

const connectionUnknown = (): DomainError =>
  new DomainError('connection-unknown', 'There is no such connection here.', 'Look in Connect.')

const connectionInUse = (): DomainError =>
  new DomainError(
    'connection-in-use',
    'A control is in force or waits through this connection.',
    'Undo it under Controls first; without the connection nobody could.',
  )
