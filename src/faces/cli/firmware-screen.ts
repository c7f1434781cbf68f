import pc from 'picocolors'
import type { FirmwareTargets } from '#contract'
import { plainText } from '#core/kernel'

/** Each model with the version it is to be brought to, and how many devices are there. */
export function firmwareScreen({ audit, targets }: FirmwareTargets, colour: boolean): string {
  const c = pc.createColors(colour)
  if (targets.length === 0) return 'No model of this site is to be brought to a version.\n'
  const blocks = targets.map(({ vendor, product, version, due, devices, reached, unknown, overdue }) => {
    const isThere = devices > 0 && reached === devices
    const tone = isThere ? c.green : overdue ? c.red : c.yellow
    const day = due === null ? '' : `, by ${due}${overdue ? ', which is past' : ''}`
    const unclear = unknown > 0 ? [`  Of ${unknown} the version cannot be compared.`] : []
    return [
      `${tone(`${reached} of ${devices}`)}  ${c.bold(plainText(`${vendor} ${product}`.trim()))}`,
      c.dim(plainText(`  To ${version}${day}`)),
      ...unclear.map((line) => c.dim(line)),
    ].join('\n')
  })
  const seen =
    audit === null ? 'No audit has seen devices yet.' : `As the audit of ${audit.at.slice(0, 10)} saw them.`
  return `${[...blocks, c.dim(seen)].join('\n\n')}\n`
}
