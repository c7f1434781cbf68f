import { auditedIn } from './audited.ts'
import type { Override, Standing } from './fold.ts'
import { type GateId, gateIds } from './model.ts'
import type { TaskStanding } from './tasks.ts'
import type { World } from './world.ts'

/** Something that must be seen to before the incident may be closed. */
export interface Gate {
  readonly id: GateId
  readonly title: string
  readonly satisfied: boolean
  readonly reason: string
  /** '' when there is nothing to do. */
  readonly toDo: string
  /** The step where it is done. */
  readonly step: number
  readonly override: Override | null
}

interface Situation {
  readonly standing: Standing
  readonly world: World
  readonly tasks: readonly TaskStanding[]
}

type Judged = Pick<Gate, 'title' | 'satisfied' | 'reason' | 'toDo' | 'step'>

/** The gates in their order. Two people may override one together, with a reason; nobody alone. */
export function gatesOf(situation: Situation): Gate[] {
  return gateIds.map((id) => ({
    id,
    ...judges[id](situation),
    override: situation.standing.overrides.get(id) ?? null,
  }))
}

export const isPassed = ({ satisfied, override }: Gate): boolean => satisfied || override?.by != null

const judges: Readonly<Record<GateId, (situation: Situation) => Judged>> = {
  'still-going-on': ({ standing, world }) => {
    const about = { title: 'The calls have stopped', step: 1 }
    if ((world.live?.running ?? 0) > 0)
      return {
        ...about,
        satisfied: false,
        reason: 'Bad calls are up at this moment.',
        toDo: 'Contain first.',
      }
    return standing.state === 'recovering' || standing.state === 'closed'
      ? { ...about, satisfied: true, reason: 'It is contained, and no bad call is seen.', toDo: '' }
      : {
          ...about,
          satisfied: false,
          reason: 'It is not contained and under recovery yet.',
          toDo: 'Say that it is contained, then that recovery has begun; each is checked.',
        }
  },
  'root-cause': ({ standing, tasks }) => {
    const about = { title: 'How they came in is known', step: 6 }
    if (standing.cause) return { ...about, satisfied: true, reason: standing.cause.text, toDo: '' }
    const changed = tasks.some(({ task, stand }) => task.control === 'rotate-secret' && stand === 'done')
    return {
      ...about,
      satisfied: false,
      reason: changed
        ? 'Passwords were changed, but nobody has said how they came in: they may come back the same way.'
        : 'Nobody has said how they came in.',
      toDo: 'Name the cause in step 6, with what shows it.',
    }
  },
  firmware: (situation) =>
    evidenced(situation, 7, {
      title: 'Firmware is up to date',
      missing: 'Nothing shows that PBX, modules and telephones run versions without known holes.',
      toDo: 'Update and audit the site again with its devices, or attach the list of versions to the task of step 7.',
      areas: ['VER'],
    }),
  billing: ({ standing, world }) => {
    const about = { title: 'The billing is reconciled', step: 5 }
    if (standing.reconciled) return { ...about, ...billed(standing.reconciled) }
    const free = world.found.length > 0 && world.found.every(({ high }) => high.micros === 0)
    if (free) return { ...about, satisfied: true, reason: 'No call of it cost anything.', toDo: '' }
    return {
      ...about,
      satisfied: false,
      reason:
        'No invoice was matched to the calls: what the carrier bills may be wrong, or show calls nobody saw.',
      toDo: 'Match the invoice in step 5; while it has not come, keep the incident open.',
    }
  },
  'open-ports': (situation) =>
    evidenced(situation, 9, {
      title: 'The doors are shut',
      missing:
        'Nothing shows that SIP, administration and provisioning can be reached only from where they must.',
      toDo: 'Close the ports and audit the site again with its firewalls, or attach the answers of reach to the tasks of step 9.',
      areas: ['FW', 'SEG'],
    }),
  'other-accounts': ({ tasks }) => {
    const about = { title: 'All other accounts were looked at', step: 2 }
    const found = tasks.find(({ task }) => task.check === 'every-account')
    const satisfied =
      found !== undefined && (found.checked?.done === true || (found.stand === 'done' && found.files > 0))
    return {
      ...about,
      satisfied,
      reason: satisfied
        ? found.checked?.done
          ? found.checked.says
          : 'Attested, with a file that shows it.'
        : (found?.checked?.says ?? 'Nobody has looked whether other accounts were taken too.'),
      toDo: satisfied
        ? ''
        : 'Investigate the call records of all accounts over several weeks, and add it to the incident.',
    }
  },
  'open-tasks': ({ tasks }) => {
    const about = { title: 'Nothing is forgotten', step: 10 }
    const open = tasks.filter(({ stand }) => stand !== 'done' && stand !== 'not')
    const names = open.slice(0, 3).map(({ task }) => `“${task.title}”`)
    return open.length === 0
      ? {
          ...about,
          satisfied: true,
          reason: 'Every task is done, or somebody attested why it does not apply.',
          toDo: '',
        }
      : {
          ...about,
          satisfied: false,
          step: open[0]?.task.step ?? 10,
          reason: `${open.length} left: ${names.join(', ')}${open.length > 3 ? ' …' : ''}`,
          toDo: 'Do each, or attest why it does not apply here.',
        }
  },
}

function billed({ invoice, uncovered = 0, rejected = 0 }: NonNullable<Standing['reconciled']>) {
  const satisfied = uncovered + rejected === 0
  const left = [
    ...(uncovered > 0 ? [`${uncovered} lines of it are of days without call records`] : []),
    ...(rejected > 0 ? [`${rejected} rows of it could not be read`] : []),
  ]
  return satisfied
    ? { satisfied, reason: `${invoice} was matched line by line.`, toDo: '' }
    : {
        satisfied,
        reason: `${invoice} was matched in part: ${left.join(', and ')}.`,
        toDo: 'Read the call records of those days or correct the columns, then match it again.',
      }
}

/** All tasks of a step settled, and an audit or something in custody that shows it: a tick alone is nobody's proof. */
function evidenced(
  { standing, world, tasks }: Situation,
  step: number,
  { title, missing, toDo, areas }: { title: string; missing: string; toDo: string; areas: readonly string[] },
): Judged {
  // What an audit still finds goes before what anybody says.
  const audited = auditedIn(areas, ['critical'], { standing, world })
  if (audited && !audited.clean) return { title, step, satisfied: false, reason: audited.says, toDo }
  const here = tasks.filter(({ task }) => task.step === step)
  const done =
    here.length > 0 &&
    here.every(({ stand, settled }) => stand === 'done' && settled?.status !== 'not-applicable')
  const shown = here.some(({ files, checked }) => files > 0 || checked?.done === true)
  if (done && shown)
    return { title, step, satisfied: true, reason: 'Done, with evidence that shows it.', toDo: '' }
  return {
    title,
    step,
    satisfied: false,
    reason: done ? 'It is said to be done, and nothing shows it.' : missing,
    toDo,
  }
}
