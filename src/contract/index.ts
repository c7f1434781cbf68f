// The shapes of the public interface: JSON of commands, files and API.
// In: core types. Out: zod schemas and their types, for http and cli, and as types for the console.
export * from './access.ts'
export * from './advisories.ts'
export * from './audit.ts'
export * from './investigations.ts'
export * from './ledger.ts'
export * from './obligations.ts'
export * from './people.ts'
export * from './reach.ts'
export * from './reconcile.ts'
export * from './tokens.ts'
export * from './verdict.ts'
