/** Does a round of work every so many ms, from the server's start to its end; `round` returns or throws what went wrong. */
export function keepUp(
  every: number,
  round: () => Promise<readonly unknown[]>,
  ports: { readonly sleep: (ms: number) => Promise<void>; readonly onError: (error: unknown) => void },
): { stop(): Promise<void> } {
  let stopped = false
  let told = ''
  const tell = (problems: readonly unknown[]): void => {
    const text = problems.map(String).join()
    if (text !== told && !stopped) problems.forEach(ports.onError)
    told = text
  }
  async function run(): Promise<void> {
    while (!stopped) {
      await round().then(tell, (error: unknown) => tell([error]))
      if (!stopped) await Promise.race([ports.sleep(every), ended])
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
