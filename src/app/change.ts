import type { Verdict, VerdictChange } from '#contract'

/** What is different after a mark: the verdict, the loss, and which accounts and calls came or went. */
export function changeOf(before: Verdict, after: Verdict): VerdictChange {
  const accounts = { before: names(before), after: names(after) }
  const calls = { before: keys(before), after: keys(after) }
  return {
    verdict: { before: before.verdict, after: after.verdict },
    likely: { before: before.exposure.likely, after: after.exposure.likely },
    flagged: { before: calls.before.size, after: calls.after.size },
    accountsAdded: [...accounts.after].filter((name) => !accounts.before.has(name)),
    accountsRemoved: [...accounts.before].filter((name) => !accounts.after.has(name)),
    callsAdded: [...calls.after].filter((key) => !calls.before.has(key)).length,
    callsRemoved: [...calls.before].filter((key) => !calls.after.has(key)).length,
  }
}

const names = ({ accounts }: Verdict): Set<string> => new Set(accounts.map(({ account }) => account))
const keys = ({ flaggedCalls }: Verdict): Set<string> =>
  new Set(flaggedCalls.map(({ id, startedAt, dialled }) => `${startedAt} ${id} ${dialled}`))
