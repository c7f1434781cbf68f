import type { Chart } from '#core/reports'
import { escapeMarkup } from './escape.ts'

export interface CurveLook {
  readonly width: number
  readonly height: number
  readonly line: string
  readonly fill: string
  readonly fillOpacity: number
  readonly grid: string
  readonly text: string
  readonly font: string
}

const MARGIN = { left: 8, right: 8, top: 24, bottom: 24 }

/** A growing sum as an SVG picture: the line, the area under it, both ends labelled. Used on the page and in the PDF alike. */
export function curveSvg(chart: Chart, look: CurveLook): string {
  const { width, height } = look
  const first = chart.points[0]
  const last = chart.points.at(-1)
  if (!first || !last) return ''
  const span = Math.max(1, last.at - first.at)
  const most = Math.max(1, ...chart.points.map((point) => point.value))
  const bottom = height - MARGIN.bottom
  const x = (at: number): string =>
    (MARGIN.left + ((at - first.at) / span) * (width - MARGIN.left - MARGIN.right)).toFixed(1)
  const y = (value: number): string => (bottom - (value / most) * (bottom - MARGIN.top)).toFixed(1)
  // Loss comes in steps: between two points nothing is added, so the line must not suggest it.
  const steps = chart.points
    .map((point, i) => (i === 0 ? `M${x(point.at)} ${y(point.value)}` : `H${x(point.at)}V${y(point.value)}`))
    .join('')
  const area = `${steps}V${bottom}H${x(first.at)}Z`
  const grid = [0.25, 0.5, 0.75, 1].map((part) => rule(look, y(most * part), 0.5)).join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    grid,
    rule(look, bottom.toFixed(1), 1),
    `<path d="${area}" fill="${look.fill}" fill-opacity="${look.fillOpacity}"/>`,
    `<path d="${steps}" fill="none" stroke="${look.line}" stroke-width="2" stroke-linejoin="round"/>`,
    `<circle cx="${x(last.at)}" cy="${y(last.value)}" r="3.5" fill="${look.line}"/>`,
    label(look, MARGIN.left, height - 7, 'start', first.timeText),
    label(look, width - MARGIN.right, height - 7, 'end', last.timeText),
    label(look, width - MARGIN.right, 15, 'end', last.valueText),
    '</svg>',
  ].join('')
}

const rule = (look: CurveLook, y: string, weight: number): string =>
  `<line x1="${MARGIN.left}" x2="${look.width - MARGIN.right}" y1="${y}" y2="${y}" stroke="${look.grid}" stroke-width="${weight}"/>`

const label = (look: CurveLook, x: number, y: number, anchor: string, text: string): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" font-family="${look.font}" font-size="11" fill="${look.text}">${escapeMarkup(text)}</text>`
