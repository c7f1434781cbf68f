import { beginSsoProof } from './own.ts'

// Showing anew at the provider who one is, in a tab of its own: the act that asked for it waits here.

const begun = 'ringfence.sso-proof'
const channel = 'ringfence.sso-proof'
const LASTS = 10 * 60_000

/** Opens the tab and resolves when it has come back; `stop` gives up waiting. */
export async function proveInTab(stop: AbortSignal): Promise<void> {
  // Opened by the click itself: later a browser would take it for a pop-up.
  const tab = window.open('about:blank', '_blank')
  const heard = new BroadcastChannel(channel)
  try {
    const { location } = await beginSsoProof()
    localStorage.setItem(begun, String(Date.now()))
    if (tab) tab.location.href = location
    else window.location.assign(location)
    await new Promise<void>((resolve, reject) => {
      heard.onmessage = () => resolve()
      stop.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
    })
  } catch (error) {
    if (!stop.aborted) tab?.close()
    throw error
  } finally {
    heard.close()
  }
}

/** Whether this page was come back to in order to prove; asked once. */
export function cameToProve(): boolean {
  const at = Number(localStorage.getItem(begun))
  localStorage.removeItem(begun)
  return Date.now() - at < LASTS
}

export function tellProven(): void {
  const tell = new BroadcastChannel(channel)
  tell.postMessage('proven')
  tell.close()
}
