import type { Exact, Rate } from './model.ts'

/** Rates as text, a line of JSON each; -Infinity, which JSON has no word for, as null. */
export function writeRates(rates: readonly Rate[]): { lines: string; starts: Int32Array } {
  const starts = new Int32Array(rates.length + 1)
  const lines = rates.map((rate, n) => {
    const line = JSON.stringify({
      ...rate,
      effectiveFrom: Number.isFinite(rate.effectiveFrom) ? rate.effectiveFrom : null,
      perMinute: written(rate.perMinute),
      connectionFee: written(rate.connectionFee),
      minimumCharge: written(rate.minimumCharge),
    })
    starts[n + 1] = (starts[n] as number) + line.length
    return line
  })
  return { lines: lines.join(''), starts }
}

/** One of them; undefined when there is none of this index. */
export function readRate(lines: string, starts: Int32Array, index: number): Rate | undefined {
  const [start, end] = [starts[index], starts[index + 1]]
  if (start === undefined || end === undefined) return undefined
  const { effectiveFrom, perMinute, connectionFee, minimumCharge, ...rest } = JSON.parse(
    lines.slice(start, end),
  )
  return {
    ...rest,
    effectiveFrom: effectiveFrom ?? Number.NEGATIVE_INFINITY,
    perMinute: read(perMinute),
    connectionFee: read(connectionFee),
    minimumCharge: read(minimumCharge),
  }
}

const written = ({ numerator, denominator }: Exact): string => `${numerator}/${denominator}`

function read(text: string): Exact {
  const [numerator = '0', denominator = '1'] = text.split('/')
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) }
}
