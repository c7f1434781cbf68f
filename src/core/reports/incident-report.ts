import { moneyText, type Zone, zoneOf } from '#core/kernel'
import type { HandledFacts, HandledGate, HandledTask, HappenedFacts } from './handled.ts'
import type { Banner, Block, Document, Table } from './model.ts'
import { moneySection } from './money-section.ts'
import { kindText, some, type TimeReader, timeReader } from './words.ts'

const left = (title: string, grow = false) => ({ title, align: 'left' as const, grow })
const MOST_EVENTS = 1000

const MILESTONES: Readonly<Record<string, string>> = {
  'first-sign': 'First sign',
  'first-alert': 'First noticed',
  'first-act': 'First act against it',
  contained: 'Contained',
  recovered: 'Recovered',
}

/** The report on an incident: a page for who decides, then everything that was done, by whom, and what shows it. */
export function incidentReport(
  facts: HandledFacts,
  happened: readonly HappenedFacts[],
  { madeAt, madeBy }: { readonly madeAt: number; readonly madeBy: string },
): Document {
  const zone = zoneOf(facts.zone) ?? (zoneOf('UTC') as Zone)
  const time = timeReader(zone)
  return {
    title: 'Incident report',
    subtitle: `${facts.title} · incident ${facts.id} · times in ${zone.name}`,
    madeAt,
    madeBy,
    blocks: [
      banner(facts, time),
      answers(facts, time),
      ...numbers(facts, time),
      ...gates(facts.gates, time),
      ...recovered(facts),
      ...moneySection(facts, time),
      ...facts.steps.flatMap((step) => stepTable(step, time)),
      ...custody(facts),
      ...timeline(happened, time),
    ],
  }
}

function banner(facts: HandledFacts, time: TimeReader): Banner {
  const lost = `Likely loss ${moneyText(facts.lost.likely)}.`
  if (facts.state === 'closed')
    return { kind: 'banner', tone: 'good', title: `Closed ${time(facts.closedAt)}`, text: lost }
  const title = facts.state === 'open' ? 'Not contained yet' : 'Contained, not closed yet'
  return { kind: 'banner', tone: facts.state === 'open' ? 'bad' : 'warn', title, text: lost }
}

function answers(facts: HandledFacts, time: TimeReader): Block {
  const contained = facts.milestones.find(({ id }) => id === 'contained')?.at ?? null
  return {
    kind: 'answers',
    answers: [
      {
        question: 'What happened?',
        answer: kindText(facts.kind),
        detail: facts.words === '' ? facts.title : facts.words,
      },
      {
        question: 'When?',
        answer: time(facts.milestones.find(({ id }) => id === 'first-sign')?.at ?? facts.began),
        detail: contained === null ? 'It is not contained yet.' : `Contained ${time(contained)}.`,
      },
      {
        question: 'Through what?',
        answer: facts.accounts.length === 0 ? 'Not known' : facts.accounts.slice(0, 4).join(', '),
        detail: facts.sources.length === 0 ? '' : `From ${facts.sources.slice(0, 4).join(', ')}.`,
      },
      {
        question: 'How did they come in?',
        answer: facts.cause === null ? 'Not known' : facts.cause.cause.replaceAll('-', ' '),
        detail:
          facts.cause === null
            ? 'Nobody has named the cause.'
            : `${facts.cause.text} (${facts.cause.by.name})`,
      },
    ],
  }
}

function numbers(
  { milestones, severity, owner, openedBy, openedAt }: HandledFacts,
  time: TimeReader,
): Block[] {
  return [
    {
      kind: 'table',
      caption: 'How it went, and what was lost by then',
      columns: [left('', true), left('When'), { title: 'Lost by then', align: 'right', grow: false }],
      rows: milestones.map(({ id, at, lost }) => ({
        cells: [MILESTONES[id] ?? id, time(at, 'not yet'), lost === null ? '–' : moneyText(lost)],
        note: '',
      })),
      after: '',
    },
    {
      kind: 'facts',
      facts: [
        { label: 'Opened', value: `${time(openedAt)} by ${openedBy.name}` },
        { label: 'Severity', value: severity },
        { label: 'Led by', value: owner?.name ?? 'nobody' },
      ],
    },
  ]
}

