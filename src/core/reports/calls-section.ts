import { lengthText, moneyText } from '#core/kernel'
import type { Block, VerdictFacts } from './model.ts'
import { countText, some, type TimeReader } from './words.ts'

/** A person reads hundreds; thousands belong into a spreadsheet. */
const MOST_CALLS = 500

/** The flagged calls, each with its reason. */
export function callsSection(facts: VerdictFacts, time: TimeReader): Block[] {
  const total = facts.flaggedCalls.length
  if (total === 0) return []
  const shown = facts.flaggedCalls.slice(0, MOST_CALLS)
  return [
    { kind: 'heading', text: 'Flagged calls' },
    {
      kind: 'table',
      caption: `${some(total, 'flagged call')}, each with the reason`,
      columns: [
        { title: 'Started', align: 'left', grow: false },
        { title: 'Account', align: 'left', grow: false },
        { title: 'To', align: 'left', grow: false },
        { title: 'Length', align: 'right', grow: false },
        { title: 'Cost', align: 'right', grow: false },
        { title: 'Why', align: 'left', grow: true },
      ],
      rows: shown.map((call) => ({
        cells: [
          time(call.startedAt),
          call.account,
          call.to,
          lengthText(call.billableSeconds),
          call.cost ? moneyText(call.cost) : 'no rate',
          call.reason,
        ],
        note: '',
      })),
      after:
        total > MOST_CALLS
          ? `These are the first ${countText(MOST_CALLS)}; all ${countText(total)} are in flagged-calls.csv.`
          : '',
    },
  ]
}
