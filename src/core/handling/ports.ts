import type { Act, Incident, Place } from '#core/incidents'
import type { Playbook } from '#core/playbooks'
import type { Case, Entry, EntryData, IncidentState, Severity } from './model.ts'

/** What is to be written, with its own line in the ledger. */
export interface NewEntry {
  readonly at: number
  readonly by: string
  readonly data: EntryData
}

/** What lists show of an incident that is being handled. */
export interface CaseHead {
  readonly incident: Incident
  readonly state: IncidentState
  readonly severity: Severity
  readonly owner: string | null
  readonly openedAt: number
  readonly closedAt: number | null
}

export interface CaseStore {
  /** Writes the incident (when it is new), the playbook and the first entries. False: it is being handled already. */
  open(incident: Incident, playbook: Playbook, entries: readonly NewEntry[]): Promise<boolean>
  load(place: Place, id: string): Promise<Case | null>
  /**
   * Adds entries behind entry number `after`, each with its ledger entry, in one transaction; `incident` is what changes of
   * the record. False, and nothing happens, when somebody was faster.
   */
  append(
    place: Place,
    id: string,
    after: number,
    entries: readonly NewEntry[],
    incident?: Partial<Pick<Incident, 'ended' | 'accounts' | 'exposure' | 'kind' | 'title'>>,
  ): Promise<boolean>
  /** Newest first. */
  list(place: Place): Promise<readonly CaseHead[]>
  /** The newest that is not closed. */
  current(place: Place): Promise<string | null>
  /** What an investigation found, the dearest first, not withdrawn. */
  findings(place: Place, investigation: string): Promise<readonly Incident[]>
  /** Of those that have one. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** The ledger's line for an entry. */
export const actOf = (incident: string, { at, by, data }: NewEntry | Entry): Act => {
  const { kind, ...detail } = data
  return { actor: by, action: `incident.${kind}`, subject: incident, detail, at }
}
