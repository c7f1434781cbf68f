/** The one-time token out of a link ("http://…/setup#token=abc" or "…#abc"), its fragment, or the bare token. */
export function tokenIn(text: string): string {
  const fragment = text.includes('#') ? text.slice(text.indexOf('#') + 1) : text
  return (new URLSearchParams(fragment).get('token') ?? fragment).trim()
}
