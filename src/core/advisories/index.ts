// Advisories: versions and firmware against published weaknesses.
// In: devices of an inventory, advisories of the bundle, files of KEV, CVE 5, NVD 2.0, OSV and CSAF.
// Out: what is affected, known-exploited first, with the fix on its own branch; and what cannot be told.
export { againstTarget, isVersion, modelKey } from './against-target.ts'
export { importAdvisories } from './import/import-advisories.ts'
export { type Matched, matchAdvisories } from './match.ts'
export { mergeAdvisories } from './merge.ts'
export { AdvisoryBundle } from './model.ts'
export { supportEnds } from './support.ts'
