import type { Block, ReportContext, VerdictFacts } from './model.ts'
import { countText, some, type TimeReader } from './words.ts'

const MOST_REJECTS = 50

/** How the verdict was reached and how good the records were: what a reader needs to repeat or to doubt it. */
export function methodSection(facts: VerdictFacts, context: ReportContext, time: TimeReader): Block[] {
  const { input } = facts
  return [
    { kind: 'heading', text: 'Method and data quality' },
    {
      kind: 'paragraph',
      tone: 'plain',
      text:
        'Every record was read once, in order of time. Legs of one conversation were joined and repeated rows ' +
        'removed. Rules over windows of calls and sign-ins, and what is usual for each account and site, gave ' +
        'signals; their weight together gives the score. Accounts judged compromised were then looked at again, back to ' +
        "the first act, to tell the intruder's calls from the owner's. The same files give the same verdict.",
    },
    {
      kind: 'facts',
      facts: [
        { label: 'Rows read', value: countText(input.rows) },
        { label: 'Calls', value: countText(input.calls) },
        { label: 'Duplicates removed', value: countText(input.duplicates) },
        { label: 'Rows that could not be used', value: countText(input.rejected) },
        { label: 'Security events', value: countText(input.securityEvents) },
        { label: 'Records from', value: time(input.from) },
        { label: 'Records to', value: time(input.to) },
        { label: 'Site', value: `${facts.site.name}, ${facts.site.country}, ${facts.site.timezone}` },
        {
          label: 'Rates',
          value: facts.rates.source === 'deck' ? facts.rates.name : `${facts.rates.name} (estimate)`,
        },
      ],
    },
    files(facts, context),
    ...rejects(facts),
  ]
}

function files(facts: VerdictFacts, context: ReportContext): Block {
  return {
    kind: 'table',
    caption: `${some(context.files.length, 'file')} read`,
    columns: [
      { title: 'File', align: 'left', grow: false },
      { title: 'Format', align: 'left', grow: false },
      { title: 'Bytes', align: 'right', grow: false },
      { title: 'SHA-256', align: 'left', grow: true },
    ],
    rows: context.files.map((file) => ({
      cells: [
        file.name,
        facts.input.formats.find((each) => each.file === file.name)?.format ?? '–',
        countText(file.bytes),
        file.sha256 || '–',
      ],
      note: '',
    })),
    after: '',
  }
}

function rejects(facts: VerdictFacts): Block[] {
  const { rejected, rejects: known } = facts.input
  if (rejected === 0) return []
  const shown = known.slice(0, MOST_REJECTS)
  return [
    {
      kind: 'table',
      caption: 'Rows that could not be used, and why',
      columns: [
        { title: 'File', align: 'left', grow: false },
        { title: 'Line', align: 'right', grow: false },
        { title: 'Reason', align: 'left', grow: true },
      ],
      rows: shown.map((reject) => ({
        cells: [reject.file, countText(reject.line), reject.reason],
        note: '',
      })),
      after:
        rejected > shown.length
          ? `${countText(rejected - shown.length)} more were counted and are not shown.`
          : '',
    },
  ]
}
