import pc from 'picocolors'
import type { ControlView } from '#contract'
import { plainText } from '#core/kernel'

type Colours = ReturnType<typeof pc.createColors>

const LISTED = 5

const states: Record<ControlView['state'], (c: Colours, text: string) => string> = {
  planned: (c, text) => c.cyan(text),
  approved: (c, text) => c.cyan(text),
  applying: (c, text) => c.yellow(text),
  'in-force': (c, text) => c.green(text),
  drifted: (c, text) => c.red(text),
  expired: (c, text) => c.dim(text),
  undone: (c, text) => c.dim(text),
  failed: (c, text) => c.red(text),
}

/** Controls as a person reads them: what happens, to whom, until when, and how it is taken back. */
export function controlsScreen(
  controls: readonly ControlView[],
  { colour, planned }: { colour: boolean; planned: boolean },
): string {
  const c = pc.createColors(colour)
  if (controls.length === 0) return 'Nothing is in force.\n'
  const blocks = controls.map((control) => blockOf(control, c).join('\n'))
  const end = planned
    ? [`${c.bold('Nothing has been done.')} To put this in force, repeat it with --approve.`]
    : []
  return `${[...blocks, ...end].join('\n\n')}\n`
}

function blockOf(control: ControlView, c: Colours): string[] {
  const { kind, target, state, verified, summary, risk, error } = control
  const name = plainText(`${kind} ${target}`.trim())
  const read = verified ? ', read back' : ''
  const lines = [`${states[state](c, state)}${c.dim(read)}  ${c.bold(name)}`]
  if (plainText(summary) !== name) lines.push(`  ${plainText(summary)}`)
  if (error !== null) lines.push(`  ${c.red(plainText(error))}`)
  if (risk !== null) lines.push(`  ${c.yellow(`Risk: ${plainText(risk)}.`)}`)
  if (state === 'planned') lines.push(...control.steps.map((step) => c.dim(`    ${plainText(step)}`)))
  return [...lines, ...calls(control, c), ...ending(control, c)]
}

function calls({ preview }: ControlView, c: Colours): string[] {
  if (preview === null || preview.fraudCalls + preview.legitimateCalls === 0) return []
  const { fraudCalls, legitimateCalls, hit } = preview
  const rest = legitimateCalls - LISTED
  return [
    `  In the last 30 days it would have stopped ${c.bold(`${fraudCalls} fraud calls`)} and hit ${legitimateCalls} legitimate ones.`,
    ...hit
      .slice(0, LISTED)
      .map((call) =>
        c.dim(plainText(`    ${call.startedAt.slice(0, 16)}Z  ${call.account} → ${call.to || call.dialled}`)),
      ),
    ...(rest > 0 && hit.length > 0 ? [c.dim(`    … and ${rest} more`)] : []),
  ]
}

function ending({ id, state, expiresAt, undoable, lastsSeconds }: ControlView, c: Colours): string[] {
  if (state === 'planned') {
    const time = lastsSeconds === null ? 'until it is undone' : `for ${hours(lastsSeconds)}`
    return [c.dim(`  Lasts ${time}. ${undoable ? 'Can be undone at any time.' : 'Cannot be undone.'}`)]
  }
  if (state !== 'in-force' && state !== 'drifted' && state !== 'applying') return []
  const until = expiresAt === null ? 'Stays until it is undone' : `Ends ${expiresAt.slice(0, 16)}Z`
  return [c.dim(`  ${until}. To take it back: ringfence undo ${id}`)]
}

const hours = (seconds: number): string =>
  seconds % 3600 === 0 ? `${seconds / 3600} h` : `${Math.round(seconds / 60)} min`
