import { type Money, moneyText } from '#core/kernel'
import { type FirmwareFacts, firmwareSection } from './firmware-section.ts'
import type { Banner, Block, Column, Document, KeyFigures, Table, Tone } from './model.ts'
import { some } from './words.ts'

/** What an assessment is made of: the shape of `audit --json`, with fixes in order and what attacks would cost. */
export interface AssessmentFacts {
  readonly site: string
  readonly score: number | null
  readonly scoreWithoutCaps: number | null
  readonly coverage: number
  readonly caps: readonly { readonly cap: string; readonly check: string }[]
  readonly areas: readonly {
    readonly area: string
    readonly score: number | null
    readonly assessed: number
    readonly checks: number
    readonly failed: number
  }[]
  readonly findings: readonly AssessedFinding[]
  readonly fixes: readonly {
    readonly check: string
    readonly title: string
    readonly severity: string
    readonly effort: string
    readonly fix: string
    readonly resources: readonly string[]
  }[]
  /** Null: nobody asked what attacks would cost. */
  readonly attacks: AttackFacts | null
  readonly targets: readonly FirmwareFacts[]
}

export interface AssessedFinding {
  readonly check: string
  readonly status: 'fail' | 'pass' | 'manual' | 'not-assessed'
  readonly severity: string
  readonly title: string
  readonly resource: string
  readonly reason: string
  readonly fix: string
  readonly evidence: { readonly file: string; readonly line: number; readonly text: string } | null
  readonly requirements: readonly string[]
}

export interface AttackFacts {
  readonly scenarios: readonly {
    readonly title: string
    readonly detectedAfterSeconds: number | null
    readonly lossAtCutOff: Money | null
    readonly lossUnseen: Money
    /** What the site's own limit on a day's spending would leave of it; null: there is no such limit. */
    readonly lossByLimit: Money | null
  }[]
  readonly limit: string | null
  readonly estimated: boolean
}

const AREA_NAMES: Readonly<Record<string, string>> = {
  PW: 'Passwords and credentials',
  MFA: 'Second factor and sessions',
  FW: 'Firewall and exposure',
  SEG: 'Segmentation',
  VER: 'Firmware and weaknesses',
  ADM: 'Permissions and services',
  SIP: 'Signalling',
  MON: 'Monitoring and readiness',
}
const CAPS: Readonly<Record<string, string>> = {
  'open-control': 'an interface that controls the system is open to the Internet',
  'known-exploited': 'a version is installed that is being exploited',
  'default-credential': 'a default or guessable secret is in use',
  'open-toll': 'a caller without a secret can reach an outside line',
}
const TOP = 10

const left = (title: string): Column => ({ title, align: 'left', grow: false })
const right = (title: string): Column => ({ title, align: 'right', grow: false })
const wide = (title: string): Column => ({ title, align: 'left', grow: true })

/** "VoIP Security and Risk Assessment": a page for whoever decides, what it would cost, what to do first, and the proof. */
export function assessmentReport(
  facts: AssessmentFacts,
  { madeAt, madeBy }: Pick<Document, 'madeAt' | 'madeBy'>,
): Document {
  return {
    title: 'VoIP Security and Risk Assessment',
    subtitle: facts.site,
    madeAt,
    madeBy,
    blocks: [
      banner(facts),
      figures(facts),
      ...caps(facts),
      heading('Areas'),
      areas(facts),
      ...risk(facts),
      heading('What to mend first'),
      fixes(facts),
      ...firmwareSection(facts.targets),
      heading('All that fails'),
      failures(facts),
      ...attested(facts),
      heading('What was not assessed'),
      missing(facts),
    ],
  }
}

const heading = (text: string): Block => ({ kind: 'heading', text })
const failed = ({ findings }: AssessmentFacts) => findings.filter(({ status }) => status === 'fail')

const toneOf = (score: number | null): Tone =>
  score === null ? 'plain' : score < 50 ? 'bad' : score < 80 ? 'warn' : 'good'

function banner(facts: AssessmentFacts): Banner {
  const { score, coverage } = facts
  if (score === null)
    return {
      kind: 'banner',
      tone: 'warn',
      title: 'Nothing could be assessed',
      text: 'No file that was given is of a kind that is known here.',
    }
  const worst = failed(facts).filter(({ severity }) => severity === 'critical').length
  const text = `${coverage} % of the checks could be answered. ${worst === 0 ? 'Nothing critical was found.' : `${some(worst, 'finding is', 'findings are')} critical.`}`
  return { kind: 'banner', tone: toneOf(score), title: `Score ${score} of 100`, text }
}

function figures(facts: AssessmentFacts): KeyFigures {
  const worst = facts.attacks?.scenarios.toSorted((a, b) => b.lossUnseen.micros - a.lossUnseen.micros)[0]
  const money = worst
    ? [{ label: 'Worst attack, unnoticed', value: moneyText(worst.lossUnseen), tone: 'bad' as const }]
    : []
  const fails = failed(facts)
  const count = (severity: string): number => fails.filter((each) => each.severity === severity).length
  return {
    kind: 'figures',
    figures: [
      { label: 'Critical', value: String(count('critical')), tone: count('critical') > 0 ? 'bad' : 'good' },
      { label: 'High', value: String(count('high')), tone: count('high') > 0 ? 'warn' : 'good' },
      { label: 'Assessed', value: `${facts.coverage} %`, tone: 'plain' },
      ...money,
    ],
  }
}

