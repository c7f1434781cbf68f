const STEPS = '▁▂▃▄▅▆▇█'

/** A growing sum as `width` characters over equal spans of time; a span without a point keeps the sum before it. */
export function sparkline(
  points: readonly { readonly at: number; readonly value: number }[],
  width: number,
): string {
  const first = points[0]?.at ?? 0
  const span = Math.max(1, (points.at(-1)?.at ?? 0) - first)
  const most = Math.max(1, ...points.map((point) => point.value))
  const sums = new Array<number>(width).fill(-1)
  for (const point of points) {
    const slot = Math.min(width - 1, Math.floor(((point.at - first) / span) * width))
    sums[slot] = Math.max(sums[slot] ?? -1, point.value)
  }
  let sum = 0
  return sums
    .map((value) => {
      if (value >= 0) sum = value
      return STEPS[Math.min(STEPS.length - 1, Math.floor((sum / most) * STEPS.length))]
    })
    .join('')
}
