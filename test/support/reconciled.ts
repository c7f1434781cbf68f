import { parseSite, readNumberingData } from '../../src/adapters/content/index.ts'
import { tools } from '../../src/app/compose-files.ts'
import type { InvestigatorTools } from '../../src/app/investigator.ts'
import { reconcileFiles } from '../../src/app/reconciler.ts'
import type { Reconciled } from '../../src/contract/index.ts'
import { CsvMap } from '../../src/core/calls/index.ts'
import { parseDeck, parseInvoice } from '../../src/core/rating/index.ts'
import type { Records } from './judged.ts'

const numbering = await readNumberingData()

/** The command's answer on records and an invoice in memory. */
export function reconciled(records: Records & { readonly invoice: string }): Promise<Reconciled> {
  const text = new Map(records.files.map((file) => [file.name, file.text]))
  const inMemory: InvestigatorTools = {
    ...tools(),
    openText: async (path) => ({
      name: path,
      bytes: text.get(path)?.length ?? 0,
      async *read() {
        yield { text: text.get(path) ?? '', bytesRead: 0 }
      },
    }),
    readSite: async () => parseSite(JSON.stringify(records.site), 'site'),
    readDeck: async () => parseDeck(records.deck, { file: 'deck.csv' }),
    readInvoice: async () => parseInvoice(records.invoice, { file: 'invoice.csv' }),
    readYaml: (async () => CsvMap.parse(records.map)) as InvestigatorTools['readYaml'],
    readNumbering: async () => numbering,
  }
  return reconcileFiles(
    {
      files: records.files.map(({ name }) => ({ path: name })),
      site: 'site.yaml',
      rates: 'deck.csv',
      invoice: 'invoice.csv',
      ...(records.map ? { map: 'mapping.yaml' } : {}),
    },
    inMemory,
  )
}