function caps({ caps: held, scoreWithoutCaps }: AssessmentFacts): Block[] {
  if (held.length === 0) return []
  const reasons = [...new Set(held.map(({ cap }) => CAPS[cap] ?? cap))]
  const text = `The score is held at 39 because ${reasons.join(', and because ')}. Without that it would be ${scoreWithoutCaps}.`
  return [{ kind: 'paragraph', tone: 'bad', text }]
}

const areas = (facts: AssessmentFacts): Table => ({
  kind: 'table',
  caption: 'The score of each area: what passes of what could be assessed',
  columns: [wide('Area'), right('Score'), right('Failing'), right('Assessed'), right('Checks')],
  rows: facts.areas.map(({ area, score, failed: fails, assessed, checks }) => ({
    cells: [
      AREA_NAMES[area] ?? area,
      score === null ? '–' : String(score),
      String(fails),
      String(assessed),
      String(checks),
    ],
    note: '',
  })),
  after: 'What was not assessed counts neither for nor against.',
})

function risk({ attacks }: AssessmentFacts): Block[] {
  if (attacks === null) return []
  const { scenarios, limit, estimated } = attacks
  const money = (amount: Money | null): string => (amount === null ? '–' : moneyText(amount))
  return [
    heading('What an attack would cost'),
    {
      kind: 'paragraph',
      tone: estimated ? 'warn' : 'plain',
      text: `Attacks of today's shape were played against the rules in force here. ${estimated ? 'Prices are typical ones: with the rate deck of your carrier the sums are exact.' : 'Prices are those of your rate deck.'}`,
    },
    {
      kind: 'table',
      caption:
        'Each attack: what it costs when nobody notices, when a limit stops it, and when somebody is told',
      columns: [
        wide('Attack'),
        right('Unnoticed'),
        right(limit === null ? 'By a limit' : `At most, by ${limit} a day`),
        right('With alerts'),
        right('Noticed after'),
      ],
      rows: scenarios
        .toSorted((a, b) => b.lossUnseen.micros - a.lossUnseen.micros)
        .map((each) => ({
          cells: [
            each.title,
            money(each.lossUnseen),
            money(each.lossByLimit),
            money(each.lossAtCutOff),
            each.detectedAfterSeconds === null ? 'never' : minutes(each.detectedAfterSeconds),
          ],
          note: '',
        })),
      after:
        limit === null ? 'No limit on the spending of a day is set for this site: site.yaml, limits.' : '',
    },
  ]
}

const minutes = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`

const fixes = (facts: AssessmentFacts): Table => ({
  kind: 'table',
  caption: 'The fixes that remove the most risk for the time they take',
  columns: [right('#'), wide('Fix'), left('Severity'), left('Takes')],
  rows: facts.fixes.slice(0, TOP).map(({ check, title, fix, severity, effort, resources }, n) => ({
    cells: [String(n + 1), fix, severity, effort],
    note: `${check}: ${title}${resources.length > 1 ? ` (${some(resources.length, 'place')})` : ''}`,
  })),
  after: facts.fixes.length > TOP ? `${facts.fixes.length - TOP} more below.` : '',
})

const failures = (facts: AssessmentFacts): Table => ({
  kind: 'table',
  caption: 'Every finding with its proof; secrets are masked',
  columns: [left('Check'), left('Severity'), wide('What was found')],
  rows: failed(facts).map(({ check, severity, reason, evidence, requirements }) => ({
    cells: [check, severity, reason],
    note: [evidence ? `${evidence.file}:${evidence.line}: ${evidence.text}` : '', requirements.join(', ')]
      .filter((part) => part !== '')
      .join(' · '),
  })),
  after: failed(facts).length === 0 ? 'Nothing fails.' : '',
})

function attested({ findings }: AssessmentFacts): Block[] {
  const answers = findings.filter(({ reason }) => reason.startsWith('Attested by '))
  if (answers.length === 0) return []
  return [
    heading('What people answered for'),
    {
      kind: 'table',
      caption: 'Checks that a person looked at',
      columns: [left('Check'), left('Answer'), wide('By whom')],
      rows: answers.map(({ check, status, reason, title }) => ({
        cells: [check, status, reason],
        note: title,
      })),
      after: '',
    },
  ]
}

function missing({ findings }: AssessmentFacts): Table {
  const open = findings.filter(({ status }) => status === 'manual' || status === 'not-assessed')
  return {
    kind: 'table',
    caption: 'Checks that nothing given here answers; none of them counts as passed',
    columns: [left('Check'), wide('Question'), left('Answered by')],
    rows: open.map(({ check, status, title, reason }) => ({
      cells: [check, title, status === 'manual' ? 'a person' : 'a file'],
      note: reason,
    })),
    after: open.length === 0 ? 'Everything was assessed.' : '',
  }
}
