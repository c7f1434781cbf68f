import type { Advisory, Statement, VersionRange } from '../model.ts'

/** What a source file was read into: its state, and what it tells. Entries that cannot be used are counted. */
export interface Imported {
  readonly kind: string
  readonly date: string | null
  readonly advisories: readonly Advisory[]
  readonly skipped: number
}

export type Raw = Readonly<Record<string, unknown>>

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const rawOf = (value: unknown): Raw => (isRaw(value) ? value : {})
export const listOf = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.filter(isRaw) : [])
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
export const dayOf = (value: unknown): string | null =>
  /^\d{4}-\d{2}-\d{2}/.exec(textOf(value) ?? '')?.[0] ?? null

/** Our own words: descriptions of others are not copied. */
function summaryOf(statements: readonly Statement[], exploited: boolean): string {
  const products = [
    ...new Set(statements.map(({ vendor, product }) => `${vendor} ${product}`.replaceAll('_', ' '))),
  ]
  const named = products.slice(0, 3).join(', ') || 'a product that the source does not name'
  return `${exploited ? 'Known-exploited weakness' : 'Weakness'} in ${named}${products.length > 3 ? ' and others' : ''}.`
}

export function scoreOf(data: Raw, provider: string): Advisory['scores'] {
  const score = data['baseScore']
  if (typeof score !== 'number') return []
  return [
    {
      provider,
      version: String(data['version'] ?? ''),
      score,
      severity: String(data['baseSeverity'] ?? '').toLowerCase(),
    },
  ]
}

const NO_VERSION = new Set(['', '*', '-', 'n/a', 'unspecified', 'unknown'])
export const isNoVersion = (text: string): boolean => NO_VERSION.has(text.trim().toLowerCase())

/** ">= 19.0.0, < 20.9.3", "= 18.23.0", "<= 2.13.1", "1.2.3"; null for what names no version. */
export function rangeFromExpression(text: string): VersionRange | null {
  const range: Record<string, string> = {}
  for (const part of text.split(',')) {
    const [, sign = '=', version = ''] = /^\s*(<=|>=|<|>|=)?\s*(.*?)\s*$/.exec(part) ?? []
    if (isNoVersion(version)) return null
    range[SIGNS[sign] ?? 'exact'] = version
  }
  return range
}
const SIGNS: Readonly<Record<string, string>> = {
  '<': 'before',
  '<=': 'upTo',
  '>': 'after',
  '>=': 'from',
  '=': 'exact',
}

export function advisory(given: Pick<Advisory, 'id' | 'statements'> & Partial<Advisory>): Advisory {
  const exploited = given.knownExploited ?? null
  return {
    aliases: [],
    summary: summaryOf(given.statements, exploited !== null),
    published: null,
    scores: [],
    exploitation: null,
    references: [],
    ...given,
    knownExploited: exploited,
  }
}
