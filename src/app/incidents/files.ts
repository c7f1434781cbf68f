import type { FlaggedCall, IncidentView, Timeline } from '#contract'
import { type Document, disputeLetter, disputeSheet, incidentReport, type Sheet } from '#core/reports'
import type { ReportFile } from '../report-files.ts'

export const incidentFileKinds = [
  'report.html',
  'report.pdf',
  'dispute.html',
  'dispute.pdf',
  'dispute-calls.csv',
  'dispute-lines.csv',
] as const
export type IncidentFileKind = (typeof incidentFileKinds)[number]

export interface Renderers {
  renderHtml(document: Document): string
  renderPdf(document: Document): Promise<Uint8Array>
  renderCsv(sheet: Sheet): string
}

interface Told {
  readonly view: IncidentView
  readonly timeline: Timeline
  /** Every fraudulent call of its investigations. */
  readonly calls: readonly FlaggedCall[]
  /** Every line of its invoice that is asked back, CSV. */
  lines(zone: string): Promise<string>
}

/** An incident as the file somebody asked for. Dated by its last entry: the same incident makes the same bytes. */
export async function incidentFile(
  kind: IncidentFileKind,
  { view, timeline, calls, lines }: Told,
  render: Renderers,
  madeBy: string,
): Promise<ReportFile> {
  const made = { madeAt: Date.parse(view.changedAt), madeBy }
  const html = (document: Document): ReportFile => ({
    contentType: 'text/html; charset=utf-8',
    fileName: `incident-${kind}`,
    body: render.renderHtml(document),
  })
  const pdf = async (document: Document): Promise<ReportFile> => ({
    contentType: 'application/pdf',
    fileName: `incident-${kind}`,
    body: await render.renderPdf(document),
  })
  const csv = (body: string): ReportFile => ({
    contentType: 'text/csv; charset=utf-8',
    fileName: kind,
    body,
  })
  switch (kind) {
    case 'report.html':
      return html(incidentReport(view, timeline.items, made))
    case 'report.pdf':
      return pdf(incidentReport(view, timeline.items, made))
    case 'dispute.html':
      return html(disputeLetter(view, calls, made))
    case 'dispute.pdf':
      return pdf(disputeLetter(view, calls, made))
    case 'dispute-calls.csv':
      return csv(render.renderCsv(disputeSheet(calls, view.zone)))
    case 'dispute-lines.csv':
      return csv(await lines(view.zone))
  }
}
