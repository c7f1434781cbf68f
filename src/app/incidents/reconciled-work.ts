import type { Reconciled, ReconciledLines, ReconciledList, ReconciledSummary } from '#contract'
import type { Standing } from '#core/handling'
import { disputedLinesSheet, type Sheet } from '#core/reports'
import { disputedOf, linesOf, summaryOf } from './reconciled-view.ts'

/** A result in the vault: tens of megabytes of JSON for a long invoice. */
export interface ReconciledFile {
  readonly path: string
  readonly sha256: string
}

interface Tools {
  readWhole(path: string, sha256: string): Promise<Uint8Array>
  renderCsv(sheet: Sheet): string
}

/** What is done with the whole result of a reconciliation. Plain values in and out; all throw what the vault throws. */
export function reconciledWork({ readWhole, renderCsv }: Tools) {
  const read = async ({ path, sha256 }: ReconciledFile): Promise<Reconciled> =>
    JSON.parse(new TextDecoder().decode(await readWhole(path, sha256))) as Reconciled
  return {
    reconciledSummary: async (
      file: ReconciledFile,
      about: NonNullable<Standing['reconciled']>,
    ): Promise<ReconciledSummary> => summaryOf(await read(file), about),

    async reconciledLines(
      file: ReconciledFile,
      list: ReconciledList,
      { offset, limit }: { readonly offset: number; readonly limit: number },
    ): Promise<ReconciledLines> {
      const all = linesOf(await read(file), list)
      return { items: all.slice(offset, offset + limit), total: all.length }
    },

    /** CSV. */
    disputedLines: async (file: ReconciledFile | null, zone: string): Promise<string> =>
      renderCsv(disputedLinesSheet(file ? disputedOf(await read(file)) : [], zone)),
  }
}

/** The same work wherever it is done. */
export type ReconciledWork = ReturnType<typeof reconciledWork>
