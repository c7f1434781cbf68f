import { DomainError } from '#core/kernel'

/** The work, or a DomainError when it takes longer. What comes later is not waited for. */
export function giveUpAfter<T>(
  ms: number,
  what: string,
  work: Promise<T>,
  sleep: (ms: number) => Promise<void>,
): Promise<T> {
  const late = sleep(ms).then(() => {
    throw new DomainError(
      'control-timeout',
      `${what} did not answer within ${ms / 1000} s`,
      'See that the system is up and reachable; Ringfence tries again by itself.',
    )
  })
  return Promise.race([work, late])
}
