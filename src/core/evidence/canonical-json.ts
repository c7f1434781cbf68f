/**
 * The one text of a JSON value (RFC 8785): no white space, object keys by UTF-16 code units, numbers and strings as
 * ECMAScript writes them. What JSON cannot hold is left out of objects and is null in arrays, as in JSON.stringify.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value))
    return `[${value.map((item) => (isJson(item) ? canonicalJson(item) : 'null')).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => isJson(member))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

function isJson(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol'
}
