import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Verdict } from '#contract'
import { axisMoney, counted, instant, locale, money } from '../../format.ts'

const height = 280
const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--rf-${name}`).trim()

/** The curve itself: loaded only when a verdict has one. Text beside it says the same to those who cannot see it. */
export function LossPlot({ verdict }: { verdict: Verdict }) {
  const holder = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme()
  const [said, setSaid] = useState('')

  // biome-ignore lint/correctness/useExhaustiveDependencies: the canvas takes its colours once, so a new scheme draws anew
  useEffect(() => {
    const box = holder.current
    if (!box) return
    const plot = new uPlot(options(verdict, box.clientWidth, setSaid), series(verdict), box)
    const watch = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height }))
    watch.observe(box)
    return () => {
      watch.disconnect()
      plot.destroy()
    }
  }, [verdict, scheme])

  return (
    <>
      <p className="loss-said number" aria-hidden>
        {said || 'Point at the curve to read it.'}
      </p>
      <div ref={holder} className="loss-plot" role="img" aria-label={summary(verdict)} />
    </>
  )
}

function summary({ curve, site }: Verdict): string {
  const first = curve[0]
  const last = curve.at(-1)
  if (!first || !last) return 'No loss'
  return `Loss added up rises from ${money(first.likely)} on ${instant(first.at, site.timezone)} to ${money(last.likely)} on ${instant(last.at, site.timezone)}`
}

const series = ({ curve }: Verdict): uPlot.AlignedData => [
  curve.map(({ at }) => Date.parse(at) / 1000),
  curve.map(({ likely }) => likely.micros / 1_000_000),
]

function options(verdict: Verdict, width: number, say: (text: string) => void): uPlot.Options {
  const { curve, site } = verdict
  const zone = site.timezone
  const currency = verdict.exposure.likely.currency
  const loss = token('loss')
  const faint = token('ink-faint')
  const axis = {
    stroke: faint,
    grid: { stroke: token('line'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui, sans-serif',
  }
  const narrow = width < 520
  return {
    width,
    height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    legend: { show: false },
    cursor: { y: false, points: { size: 9 } },
    // Half of the last label of the time axis stands beside the plot.
    padding: [24, 40, 0, 0],
    scales: { y: { range: (_, __, max) => [0, max > 0 ? max * 1.06 : 1] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: narrow ? 76 : 96,
        values: (_, splits) => timeLabels(splits, zone),
      },
      {
        ...axis,
        size: narrow ? 62 : 78,
        values: (_, splits) => axisMoney(splits, currency),
      },
    ],
    series: [
      {},
      {
        stroke: loss,
        width: 2,
        fill: `${loss}1f`,
        ...(uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
        points: { show: false },
      },
    ],
    hooks: {
      draw: [(plot) => marks(plot, verdict, faint)],
      setCursor: [
        ({ cursor }) => {
          const point = cursor.idx == null ? undefined : curve[cursor.idx]
          say(
            point
              ? `${instant(point.at, zone)}: ${money(point.likely)} in ${counted(point.calls, 'call')}`
              : '',
          )
        },
      ],
    },
  }
}

/** Days where the axis spans days, hours where it spans hours. */
function timeLabels(splits: readonly number[], zone: string): string[] {
  const step = (splits[1] ?? 0) - (splits[0] ?? 0)
  const format = new Intl.DateTimeFormat(locale, {
    hourCycle: 'h23',
    timeZone: zone,
    ...(step < 86_400
      ? ({ weekday: 'short', hour: '2-digit', minute: '2-digit' } as const)
      : ({ day: 'numeric', month: 'short' } as const)),
  })
  return splits.map((seconds) => format.format(seconds * 1000))
}

/** Where it began and ended, as dashed lines with their names. */
function marks(plot: uPlot, { began, ended }: Verdict, colour: string): void {
  const { ctx, bbox } = plot
  const ratio = devicePixelRatio || 1
  const draw = (iso: string | null, name: string) => {
    const [min, max] = [plot.scales['x']?.min, plot.scales['x']?.max]
    if (iso === null || min == null || max == null) return
    const at = Date.parse(iso) / 1000
    // What was before the first call that cost anything is told in the story; at the edge it would tell a wrong time.
    if (at < min || at > max) return
    const x = plot.valToPos(at, 'x', true)
    const right = x > bbox.left + bbox.width - 60 * ratio
    ctx.save()
    ctx.strokeStyle = colour
    ctx.fillStyle = colour
    ctx.lineWidth = ratio
    ctx.setLineDash([4 * ratio, 4 * ratio])
    ctx.beginPath()
    ctx.moveTo(x, bbox.top - 14 * ratio)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
    ctx.font = `${12 * ratio}px system-ui, sans-serif`
    ctx.textAlign = right ? 'right' : 'left'
    ctx.textBaseline = 'bottom'
    ctx.fillText(name, x + (right ? -5 : 5) * ratio, bbox.top - 4 * ratio)
    ctx.restore()
  }
  draw(began, 'began')
  draw(ended, 'ended')
}
