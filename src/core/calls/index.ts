// Calls: what a call is, read from any PBX's records, repeated rows dropped, legs joined.
// In: text of call records and security logs.
// Out: calls and security events; calls as columns, in order of start.
export {
  appendCall,
  appendLoneCall,
  BATCH_CALLS,
  type CallBatch,
  createBatch,
  directionOf,
  entryOf,
  idOf,
  isInternational,
  isInvalid,
  isTollFreeCalled,
  kindOf,
  unpackNumber,
} from './batch.ts' // prettier-ignore
export { callAt } from './call-at.ts'
export { asteriskSecurityEvent } from './formats/asterisk-security.ts'
export { createFinder, type Found } from './formats/finder.ts'
export { recognise } from './formats/index.ts'
export { createIntake, type FileIntake, type Intake, type IntakeOptions } from './intake.ts'
export { createJoiner, type Joiner } from './join.ts'
export { type CallLog, createCallLog, type Spill } from './log.ts'
export type { LoneCall } from './lone-call.ts'
export { CsvMap } from './map.ts'
export * from './model.ts'
export { createNames, type Names } from './names.ts'
export { type BatchPool, createBatchPool } from './pool.ts'
export type {
  CallSource,
  FoundRows,
  LiveCall,
  LiveEvent,
  Reader,
  RecordSink,
  RowKernel,
  RowShapes,
} from './ports.ts'
export { emptyRecord } from './record.ts'
export { createSorter, type Sorter } from './sorter.ts'
export { createToldTexts } from './texts.ts'
export { isNameless } from './whose.ts'
