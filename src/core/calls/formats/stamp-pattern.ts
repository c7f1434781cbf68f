const PARTS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  y: '(?<y>\\d{2})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  I: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{2})',
  S: '(?<S>\\d{2})',
  b: '(?<b>[A-Za-z]{3,9})',
  p: '(?<p>[AaPp][Mm])',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{2})',
} // prettier-ignore
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Turns a stamp written by a pattern of mapping.yaml into one that every reader understands; '' when it does not fit. */
export function stampReader(format: string | undefined): (text: string) => string {
  if (format === undefined || format === 'iso') return (text) => text
  if (format === 'epoch') return (text) => (/^\d+(?:\.\d+)?$/.test(text) ? text : '')
  // Thirteen digits are read as milliseconds already; shorter counts are old dates.
  if (format === 'epoch-ms') return (text) => (/^\d+$/.test(text) ? String(Number(text) / 1000) : '')
  const source = format
    .replace(/%T/g, '%H:%M:%S')
    .replace(/%F/g, '%Y-%m-%d')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%([A-Za-z])/g, (_, letter: string) => PARTS[letter] ?? '.*?')
  const pattern = patternOf(`^${source}$`)
  return (text) => {
    const parts = pattern?.exec(text)?.groups
    return parts ? assemble(parts) : ''
  }
}

/** A part named twice is no pattern. */
function patternOf(source: string): RegExp | null {
  try {
    return new RegExp(source)
  } catch {
    return null
  }
}

function assemble(parts: Record<string, string>): string {
  const year = parts['Y'] ?? `20${parts['y'] ?? ''}`
  const named = MONTHS.indexOf((parts['b'] ?? '').slice(0, 3).toLowerCase()) + 1
  const month = parts['m'] ?? String(named)
  let hour = Number(parts['H'] ?? 0)
  if (parts['p']) hour = (hour % 12) + (/^p/i.test(parts['p']) ? 12 : 0)
  const two = (value: string | number): string => String(value).padStart(2, '0')
  const clock = `${two(hour)}:${parts['M'] ?? '00'}:${parts['S'] ?? '00'}`
  return `${year}-${two(month)}-${two(parts['d'] ?? 1)} ${clock}${parts['z'] ?? ''}`
}
