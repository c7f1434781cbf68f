/** Does something again and again, with a rest in between, until it is stopped. */
export function repeating(
  work: () => Promise<void>,
  tools: {
    readonly sleep: (ms: number) => Promise<void>
    readonly everyMs: number
    readonly onError: (error: unknown) => void
  },
): { stop(): Promise<void> } {
  let stopped = false
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  async function run(): Promise<void> {
    while (!stopped) {
      await work().catch(tools.onError)
      await Promise.race([tools.sleep(tools.everyMs), ended])
    }
  }
  const running = run()
  return {
    async stop() {
      stopped = true
      end()
      await running
    },
  }
}
