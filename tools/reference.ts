// JSON Schemas of the files users write, made from the schemas that read them; build-reference.mjs writes them down.
import { z } from 'zod'
import { AttestationFile } from '#core/audit'
import { CsvMap } from '#core/calls'
import { InventoryFile } from '#core/inventory'
import { SiteSettings } from '#core/kernel'
import { IncidentFacts } from '#core/obligations'
import { DeckMap, InvoiceMap, Tariff } from '#core/rating'
import { ZonesFile } from '#core/reach'

const schemas = {
  inventory: InventoryFile,
  site: SiteSettings,
  'deck-map': DeckMap,
  'invoice-map': InvoiceMap,
  mapping: CsvMap,
  facts: IncidentFacts,
  tariff: Tariff,
  zones: ZonesFile,
  attestations: AttestationFile,
}

/** File name in docs/reference to its text. */
export function referenceFiles(): Map<string, string> {
  const files = new Map<string, string>()
  for (const [name, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)
    files.set(`${name}.schema.json`, `${text}\n`)
  }
  return files
}
