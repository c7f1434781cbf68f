import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSite, parseYaml } from '../../src/adapters/content/index.ts'
import { AttestationFile } from '../../src/core/audit/index.ts'
import { CsvMap } from '../../src/core/calls/index.ts'
import { InventoryFile } from '../../src/core/inventory/index.ts'
import { createRater, DeckMap, InvoiceMap, parseDeck } from '../../src/core/rating/index.ts'
import { parseRules, ZonesFile } from '../../src/core/reach/index.ts'
import { referenceFiles } from '../../tools/reference.ts'

const reference = new URL('../../docs/reference/', import.meta.url)
const example = (name: string) =>
  readFileSync(new URL(`../../content/sites/example/${name}`, import.meta.url), 'utf8')

describe('docs/reference', () => {
  it.each([...referenceFiles()])(
    '%s is what the schema says now (node tools/build-reference.mjs writes it)',
    (name, text) => {
      expect(readFileSync(new URL(name, reference), 'utf8')).toBe(text)
    },
  )

  it('holds no schema that nothing reads', () => {
    const written = readdirSync(reference).filter((name) => name.endsWith('.schema.json'))
    expect(written.sort()).toEqual([...referenceFiles().keys()].sort())
  })
})

describe('the annotated examples', () => {
  it('are read without a complaint', () => {
    expect(parseSite(example('site.yaml'), 'site.yaml').name).toBe('Head office')
    const { rates, rejects } = parseDeck(example('deck.csv'), { file: 'deck.csv' })
    expect([rates.length, rejects]).toEqual([14, []])
    expect(parseYaml(example('mapping.yaml'), CsvMap, 'mapping.yaml').columns.start).toBe('Begin')
    expect(parseYaml(example('zones.yaml'), ZonesFile, 'zones.yaml').zones['pbx']).toBe('10.0.20.5')
    for (const name of ['edge.rules', 'edge6.rules', 'pbx.rules'])
      expect([name, parseRules(example(name), name).unread]).toEqual([name, []])
    expect(
      parseYaml(example('attestations.yaml'), AttestationFile, 'attestations.yaml').attestations,
    ).toHaveLength(2)
    expect(parseYaml(example('inventory.yaml'), InventoryFile, 'inventory.yaml').devices).toHaveLength(4)
    expect(parseYaml(example('invoice-map.yaml'), InvoiceMap, 'invoice-map.yaml').decimal).toBe('comma')
  })

  it('describe the layouts they claim to', () => {
    const map = parseYaml(example('deck-map.yaml'), DeckMap, 'deck-map.yaml')
    const text = 'Land;Vorwahl;Name;Preis/min;Takt 1;Takt 2;gültig ab\n49;30;Berlin;0,0110;60;1;01.07.2026\n'
    const { rates } = parseDeck(text, { file: 'preise.csv', map })
    const rater = createRater(rates)
    expect(rates[0]).toMatchObject({
      prefix: '4930',
      currency: 'EUR',
      effectiveFrom: Date.UTC(2026, 5, 30, 22),
    })
    expect(rater.cost(0, 30)).toBe(11_000)
  })
})
