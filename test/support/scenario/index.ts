// Made-up businesses and attacks on them, with the truth beside. In: a seed and wishes. Out: record files of every
// switch, security logs, invoices, and what really happened. Knows nothing of src/: an independent judge.
export { generate, type Scenario } from './generate.ts'
export { invoice } from './invoice.ts'
export * from './model.ts'
export { shapeOf } from './shape.ts'
export { writeDialect } from './write/index.ts'
