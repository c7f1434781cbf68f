import { Document, isMap, parseDocument } from 'yaml'

/** What stands in a site.yaml, nothing filled in; {} for an empty one. */
export function writtenSite(yaml: string): Record<string, unknown> {
  const value: unknown = parseDocument(yaml).toJS()
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}

/** The same file with other values. Keys that did not change keep their place, their form and their comments. */
export function rewriteSite(yaml: string, settings: Readonly<Record<string, unknown>>): string {
  const read = parseDocument(yaml)
  const document = read.errors.length === 0 && isMap(read.contents) ? read : new Document({})
  const before = writtenSite(yaml)
  for (const key of Object.keys(before)) if (settings[key] === undefined) document.delete(key)
  for (const [key, value] of Object.entries(settings))
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(before[key])) document.set(key, value)
  return document.toString({ lineWidth: 0 })
}
