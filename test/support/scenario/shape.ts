import type { ScenarioOptions } from './generate.ts'
import { homes } from './places.ts'
import { createRng } from './prng.ts'

/** A business and an attack of any shape: three seats to two hundred, any country, two days to six weeks, four calls to thousands. */
export function shapeOf(seed: number): Omit<ScenarioOptions, 'seed' | 'attack'> {
  const rng = createRng(`${seed}/shape`)
  const extensions = rng.pick([3, 5, 8, 15, 30, 80, 200])
  return {
    extensions,
    country: rng.pick(homes).iso,
    busy: rng.pick(extensions > 50 ? [0.1, 0.4] : [0.15, 0.5, 1, 3]),
    days: rng.pick([2, 4, 8, 15, 30, 45]),
    ...(rng.chance(0.4) ? { daytime: true } : {}),
    ...(rng.chance(0.4) ? { most: rng.pick([4, 6, 10, 25, 100]) } : {}),
  }
}
