import type { Wire } from './ports.ts'

export interface Page {
  readonly status: number
  readonly head: string
  readonly body: string
}

const WAIT_MS = 3000
const MOST = 200_000

/** One GET, over a connection of its own; redirects are not followed. Null: nothing there speaks HTTP. */
export async function get(
  wire: Wire,
  host: string,
  port: number,
  secure: boolean,
  path: string,
  userAgent: string,
): Promise<Page | null> {
  const request = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${userAgent}\r\nAccept: */*\r\nConnection: close\r\n\r\n`
  const text = await say(wire, port, secure, request)
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(text ?? '') ?? []
  if (text === null || status === undefined) return null
  const end = text.indexOf('\r\n\r\n')
  return {
    status: Number(status),
    head: end < 0 ? text : text.slice(0, end),
    body: end < 0 ? '' : text.slice(end + 4),
  }
}

/** What a TCP port says, after `text` or by itself; null: it is closed. */
export async function say(
  wire: Wire,
  port: number,
  secure: boolean,
  text: string | null,
  waitMs = WAIT_MS,
): Promise<string | null> {
  const talk = await wire.open(secure ? 'tls' : 'tcp', port)
  if (!talk) return null
  try {
    if (text !== null) await talk.send(text)
    let heard = ''
    for (
      let piece = await talk.next(waitMs);
      piece !== null && heard.length < MOST;
      piece = await talk.next(text === null ? 300 : waitMs)
    )
      heard += piece
    return heard
  } finally {
    talk.close()
  }
}