function gates(all: readonly HandledGate[], time: TimeReader): Block[] {
  return [
    { kind: 'heading', text: 'What closing takes' },
    {
      kind: 'table',
      caption: 'Gates',
      columns: [left('Gate', true), left('State')],
      rows: all.map((gate) => ({
        cells: [gate.title, gate.satisfied ? 'passed' : gate.override?.by ? 'OVERRIDDEN' : 'not passed'],
        note: noteOf(gate, time),
      })),
      after: '',
    },
  ]
}

function noteOf({ reason, override }: HandledGate, time: TimeReader): string {
  if (!override) return reason
  const asked = `Override asked for by ${override.askedBy.name}: “${override.reason}”.`
  const by = override.by ? ` Approved by ${override.by.name}, ${time(override.at)}.` : ' Not approved.'
  return `${reason} ${asked}${by}`
}

const recovered = ({ recovered: rows }: HandledFacts): Block[] => [
  { kind: 'heading', text: 'Recovered: before and after' },
  {
    kind: 'table',
    caption: 'Five things, as they were when the incident was opened and as they are',
    columns: [left('What'), left('Before'), left('Now', true)],
    rows: rows.map(({ title, before, after }) => ({ cells: [title, before, after], note: '' })),
    after: '',
  },
]

function stepTable({ number, title, tasks }: HandledFacts['steps'][number], time: TimeReader): Block[] {
  return [
    { kind: 'heading', text: `Step ${number}: ${title}` },
    {
      kind: 'table',
      caption: `Tasks of step ${number}`,
      columns: [left('Task', true), left('State'), left('By'), left('When')],
      rows: tasks.map((task) => ({
        cells: [task.title, standText(task), task.settled?.by.name ?? '', time(task.settled?.at ?? null, '')],
        note: [task.settled?.note ?? '', task.checked?.done ? task.checked.says : '']
          .filter(Boolean)
          .join(' '),
      })),
      after: '',
    },
  ]
}

function standText({ stand, settled }: HandledTask): string {
  if (settled?.status === 'not-applicable' || stand === 'not') return 'does not apply'
  return stand === 'done' ? 'done' : 'open'
}

function custody({ steps }: HandledFacts): Block[] {
  const rows = steps
    .flatMap(({ tasks }) => tasks)
    .flatMap(({ title, files }) => files.map((file) => ({ ...file, title })))
  if (rows.length === 0) return []
  const table: Table = {
    kind: 'table',
    caption: 'Files in custody',
    columns: [left('File', true), left('For'), { title: 'Bytes', align: 'right', grow: false }],
    rows: rows.map(({ name, title, bytes, sha256 }) => ({
      cells: [name, title, bytes.toLocaleString('en-US')],
      note: `SHA-256 ${sha256}`,
    })),
    after: '',
  }
  return [{ kind: 'heading', text: 'Evidence' }, table]
}

/** Oldest first, as it is told; the pinned ones are marked. */
function timeline(happened: readonly HappenedFacts[], time: TimeReader): Block[] {
  const told = happened.toReversed()
  const cut = told.length - MOST_EVENTS
  return [
    { kind: 'heading', text: 'Timeline' },
    {
      kind: 'table',
      caption: 'Everything that happened, in its order',
      columns: [left('When'), left('What', true), left('By')],
      rows: told.slice(-MOST_EVENTS).map(({ at, title, detail, by, pinned }) => ({
        cells: [time(at), pinned ? `${title} (pinned)` : title, by?.name ?? ''],
        note: detail,
      })),
      after: cut > 0 ? `${some(cut, 'older entry', 'older entries')} are not listed.` : '',
    },
  ]
}
