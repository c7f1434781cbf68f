import type { Verdict } from '#contract'
import { type Document, flaggedSheet, type Sheet, verdictReport } from '#core/reports'

export const reportKinds = ['report.html', 'report.pdf', 'flagged-calls.csv', 'verdict.json'] as const
export type ReportKind = (typeof reportKinds)[number]

export interface Renderers {
  renderHtml(document: Document): string
  renderPdf(document: Document): Promise<Uint8Array>
  renderCsv(sheet: Sheet): string
  renderJson(value: unknown): string
}

export interface ReportFile {
  readonly contentType: string
  readonly fileName: string
  readonly body: Uint8Array | string
}

export interface ReportFiles {
  make(
    kind: ReportKind,
    verdict: Verdict,
    about: { madeAt: number; files: readonly { name: string; bytes: number; sha256: string }[] },
  ): Promise<ReportFile>
}

/** One verdict as the file somebody asked for. */
export function createReportFiles(render: Renderers, madeBy: string): ReportFiles {
  return {
    async make(kind, verdict, { madeAt, files }) {
      const document = (): Document => verdictReport(verdict, { madeAt, madeBy, files })
      switch (kind) {
        case 'report.html':
          return {
            contentType: 'text/html; charset=utf-8',
            fileName: kind,
            body: render.renderHtml(document()),
          }
        case 'report.pdf':
          return { contentType: 'application/pdf', fileName: kind, body: await render.renderPdf(document()) }
        case 'flagged-calls.csv':
          return {
            contentType: 'text/csv; charset=utf-8',
            fileName: kind,
            body: render.renderCsv(flaggedSheet(verdict.flaggedCalls)),
          }
        case 'verdict.json':
          return {
            contentType: 'application/json; charset=utf-8',
            fileName: kind,
            body: render.renderJson(verdict),
          }
      }
    },
  }
}
