import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { DomainError } from '#core/kernel'
import { NumberingData } from '#core/numbering'
import { readShipped } from './shipped.ts'

const planFile = fileURLToPath(new URL('../../../content/numbering/plan.json', import.meta.url))
const { plan, risk, emergency, shortCodes, currencies } = NumberingData.shape

/** The numbering plan, risk, emergency numbers, short codes and currencies that come along, checked. */
export async function readNumberingData(): Promise<NumberingData> {
  const [planned, ...written] = await Promise.all([
    readPlanFile(planFile),
    readShipped('numbering/risk.yaml', risk),
    readShipped('numbering/emergency.yaml', emergency),
    readShipped('numbering/short-codes.yaml', shortCodes),
    readShipped('numbering/currencies.yaml', currencies),
  ])
  return {
    plan: planned,
    risk: written[0],
    emergency: written[1],
    shortCodes: written[2],
    currencies: written[3],
  }
}

/** Generated, so its line numbers help nobody; and too large for a YAML reader to be quick. */
async function readPlanFile(path: string): Promise<NumberingData['plan']> {
  try {
    return plan.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new DomainError(
      'numbering-plan-unreadable',
      `${path}: cannot be read`,
      'Restore the file, or write it anew with: node tools/build-numbering.mjs',
      error,
    )
  }
}
