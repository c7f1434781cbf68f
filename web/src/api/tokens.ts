import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { LedgerPage, TokenList, TokenMade } from '#contract'
import { request } from './client.ts'

export const tokensQuery = queryOptions({
  queryKey: ['own', 'tokens'],
  queryFn: () => request<TokenList>('GET', '/tokens'),
})

export const makeToken = (body: {
  name: string
  permissions: readonly string[]
  customer: string | null
  site: string | null
  days: number
}) => request<TokenMade>('POST', '/tokens', body)
export const endToken = (id: string) => request<void>('DELETE', `/tokens/${encodeURIComponent(id)}`)

export const ledgerQuery = (action: string) =>
  infiniteQueryOptions({
    queryKey: ['ledger', action],
    queryFn: ({ pageParam }) =>
      request<LedgerPage>(
        'GET',
        `/ledger?limit=100&action=${encodeURIComponent(action)}&cursor=${encodeURIComponent(pageParam)}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
