import type { z } from 'zod'
import type { IncidentAct, IncidentList, IncidentView, Timeline } from '#contract'
import type { EntryData, GateId, IncidentState } from '#core/handling'
import type { Place } from '#core/incidents'
import { createActs } from '../flows/handle/acts.ts'
import { addInvestigation, openByInvestigation, openByPerson } from '../flows/handle/open.ts'
import type { HandlePorts } from '../flows/handle/ports.ts'
import { look } from '../flows/handle/situation.ts'
import { type AlertWord, takeAlert } from '../flows/handle/take-alert.ts'
import { type TimelineSource, timelineOf } from './timeline.ts'
import { headOf, type NameOf, viewOf } from './view.ts'

interface ReceivedFile {
  readonly name: string
  readonly stream: AsyncIterable<Uint8Array>
}

/** Incidents as the faces see them. `by` is always the actor's id. */
export interface Incidents {
  list(place: Place): Promise<IncidentList>
  open(
    place: Place,
    wanted: { words: string; investigation?: string | undefined },
    by: string,
  ): Promise<string>
  get(place: Place, id: string): Promise<IncidentView>
  timeline(place: Place, id: string): Promise<Timeline>
  act(place: Place, id: string, act: z.infer<typeof IncidentAct>, by: string): Promise<void>
  move(place: Place, id: string, to: IncidentState, why: string, by: string): Promise<void>
  override(place: Place, id: string, gate: GateId, by: string): Promise<void>
  /** Takes files into custody; they must be read one after the other. */
  addFiles(
    place: Place,
    id: string,
    task: string | null,
    files: AsyncIterable<ReceivedFile>,
    by: string,
  ): Promise<void>
  file(place: Place, id: string, sha256: string): Promise<{ name: string; body: Uint8Array } | null>
  /** The number of entries now, then whenever something of it changed; it is read again by `get`. */
  follow(place: Place, id: string): AsyncIterable<number>
  /** What the watcher of a site says. */
  takeAlert(place: Place, alert: AlertWord): Promise<void>
}

export interface ServicePorts extends HandlePorts {
  readonly sources: readonly TimelineSource[]
  readonly zoneOf: (place: Place) => Promise<string>
  readonly vault: {
    keepStream(stream: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }>
    read(sha256: string): Promise<Uint8Array>
  }
  /** Every change of an incident, from now on. */
  readonly changes: (place: Place, id: string) => AsyncIterable<unknown>
}

export function createIncidents(ports: ServicePorts): Incidents {
  const { store } = ports
  const acts = createActs(ports)
  const names = async (ids: Iterable<string>): Promise<NameOf> => {
    const known = await store.names([...new Set(ids)])
    return (id) => ({ id, name: known.get(id) ?? (id.startsWith('system:') ? 'Ringfence' : id) })
  }
  return {
    async list(place) {
      const heads = await store.list(place)
      const nameOf = await names(heads.flatMap(({ owner }) => owner ?? []))
      return { incidents: heads.map((head) => headOf(head, nameOf)) }
    },

    open: (place, { words, investigation }, by) =>
      investigation === undefined
        ? openByPerson(place, words, by, ports)
        : openByInvestigation(place, investigation, by, ports),

    async get(place, id) {
      const situation = await look(place, id, ports)
      const { standing, entries } = situation
      const people = [...entries.map(({ by }) => by), standing.owner ?? '', ...standing.assigned.values()]
      return viewOf(situation, await ports.zoneOf(place), await names(people))
    },

    async timeline(place, id) {
      const situation = await look(place, id, ports)
      const nameOf = await names(situation.entries.map(({ by }) => by))
      return timelineOf(situation, ports.sources, await ports.zoneOf(place), nameOf)
    },

    act: (place, id, act, by) => {
      switch (act.kind) {
        case 'task':
          return acts.settle(place, id, act, by)
        case 'answer':
          return acts.answer(place, id, act.fact, act.value, by)
        case 'override-asked':
          return acts.askOverride(place, id, act.gate, act.reason, by)
        case 'investigation':
          return addInvestigation(place, id, act.investigation, by, ports)
        default:
          return acts.write(place, id, entryOf(act), by)
      }
    },
    move: acts.move,
    override: acts.override,

    async addFiles(place, id, task, files, by) {
      await look(place, id, ports)
      for await (const { name, stream } of files) {
        const kept = await ports.vault.keepStream(stream)
        await acts.write(place, id, { kind: 'file', name, task, ...kept }, by)
      }
    },

    async file(place, id, sha256) {
      const { standing } = await look(place, id, ports)
      const found = standing.files.find((file) => file.sha256 === sha256)
      return found ? { name: found.name, body: await ports.vault.read(sha256) } : null
    },

    async *follow(place, id) {
      for await (const _ of ports.changes(place, id)) {
        const kept = await store.load(place, id)
        yield kept?.entries.length ?? 0
      }
    },

    takeAlert: (place, alert) => takeAlert(place, alert, ports),
  }
}

type Written = Exclude<
  z.infer<typeof IncidentAct>,
  { kind: 'task' | 'answer' | 'override-asked' | 'investigation' }
>

/** Money of the API as an entry keeps it. */
function entryOf(act: Written): EntryData {
  switch (act.kind) {
    case 'reconciled': {
      const { disputed, ...rest } = act
      return { ...rest, disputedMicros: disputed.micros, currency: disputed.currency }
    }
    case 'dispute': {
      const { amount, ...rest } = act
      return { ...rest, ...amount }
    }
    default:
      return act
  }
}
