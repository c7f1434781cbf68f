import type { ControlView } from '#contract'
import { count } from '../../format.ts'
import type { Tone } from '../../words.ts'

const kinds: Readonly<Record<ControlView['kind'], (target: string) => string>> = {
  hangup: (target) => (target === '' ? 'Hang up the calls it blocks' : `Hang up ${severalOf(target)}`),
  'bar-account': (target) => `Bar account ${target}`,
  'rotate-secret': (target) => `New secret for account ${target}`,
  'rotate-admin-secret': (target) => `New secret for administrator ${target}`,
  'drop-contact': (target) => `Drop the registrations of ${target}`,
  'block-destination': (target) => `Block numbers that begin with ${target}`,
  'block-international': () => 'Block all international calls',
  'block-ip': (target) => `Block ${target}`,
  'shut-trunk': (target) => `Shut trunk ${target}`,
  'port-down': (target) => `Shut switch port ${target}`,
  'quarantine-port': (target) => `Quarantine switch port ${target}`,
  'change-setting': (target) => `Set ${target}`,
}

/** Channels of calls, apart by spaces. */
function severalOf(target: string): string {
  const channels = target.split(' ').length
  return channels === 1 ? target : `${count(channels)} channels`
}

export const controlTitle = ({ kind, target }: ControlView): string => kinds[kind](target)

const states: Readonly<Record<ControlView['state'], readonly [string, Tone]>> = {
  planned: ['Waits for approval', 'watch'],
  approved: ['Approved', 'watch'],
  applying: ['Being applied', 'watch'],
  'in-force': ['In force', 'safe'],
  drifted: ['Drifted: being put back', 'loss'],
  expired: ['Expired', 'unknown'],
  undone: ['Undone', 'unknown'],
  failed: ['Failed', 'loss'],
}

/** What a control is doing, in a few words. A hang-up is done, not in force. */
export function stateWords({ state, kind }: ControlView): readonly [string, Tone] {
  return kind === 'hangup' && state === 'in-force' ? ['Done', 'safe'] : states[state]
}

export const isOver = ({ state, kind }: ControlView): boolean =>
  ['expired', 'undone', 'failed'].includes(state) || (kind === 'hangup' && state === 'in-force')

/** What ends calls in progress or changes no rule about calls has nothing to replay, and no call tells at which port its phone hangs. */
const NOT_REPLAYED: readonly ControlView['kind'][] = [
  'hangup',
  'drop-contact',
  'rotate-secret',
  'rotate-admin-secret',
  'port-down',
  'quarantine-port',
  'change-setting',
]

/** A change line by line: what goes, what comes. */
export const stepLines = (steps: readonly string[]): string =>
  steps.map((step) => (step.startsWith('- ') ? step : `+ ${step}`)).join('\n')

/** "would have stopped 214 fraud calls and hit 3 legitimate ones": what a replay of the last 30 days says. */
export function replayWords({ kind, preview }: ControlView): string | null {
  if (preview === null || NOT_REPLAYED.includes(kind)) return null
  const { fraudCalls, legitimateCalls } = preview
  if (fraudCalls + legitimateCalls === 0) return 'In the last 30 days it would have touched no call.'
  return `In the last 30 days it would have stopped ${count(fraudCalls)} fraud ${fraudCalls === 1 ? 'call' : 'calls'} and ${count(legitimateCalls)} legitimate ${legitimateCalls === 1 ? 'one' : 'ones'}.`
}
