import { Tariff } from '#core/rating'
import { readShipped } from './shipped.ts'

/** The tariff that prices calls when no rate deck is given. */
export async function readBuiltInTariff(): Promise<Tariff> {
  return readShipped('tariffs/estimate.yaml', Tariff)
}
