import type { InvestigationProgress } from '#contract'

export interface Progress {
  update(progress: InvestigationProgress): void
  /** Takes the line away, so that what follows stands on a clean one. */
  end(): void
}

interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

const EVERY_MS = 100
const BAR = 24
const CLEAR = '\r\u001b[2K'

/** A line on the terminal that is drawn over itself; nothing at all where no person looks. */
export function createProgress(terminal: Terminal, clock: () => number): Progress {
  if (terminal.isTTY !== true) return { update: () => {}, end: () => {} }
  let drawn = Number.NEGATIVE_INFINITY
  return {
    update(progress) {
      const now = clock()
      if (now - drawn < EVERY_MS) return
      drawn = now
      terminal.write(CLEAR + progressLine(progress))
    },
    end() {
      if (drawn > Number.NEGATIVE_INFINITY) terminal.write(CLEAR)
    },
  }
}

const PHASES: Readonly<Record<InvestigationProgress['phase'], string>> = {
  waiting: 'Waiting',
  reading: 'Reading',
  judging: 'Judging',
  writing: 'Writing',
  done: 'Done',
  failed: 'Failed',
}

/** "Reading ████████░░░░ 43 %  52,113 rows  4 s left", at most 80 columns. */
export function progressLine(progress: InvestigationProgress): string {
  const { phase, bytesRead, bytesTotal, rows, etaSeconds } = progress
  const counted = `${rows.toLocaleString('en-US')} rows`
  // Standard input has no size: nothing to be a part of.
  if (bytesTotal === 0) return `${PHASES[phase]}  ${counted}`
  const part = Math.min(1, bytesRead / bytesTotal)
  const full = Math.round(part * BAR)
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full)
  const left = etaSeconds === null || phase !== 'reading' ? '' : `  ${etaSeconds} s left`
  return `${PHASES[phase]} ${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${counted}${left}`
}
