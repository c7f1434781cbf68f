// Investigations and incidents: what was looked into and what came of it.
// In: verdicts of detection. Out: plain records, and the ports that keep them.
// Every record names its customer and its site.
export type { CallFilter, CallFinder, CallView, FoundCall } from './call-finder.ts'
export type {
  Failure,
  Incident,
  Investigation,
  InvestigationFile,
  InvestigationStatus,
  KeptMark,
  Outcome,
  Place,
  Progress,
  StoredCall,
} from './model.ts'
export type { Act, CallStore, FlaggedRow, InvestigationStore, MarkStore, SavedCalls, Week } from './ports.ts'
