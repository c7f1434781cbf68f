import { lengthText, moneyText } from '#core/kernel'
import type { Block, Column, Table, VerdictFacts } from './model.ts'
import { classText, countryText, countText, kindText, some, type TimeReader } from './words.ts'

const left = (title: string): Column => ({ title, align: 'left', grow: false })
const right = (title: string): Column => ({ title, align: 'right', grow: false })
const wide = (title: string): Column => ({ title, align: 'left', grow: true })

/** Incidents, accounts, destinations, sources and the timeline; a part with nothing in it is left out. */
export function findingsSection(facts: VerdictFacts, time: TimeReader): Block[] {
  const parts: [string, Table][] = [
    ['Incidents', incidents(facts, time)],
    ['Accounts', accounts(facts, time)],
    ['Destinations', destinations(facts)],
    ['Where it came from', sources(facts, time)],
    ['Timeline', timeline(facts, time)],
  ]
  return parts
    .filter(([, table]) => table.rows.length > 0)
    .flatMap(([text, table]): Block[] => [{ kind: 'heading', text }, table])
}

const incidents = (facts: VerdictFacts, time: TimeReader): Table => ({
  kind: 'table',
  caption: 'Each breach as one story, with what speaks for it',
  columns: [wide('Incident'), left('Began'), left('Ended'), right('Sure'), right('Likely loss')],
  rows: facts.incidents.map((incident) => ({
    cells: [
      incident.title,
      time(incident.began),
      time(incident.ended, 'still going on'),
      `${Math.round(incident.score)} %`,
      moneyText(incident.exposure),
    ],
    note: incident.reasons.join(' · '),
  })),
  after: '',
})

const accounts = (facts: VerdictFacts, time: TimeReader): Table => ({
  kind: 'table',
  caption: 'Accounts that took part, with the reason for each',
  columns: [
    left('Account'),
    wide('What'),
    left('Began'),
    left('Ended'),
    right('Calls'),
    right('Talk time'),
    right('Likely loss'),
  ],
  rows: facts.accounts.map((account) => ({
    cells: [
      account.account,
      `${kindText(account.kind)}, ${Math.round(account.score)} % sure`,
      time(account.began),
      time(account.ended, 'still going on'),
      countText(account.calls),
      lengthText(account.billableSeconds),
      moneyText(account.exposure),
    ],
    note: account.reason,
  })),
  after: '',
})

const destinations = (facts: VerdictFacts): Table => ({
  kind: 'table',
  caption: 'Where the flagged calls went, the dearest first',
  columns: [
    left('Prefix'),
    wide('Country'),
    left('Risk'),
    right('Calls'),
    right('Talk time'),
    right('Likely loss'),
  ],
  rows: facts.destinations.map((destination) => ({
    cells: [
      destination.prefix,
      countryText(destination.country),
      `${destination.risk} (${classText(destination.riskClass)})`,
      countText(destination.calls),
      lengthText(destination.billableSeconds),
      moneyText(destination.exposure),
    ],
    note: '',
  })),
  after: '',
})

const sources = (facts: VerdictFacts, time: TimeReader): Table => ({
  kind: 'table',
  caption: 'Network addresses that tried or used the accounts',
  columns: [
    left('Address'),
    left('First seen'),
    left('Last seen'),
    right('Failed'),
    right('Succeeded'),
    wide('Accounts'),
  ],
  rows: facts.sources.map((source) => ({
    cells: [
      source.ip,
      time(source.firstSeen),
      time(source.lastSeen),
      countText(source.failed),
      countText(source.succeeded),
      someOf(source.accounts),
    ],
    note: source.reason,
  })),
  after: '',
})

const someOf = (names: readonly string[]): string =>
  names.length <= 6 ? names.join(', ') : `${names.slice(0, 6).join(', ')} and ${names.length - 6} more`

const MOST_EVENTS = 60

function timeline(facts: VerdictFacts, time: TimeReader): Table {
  const events: { at: string; what: string }[] = []
  const add = (at: string | null, what: string): void => {
    if (at !== null) events.push({ at, what })
  }
  for (const source of facts.sources) add(source.firstSeen, `${source.ip} first seen. ${source.reason}`)
  for (const account of facts.accounts) {
    add(account.began, `${account.account}: ${kindText(account.kind)} begins`)
    add(
      account.ended,
      `${account.account}: last act, after ${some(account.calls, 'call')} and ${moneyText(account.exposure)}`,
    )
  }
  if (facts.verdict !== 'clear')
    add(facts.input.to, facts.ongoing ? 'Records end; still going on' : 'Records end')
  events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return {
    kind: 'table',
    caption: 'What happened, in order',
    columns: [left('Time'), wide('What happened')],
    rows: events.slice(0, MOST_EVENTS).map((event) => ({ cells: [time(event.at), event.what], note: '' })),
    after:
      events.length > MOST_EVENTS
        ? `${countText(events.length - MOST_EVENTS)} later events are in verdict.json.`
        : '',
  }
}
