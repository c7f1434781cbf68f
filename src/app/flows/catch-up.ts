import { type Call, createIntake, type SecurityEvent } from '#core/calls'
import { DomainError, type Zone } from '#core/kernel'
import type { DialPlan } from '#core/numbering'

/** Text of records as it comes; whole calls when nothing more comes for the moment. */
export interface CatchUp {
  add(file: string, text: string): void
  /** What the text so far says, in order of time; each row once, however often it is read. */
  take(): { calls: readonly Call[]; signIns: readonly SecurityEvent[] }
  readonly waiting: boolean
}

export function createCatchUp(
  plan: DialPlan,
  zone: Zone,
  onUnreadable: (file: string, error: DomainError) => void,
): CatchUp {
  let calls: Call[] = []
  let signIns: SecurityEvent[] = []
  const texts = new Map<string, string[]>()
  const intake = createIntake({
    plan,
    zone,
    onCall: (call) => calls.push(call),
    onSecurity: (event) => signIns.push(event),
    onReject: () => undefined,
  })
  return {
    get waiting() {
      return texts.size > 0
    },
    add(file, text) {
      const list = texts.get(file) ?? []
      list.push(text)
      texts.set(file, list)
    },
    take() {
      for (const [file, pieces] of texts) {
        try {
          const reader = intake.open(file)
          for (const piece of pieces) reader.push(piece)
          reader.end()
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          onUnreadable(file, error)
        }
      }
      texts.clear()
      intake.finish()
      const taken = {
        calls: calls.sort((a, b) => a.startedAt - b.startedAt),
        signIns: signIns.sort((a, b) => a.at - b.at),
      }
      calls = []
      signIns = []
      return taken
    },
  }
}
