import type { Advisory, AdvisoryBundle, Statement } from './model.ts'

/** Two collections in one: what the newer says of an advisory is added, and replaces what the same provider said of the same product. */
export function mergeAdvisories(older: AdvisoryBundle, newer: AdvisoryBundle): AdvisoryBundle {
  const byId = new Map(older.advisories.map((advisory) => [advisory.id, advisory]))
  const idOf = new Map(
    older.advisories.flatMap(({ id, aliases }) => [id, ...aliases].map((name) => [name, id] as const)),
  )
  for (const advisory of newer.advisories) {
    const id = [advisory.id, ...advisory.aliases]
      .map((name) => idOf.get(name))
      .find((each) => each !== undefined)
    const known = id === undefined ? undefined : byId.get(id)
    const merged = known ? mergeOne(known, advisory) : advisory
    byId.set(merged.id, merged)
    for (const name of [merged.id, ...merged.aliases]) idOf.set(name, merged.id)
  }
  const later = (a: string, b: string): string => (a > b ? a : b)
  const exploited = [older.exploitedDate, newer.exploitedDate].filter((each) => each !== null)
  return {
    title: older.title,
    date: later(older.date, newer.date),
    exploitedDate: exploited.length > 0 ? exploited.reduce(later) : null,
    sources: [...new Set([...older.sources, ...newer.sources])],
    support: [...older.support, ...newer.support],
    advisories: [...byId.values()].sort((a, b) => b.id.localeCompare(a.id)),
  }
}

function mergeOne(old: Advisory, more: Advisory): Advisory {
  const key = ({ provider, vendor, product }: Statement): string =>
    `${provider} ${vendor} ${product}`.toLowerCase()
  const said = more.statements.filter(({ unknown }) => !unknown || old.statements.length === 0)
  const replaced = new Set(said.map(key))
  const scores = new Map(
    [...old.scores, ...more.scores].map((score) => [`${score.provider} ${score.version}`, score]),
  )
  return {
    ...old,
    aliases: [...new Set([...old.aliases, ...more.aliases, more.id])].filter((name) => name !== old.id),
    published: old.published ?? more.published,
    scores: [...scores.values()],
    knownExploited: more.knownExploited ?? old.knownExploited,
    exploitation: more.exploitation ?? old.exploitation,
    statements: [...old.statements.filter((statement) => !replaced.has(key(statement))), ...said],
    references: [...new Set([...old.references, ...more.references])],
  }
}
