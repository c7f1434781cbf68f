import { fileURLToPath } from 'node:url'
import { Tariff } from '#core/rating'
import { readYaml } from './files.ts'

const builtIn = fileURLToPath(new URL('../../../content/tariffs/estimate.yaml', import.meta.url))

/** The tariff that prices calls when no rate deck is given. */
export async function readBuiltInTariff(): Promise<Tariff> {
  return readYaml(builtIn, Tariff)
}
