import type { Responder } from './responder.ts'

/** A PBX that was restarted, or changed by hand, is put right within this time. */
const EVERY = 3000

/** Looks after all controls, again and again: from the server's start to its end. */
export function keepUp(
  responder: Pick<Responder, 'reconcile'>,
  ports: { readonly sleep: (ms: number) => Promise<void>; readonly onError: (error: unknown) => void },
): { stop(): Promise<void> } {
  let stopped = false
  let told = ''
  const tell = (problems: readonly unknown[]): void => {
    const text = problems.map(String).join()
    if (text !== told) problems.forEach(ports.onError)
    told = text
  }
  async function run(): Promise<void> {
    while (!stopped) {
      await responder.reconcile().then(tell, (error: unknown) => tell([error]))
      if (!stopped) await Promise.race([ports.sleep(EVERY), ended])
    }
  }
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const running = run()
  return {
    async stop() {
      stopped = true
      end()
      await running
    },
  }
}
