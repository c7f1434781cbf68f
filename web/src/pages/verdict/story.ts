import type { Verdict } from '#contract'
import { counted, duration } from '../../format.ts'
import type { Tone } from '../../words.ts'

export interface Step {
  readonly at: string
  readonly what: string
  readonly detail: string
  readonly tone: Tone
}

const most = 14

/** From the first sign to the last call, oldest first. Long stories keep their beginning and their end. */
export function timeline(verdict: Verdict): readonly Step[] {
  const steps: Step[] = []
  for (const source of verdict.sources) {
    const tries = counted(source.failed, 'failed sign-in')
    steps.push({
      at: source.firstSeen,
      what: `${source.ip} appears`,
      detail: `${tries}. ${source.reason}`,
      tone: 'watch',
    })
  }
  for (const account of verdict.accounts) {
    const size = `${counted(account.calls, 'call')}, ${duration(account.billableSeconds)}`
    steps.push({
      at: account.began,
      what: `Account ${account.account} is used`,
      detail: `${account.reason} ${size}.`,
      tone: 'loss',
    })
    if (account.ended && account.ended !== account.began && account.ended !== verdict.ended) {
      steps.push({
        at: account.ended,
        what: `Last call of account ${account.account}`,
        detail: '',
        tone: 'unknown',
      })
    }
  }
  if (verdict.ongoing && verdict.input.to) {
    steps.push({
      at: verdict.input.to,
      what: 'The log ends here, and it is still going on',
      detail: '',
      tone: 'loss',
    })
  }
  if (verdict.ended)
    steps.push({ at: verdict.ended, what: 'Last thing that belongs to it', detail: '', tone: 'safe' })
  steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return steps.length <= most ? steps : [...steps.slice(0, most - 4), ...steps.slice(-4)]
}
