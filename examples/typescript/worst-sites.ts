import type { Ringfence } from './client.ts'

export interface WorstSite {
  readonly name: string
  readonly goingOn: number
  readonly loss: readonly string[]
}

/** Sites with an incident that is still going on, the most of them first. */
export async function worstSites(client: Ringfence): Promise<WorstSite[]> {
  const { data, error } = await client.GET('/api/v1/overview')
  // Every error says what went wrong, what to do, and a code for programs.
  if (!data) throw new Error(problemText(error))
  return data.sites
    .filter(({ goingOn }) => goingOn > 0)
    .sort((a, b) => b.goingOn - a.goingOn)
    .map(({ customerName, name, goingOn, loss }) => ({
      name: `${customerName}, ${name}`,
      goingOn,
      loss: loss.map(({ micros, currency }) => `${(micros / 1_000_000).toFixed(2)} ${currency}`),
    }))
}

/** Every investigation of a site, page by page. */
export async function* investigations(client: Ringfence, customer: string, site: string) {
  for (let cursor: string | undefined; ; ) {
    const { data, error } = await client.GET('/api/v1/customers/{customer}/sites/{site}/investigations', {
      params: { path: { customer, site }, query: { ...(cursor ? { cursor } : {}) } },
    })
    if (!data) throw new Error(problemText(error))
    yield* data.items
    if (data.nextCursor === null) return
    cursor = data.nextCursor
  }
}

function problemText(error: unknown): string {
  const { code = 'unknown', detail = '', remedy = '' } = (error ?? {}) as Record<string, string>
  return `${code}: ${detail} ${remedy}`
}
