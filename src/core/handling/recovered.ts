import type { Standing } from './fold.ts'
import type { TaskStanding } from './tasks.ts'
import type { World } from './world.ts'

/** One of the five things that show that a site has recovered. */
export interface Recovered {
  readonly id: 'documentation' | 'controls' | 'monitoring' | 'authentication' | 'visibility'
  readonly title: string
  readonly before: string
  readonly after: string
  readonly better: boolean
}

/** Before: how the site stood when the incident was opened. After: now. */
export function recoveredOf(
  standing: Standing,
  world: World,
  tasks: readonly TaskStanding[],
  entries: number,
): Recovered[] {
  const { before } = standing.opened
  const after = world.posture
  const stronger = tasks.filter(
    ({ task, stand, settled }) => task.step === 8 && stand === 'done' && settled?.status !== 'not-applicable',
  )
  return [
    {
      id: 'documentation',
      title: 'Documentation of the breach',
      before: 'Nothing was written down',
      after: `${some(entries, 'entry', 'entries')} in the record, ${some(standing.files.length, 'file')} in custody, ${some(world.found.length, 'investigation')}`,
      better: standing.cause !== null && world.found.length + standing.files.length > 0,
    },
    {
      id: 'controls',
      title: 'Updated controls',
      before: `${some(before.controlsInForce, 'control')} in force`,
      after: `${some(after.controlsInForce, 'control')} in force, ${some(world.controls.length, 'control')} used in all`,
      better: after.controlsInForce > before.controlsInForce || world.controls.length > 0,
    },
    {
      id: 'monitoring',
      title: 'Improved monitoring',
      before: `${some(before.sourcesFollowed, 'source')} followed live`,
      after: `${some(after.sourcesFollowed, 'source')} followed live`,
      better: after.sourcesFollowed > before.sourcesFollowed || after.sourcesFollowed > 0,
    },
    {
      id: 'authentication',
      title: 'Stronger authentication',
      before: `${before.peopleWithSecondFactor} of ${some(before.people, 'person', 'people')} here with a second factor`,
      after: `${after.peopleWithSecondFactor} of ${some(after.people, 'person', 'people')} here; on the phone system: ${stronger.map(({ task }) => task.title.toLowerCase()).join(', ') || 'nothing yet'}`,
      better: stronger.length > 0,
    },
    {
      id: 'visibility',
      title: 'Visibility into call activity',
      before: `${some(before.callsStored, 'call')} on record`,
      after: `${some(after.callsStored, 'call')} on record`,
      better: after.callsStored > before.callsStored,
    },
  ]
}

const some = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`
