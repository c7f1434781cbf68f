import type { LookAlike, World } from './model.ts'
import type { Rng } from './prng.ts'
import { DAY, HOUR, MINUTE } from './zone.ts'

/** Odd records of ordinary calls: the calls happened as they always do, the files tell it strangely. */
export const odd: Partial<Record<LookAlike, (world: World, rng: Rng) => void>> = {
  'clock-jump': clockJump,
  'late-batch': lateBatch,
  'batch-mode': batchMode,
  'migrated-plan': migratedPlan,
  'dr-failover': failover,
}

/** For some hours the PBX believed another time; then somebody set the clock. */
function clockJump(world: World, rng: Rng): void {
  const begin = world.from + rng.float(0.2, 0.8) * world.days.length * DAY
  const end = begin + rng.float(1, 30) * HOUR
  const wrong = Math.round(
    (rng.chance(0.5) ? 1 : -1) * rng.pick([rng.float(30, 600) * 1000, HOUR, rng.float(1, 9) * HOUR]),
  )
  for (const call of world.calls) if (call.start >= begin && call.start < end) call.clock = wrong
}

/** The records of some days come at the end of the month, in no order. */
function lateBatch(world: World, rng: Rng): void {
  const begin = world.from + rng.float(0.1, 0.7) * world.days.length * DAY
  const end = begin + rng.float(0.3, 3) * DAY
  for (const call of world.calls)
    if (call.start >= begin && call.start < end) call.late = 40 * DAY + rng.int(0, 1_000_000)
}

/** Records are written up to 300 seconds late and in lumps. */
function batchMode(world: World, rng: Rng): void {
  for (const call of world.calls) call.late += rng.int(0, 5 * MINUTE)
}

/** From one day on, every extension has a longer number: 2xx becomes 12xx. */
function migratedPlan(world: World, rng: Rng): void {
  const { tenant, zone } = world
  if (tenant.extensions.some((e) => e.number.length !== 3)) return
  const lead = rng.pick(['1', '4', '6'].filter((digit) => digit !== tenant.outside))
  const day = world.days[Math.floor(world.days.length * rng.float(0.3, 0.7))] ?? world.from
  const at = zone.at(day, 5)
  const known = new Set([...tenant.extensions.map((e) => e.number), ...tenant.groups.map((g) => g.number)])
  const renamed = (number: string): string => (known.has(number) ? lead + number : number)
  for (const call of world.calls) {
    if (call.start < at) continue
    for (const key of ['ext', 'from', 'peer', 'dialled'] as const) call[key] = renamed(call[key])
    call.members = call.members.map(renamed)
  }
  for (const event of world.security) if (event.at >= at) event.account = renamed(event.account)
  for (const e of [...tenant.extensions])
    tenant.extensions.push({
      ...e,
      number: lead + e.number,
      code: e.code === e.number ? lead + e.number : e.code,
    })
  tenant.site.internal.push(`${lead}XXX`)
}

/** For some days a standby switch records every call as well, a second or two apart. */
function failover(world: World, rng: Rng): void {
  const begin = world.from + rng.float(0.1, 0.8) * world.days.length * DAY
  const end = begin + rng.float(0.5, 4) * DAY
  for (const call of world.calls) if (call.start >= begin && call.start < end) call.twin = true
}
