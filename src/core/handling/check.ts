import type { Incident } from '#core/incidents'
import type { Task } from '#core/playbooks'
import { auditedIn } from './audited.ts'
import type { Standing } from './fold.ts'
import type { World } from './world.ts'

/** What Ringfence sees of a task by itself. */
export interface Checked {
  readonly done: boolean
  /** One sentence: what was seen, or what is missing. */
  readonly says: string
}

interface Situation {
  readonly incident: Incident
  readonly standing: Standing
  readonly world: World
}

const DAY = 86_400_000
/** Records that begin so long before the first act show what else the thief did. */
const WIDE = 14 * DAY

/** Null when only a person can say whether it is done. */
export function check(task: Task, situation: Situation): Checked | null {
  if (task.control !== undefined) return checkControl(task.control, situation)
  switch (task.check) {
    case 'opened':
      return { done: true, says: 'The incident was opened, and the time is written down.' }
    case 'dated':
      return checkDated(situation)
    case 'every-account':
      return checkEveryAccount(situation)
    case 'priced':
      return checkPriced(situation)
    case 'reconciled':
      return checkReconciled(situation)
    case 'dispute-sent':
      return answer(
        situation.standing.disputes.length > 0,
        'The dispute is on its way.',
        'No dispute is written down yet.',
      )
    case 'cause':
      return answer(
        situation.standing.cause !== null,
        'The cause is named.',
        'Nobody has said yet how they came in.',
      )
    case 'bundle':
      return answer(
        situation.world.sealedAt !== null,
        'The evidence was exported as a signed bundle.',
        'No bundle was made yet.',
      )
    case 'patched':
      return checkAudited(['VER'], 'versions of PBX, modules and telephones', situation)
    case 'doors-shut':
      return checkAudited(['FW', 'SEG'], 'firewalls and zones', situation)
    case 'audited':
      return checkAudited(null, 'the site', situation)
    case 'duties':
      return checkDuties(situation.world.duties)
    default:
      return null
  }
}

const answer = (done: boolean, yes: string, no: string): Checked => ({ done, says: done ? yes : no })

function checkControl(kind: string, { incident, world }: Situation): Checked {
  const ours = world.controls.filter((control) => control.kind === kind)
  const standing = ours.filter(({ inForce, verified }) => inForce && verified)
  if (kind === 'bar-account') return checkAccounts(incident.accounts, standing)
  // A call that was cut stays cut: its control is over as soon as it is done.
  const done =
    kind === 'hangup' || kind === 'drop-contact'
      ? ours.filter(({ verifiedAt }) => verifiedAt !== null)
      : standing
  const many = done.length === 1 ? 'control' : 'controls'
  return done.length > 0
    ? { done: true, says: `${done.length} ${many} put in force and read back.` }
    : { done: false, says: 'Ringfence has nothing of this kind in force here.' }
}

function checkAccounts(accounts: readonly string[], standing: World['controls']): Checked {
  const barred = new Set(standing.map(({ target }) => target))
  const left = accounts.filter((account) => !barred.has(account))
  if (accounts.length > 0 && left.length === 0)
    return { done: true, says: `Barred and read back: ${accounts.join(', ')}.` }
  return {
    done: false,
    says: left.length > 0 ? `Not barred yet: ${left.join(', ')}.` : 'No account is known yet.',
  }
}

function checkDated({ world }: Situation): Checked {
  const dated = world.found.find(({ began }) => began !== null)
  return answer(
    dated !== undefined,
    'An investigation says when it began.',
    'No investigation of this incident has found a beginning yet.',
  )
}

/** Breaches are rarely of one account alone: records of all of them must reach well back before the first act. */
function checkEveryAccount({ world }: Situation): Checked {
  if (world.found.length === 0)
    return { done: false, says: 'No investigation over all accounts belongs to this incident yet.' }
  const wide = world.found.some(({ from, began }) => from !== null && began !== null && began - from >= WIDE)
  return answer(
    wide,
    'An investigation over all accounts reaches back two weeks before the first act and more.',
    'The records that were read begin less than two weeks before the first act.',
  )
}

function checkPriced({ world }: Situation): Checked {
  const priced = world.found.some(({ rates, began }) => rates === 'deck' && began !== null)
  return answer(
    priced,
    'Priced with the rates of the carrier.',
    'Only estimated so far: investigate again with the rate deck of the carrier.',
  )
}

/** An attestation with a file is as good where no audit can see: then only people can say. */
function checkAudited(areas: readonly string[] | null, what: string, situation: Situation): Checked | null {
  const severities = areas === null ? ['critical'] : ['critical', 'high']
  const audited = auditedIn(areas, severities, situation)
  if (audited) return { done: audited.clean, says: audited.says }
  return { done: false, says: `No audit after containment has seen ${what} yet.` }
}

function checkDuties(duties: World['duties']): Checked {
  if (!duties) return { done: false, says: 'Nobody has said yet which people, places and data it concerns.' }
  const { due, left, open } = duties
  if (left > 0)
    return { done: false, says: `${left} of ${due} notices that are due are neither given nor decided.` }
  if (open > 0) return { done: false, says: `${open} more may be due: questions are open.` }
  return { done: true, says: `${due} notices were due; each was given, or decided against with a reason.` }
}

function checkReconciled({ standing }: Situation): Checked {
  const { reconciled } = standing
  if (!reconciled) return { done: false, says: 'No invoice was matched to the calls yet.' }
  const { invoice, differences, providerOnly, uncovered = 0 } = reconciled
  const strangers =
    providerOnly === 0 ? '' : `, and ${providerOnly} calls the PBX never made: somebody else uses the trunk`
  if (uncovered > 0)
    return {
      done: false,
      says: `${invoice} was matched in part: there are no call records for ${uncovered} of its lines.`,
    }
  return { done: true, says: `${invoice} was matched: ${differences} differences${strangers}.` }
}
