import pc from 'picocolors'
import type { DrilledScenario, DrillReport } from '#contract'
import { lengthText, moneyText, plainText } from '#core/kernel'
import { wrap } from './wrap.ts'

type Colours = ReturnType<typeof pc.createColors>

/** One line a scenario, then what was missed and why, then what the figures rest on. */
export function drillScreen(report: DrillReport, { colour }: { colour: boolean }): string {
  const c = pc.createColors(colour)
  const title = Math.max(...report.scenarios.map((one) => one.title.length), 10)
  const head = c.dim(
    `${'     '}${'attack'.padEnd(title)}  ${'noticed after'.padStart(14)}  ${'lost by then'.padStart(13)}  ${'lost at cut-off'.padStart(16)}`,
  )
  const lines = [head, ...report.scenarios.map((one) => lineOf(one, title, c))]
  const missed = report.missed.flatMap(({ scenario, title: what, why }) => [
    '',
    c.red(`Missed: ${scenario} ${plainText(what)}.`),
    ...wrap(plainText(why), 76).map((line) => `  ${line}`),
  ])
  return `${[...lines, ...missed, '', ...basis(report).map((line) => c.dim(line))].join('\n')}\n`
}

function lineOf(one: DrilledScenario, width: number, c: Colours): string {
  const { scenario, title, detectedAfterSeconds, lossAtDetection, lossAtCutOff } = one
  const name = `${scenario.padEnd(4)} ${title.padEnd(width)}`
  if (detectedAfterSeconds === null) return `${c.red(name)}  ${c.red('missed'.padStart(14))}`
  const money = (value: DrilledScenario['lossAtCutOff']): string => (value === null ? '–' : moneyText(value))
  const after = lengthText(Math.round(detectedAfterSeconds))
  return `${name}  ${c.bold(after.padStart(14))}  ${money(lossAtDetection).padStart(13)}  ${money(lossAtCutOff).padStart(16)}${one.cutOffBy === 'person' ? ' *' : ''}`
}

function basis({ habits, calls, estimated, scenarios }: DrillReport): string[] {
  return [
    habits === 'made-up'
      ? 'The site has no calls yet: four quiet weeks of a small office were made up for what is usual.'
      : `What is usual was learned from ${calls.toLocaleString('en-US')} calls of the site.`,
    ...(estimated
      ? ["Priced by the built-in estimate; give the site its carrier's rates for exact amounts."]
      : []),
    ...(scenarios.some(({ cutOffBy }) => cutOffBy === 'person')
      ? ['* not cut automatically: reckoned with somebody who cuts it 15 minutes after the alert.']
      : []),
    'Simulated: nothing was called, changed or kept.',
  ]
}
