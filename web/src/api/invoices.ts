import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  IncidentView,
  InvoiceMapping,
  InvoicePreview,
  ReconciledLines,
  ReconciledList,
  ReconciledSummary,
} from '#contract'
import { request, upload } from './client.ts'
import { keyOf, one } from './incidents.ts'
import type { Place } from './session.ts'

const PAGE = 200

/** Null while no invoice was matched. */
export const reconciliationQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: [...keyOf(place, id), 'reconciliation'],
    queryFn: () => request<ReconciledSummary | null>('GET', `${one(place, id)}/reconciliation`),
  })

export const reconciledLinesQuery = (place: Place, id: string, list: ReconciledList) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(place, id), 'reconciliation', list],
    queryFn: ({ pageParam }) =>
      request<ReconciledLines>(
        'GET',
        `${one(place, id)}/reconciliation/lines?list=${list}&offset=${pageParam}&limit=${PAGE}`,
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
  })

export const previewInvoice = (
  place: Place,
  id: string,
  body: { text: string; mapping?: InvoiceMapping | undefined },
) => request<InvoicePreview>('POST', `${one(place, id)}/invoice/preview`, body)

export function matchInvoice(
  place: Place,
  id: string,
  { file, mapping, told }: { file: File; mapping: InvoiceMapping | undefined; told: (share: number) => void },
) {
  const form = new FormData()
  form.append('file', file, file.name)
  const query = mapping ? `?mapping=${encodeURIComponent(JSON.stringify(mapping))}` : ''
  return upload<IncidentView>(`${one(place, id)}/invoice${query}`, form, told, new AbortController().signal)
}
