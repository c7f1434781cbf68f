/** An expected failure a person can act on. `code` is stable and listed in docs/errors.md; faces map it to a status. */
export class DomainError extends Error {
  readonly code: string
  readonly remedy: string
  constructor(code: string, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'DomainError'
    this.code = code
    this.remedy = remedy
  }

  /** One that was raised in another thread, which only sends what it says. */
  static again({ code, message, remedy }: Pick<DomainError, 'code' | 'message' | 'remedy'>): DomainError {
    return new this(code, message, remedy)
  }
}
