import type { z } from 'zod'
import type { IncidentAct, IncidentList, IncidentView, Timeline } from '#contract'
import type { EntryData, GateId, IncidentState } from '#core/handling'
import type { Place } from '#core/incidents'
import { type Acts, createActs } from '../flows/handle/acts.ts'
import { addInvestigation, openByInvestigation, openByPerson } from '../flows/handle/open.ts'
import type { HandlePorts } from '../flows/handle/ports.ts'
import { look } from '../flows/handle/situation.ts'
import { type AlertWord, takeAlert } from '../flows/handle/take-alert.ts'
import type { ReportFile } from '../report-files.ts'
import { createDuties, type Duties, type DutyPorts } from './duties.ts'
import { type IncidentFileKind, incidentFile, type Renderers } from './files.ts'
import { createInvoices, type InvoicePorts, type Invoices } from './invoices.ts'
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
  /** The report, or a part of the dispute pack. */
  report(place: Place, id: string, kind: IncidentFileKind): Promise<ReportFile>
  /** The number of entries now, then whenever something of it changed; it is read again by `get`. */
  follow(place: Place, id: string): AsyncIterable<number>
  readonly invoices: Invoices
  readonly duties: Duties
  /** What the watcher of a site says. */
  takeAlert(place: Place, alert: AlertWord): Promise<void>
}

export interface ServicePorts extends HandlePorts, InvoicePorts {
  readonly duties: DutyPorts
  readonly sources: readonly TimelineSource[]
  readonly render: Renderers
  readonly madeBy: string
  readonly zoneOf: (place: Place) => Promise<string>
  /** Every change of an incident, from now on. */
  readonly changes: (place: Place, id: string) => AsyncIterable<unknown>
}

export function createIncidents(ports: ServicePorts): Incidents {
  const { store } = ports
  const acts = createActs(ports)
  const invoices = createInvoices(ports)
  const names = async (ids: Iterable<string>): Promise<NameOf> => {
    const known = await store.names([...new Set(ids)])
    return (id) => ({ id, name: known.get(id) ?? (id.startsWith('system:') ? 'Ringfence' : id) })
  }
  const told = async (place: Place, id: string) => {
    const situation = await look(place, id, ports)
    const { standing, entries } = situation
    const people = [...entries.map(({ by }) => by), standing.owner ?? '', ...standing.assigned.values()]
    const [zone, nameOf] = await Promise.all([ports.zoneOf(place), names(people)])
    return {
      view: viewOf(situation, zone, nameOf),
      timeline: () => timelineOf(situation, ports.sources, zone, nameOf),
    }
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

    get: async (place, id) => (await told(place, id)).view,
    timeline: async (place, id) => (await told(place, id)).timeline(),

    async report(place, id, kind) {
      const { view, timeline } = await told(place, id)
      const calls = await Promise.all(view.investigations.map((one) => ports.callsOf(place, one.id)))
      const lines = (zone: string) => invoices.disputed(place, id, zone)
      const all = { view, timeline: await timeline(), calls: calls.flat(), lines }
      return incidentFile(kind, all, ports.render, ports.madeBy)
    },

    act: (place, id, act, by) => perform(place, id, act, by, acts, ports),
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

    invoices,
    duties: createDuties(ports, names),
    takeAlert: (place, alert) => takeAlert(place, alert, ports),
  }
}

type Act = z.infer<typeof IncidentAct>

function perform(
  place: Place,
  id: string,
  act: Act,
  by: string,
  acts: Acts,
  ports: ServicePorts,
): Promise<void> {
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
