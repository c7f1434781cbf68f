import { readBuiltInTariff, readNumberingData } from '../../src/adapters/content/index.ts'
import { createNames, type Names } from '../../src/core/calls/index.ts'
import { type ProofPlace, proofPlace, type Rule } from '../../src/core/detection/index.ts'

const data = { numberingData: await readNumberingData(), tariff: await readBuiltInTariff() }

/** A site in the United States on UTC, with nothing but the given rules. */
export const proofContext = (rules: readonly Rule[], names: Names = createNames()): ProofPlace =>
  proofPlace(data, rules, names)
