// What is kept, in PostgreSQL: the only place with SQL.
// In: a connection, or the bundled server of adapters/system. Out: the open database, and one store a room.
// Migrations are read from src/adapters/storage/migrations of the package, also when the code runs from dist/.
export { accessStore } from './access.ts'
export { backup } from './backup.ts'
export { callFinder } from './call-finder.ts'
export { callStore } from './calls.ts'
export { diagnoseDatabase } from './diagnose.ts'
export { evidenceStore } from './evidence.ts'
export { investigationStore } from './investigations.ts'
export { investigationQueue } from './jobs.ts'
export { markStore } from './marks.ts'
export { schemaState } from './migrate.ts'
export { type Database, openDatabase } from './open.ts'
export { restore } from './restore.ts'
export { siteStore } from './sites.ts'
export { writeCallRows } from './write-call-rows.ts'
