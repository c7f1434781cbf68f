import type { Audits } from '../../src/app/audit-ports.ts'
import type { Controls } from '../../src/app/controls.ts'
import type { Incidents } from '../../src/app/incidents/service.ts'
import type { Investigations } from '../../src/app/model.ts'
import type { Notices } from '../../src/app/notice-model.ts'
import { DomainError } from '../../src/core/kernel/index.ts'

/** Walks over all routes meet parts that are not there: an expected refusal, so that a fault stays one. */
export const unused = () => {
  throw new DomainError('not-part-of-this-test', 'Not part of this test.', 'Hand the part in.')
}

export const noInvestigations: Investigations = {
  start: unused,
  startSample: unused,
  list: async () => [],
  get: async () => null,
  flaggedCalls: unused,
  progress: unused,
  report: unused,
  remove: unused,
  mark: unused,
  takeBack: unused,
  week: unused,
}

export const noControls: Controls = {
  plan: unused,
  propose: unused,
  contain: unused,
  approve: unused,
  undo: unused,
  find: unused,
  list: async () => ({ controls: [] }),
}

export const noNotices: Notices = {
  plan: unused,
  savePlan: unused,
  channels: unused,
  addChannel: unused,
  removeChannel: unused,
  testChannel: unused,
  list: unused,
  preview: unused,
  send: unused,
  expose: unused,
  lookAt: unused,
  acknowledge: unused,
}

export const noIncidents: Incidents = {
  list: async () => ({ incidents: [] }),
  open: unused,
  get: unused,
  timeline: unused,
  act: unused,
  move: unused,
  override: unused,
  addFiles: unused,
  report: unused,
  file: unused,
  follow: unused,
  takeAlert: unused,
  duties: { view: unused, say: unused, settle: unused, calendar: unused },
  invoices: { preview: unused, match: unused, summary: unused, disputed: unused, lines: unused },
}

export const noAudits: Audits = {
  upload: unused,
  connected: unused,
  list: unused,
  get: unused,
  checks: unused,
  check: unused,
  reach: unused,
  cell: unused,
  ask: unused,
  close: unused,
  file: unused,
  devices: unused,
  accept: unused,
  takeBack: unused,
  attest: unused,
  plan: unused,
  savePlan: unused,
  targets: unused,
  setTarget: unused,
  withdrawTarget: unused,
  attend: unused,
}
