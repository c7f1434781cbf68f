import type { ConnectReport } from '#contract'
import { plainText } from '#core/kernel'

/** A line for each control: whether it can be done there, and how. */
export const capabilityLines = (capabilities: ConnectReport['capabilities']): string[] =>
  capabilities.map(
    ({ control, available, how }) =>
      `${available ? 'can   ' : 'cannot'} ${control.padEnd(20)} ${plainText(how)}`,
  )
