import type { AccessPorts } from '#core/access'
import { DomainError } from '#core/kernel'

/** An answer as it was given the first time. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

export interface RepeatFlow {
  /** Null: do it. Otherwise the answer of the first time. Throws while that is under way, or when the key names another request. */
  earlier(caller: string, key: string, request: string): Promise<Answer | null>
  keep(caller: string, key: string, answer: Answer): Promise<void>
  /** The request came to nothing: it may be tried again. */
  forget(caller: string, key: string): Promise<void>
}

/** Writes that may be sent twice and are done once. */
export function createRepeats({
  store: { repeats },
  secrets,
  tokens,
  now,
}: Pick<AccessPorts, 'store' | 'secrets' | 'tokens' | 'now'>): RepeatFlow {
  const purpose = (caller: string, key: string): string => `answer:${caller}:${key}`
  return {
    async earlier(caller, key, request) {
      const found = await repeats.claim(caller, key, tokens.hash(request), now())
      if (found === 'none') return null
      if (found === 'different')
        throw new DomainError(
          'idempotency-key-reused',
          'This idempotency key was used for another request.',
          'Make a new key, a random one, for each thing you want done.',
        )
      const text = found === 'under-way' ? null : secrets.open(found.sealed, purpose(caller, key))
      if (text === null)
        throw new DomainError(
          'request-under-way',
          'The first request with this idempotency key is still under way.',
          'Wait a few seconds, then send it again.',
        )
      return JSON.parse(text) as Answer
    },
    keep: (caller, key, answer) =>
      repeats.keep(caller, key, secrets.seal(JSON.stringify(answer), purpose(caller, key))),
    forget: (caller, key) => repeats.forget(caller, key),
  }
}
