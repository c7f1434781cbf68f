import type { Packet } from '#core/probe'

const MOST_TEXT = 4000
const TFTP = 69
const WEB = [80, 84, 443, 1443, 4443, 5001, 8080, 8088]
// What proves who somebody is has no place in a log: digests, passwords of AMI and the event socket, pages' authorisation.
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(response|nonce|cnonce|opaque)="[^"]*"/gi, '$1="…"'],
  [/^(Secret|Password|Authorization: (?:Basic|Bearer)) ?:?.*$/gim, '$1: …'],
  [/^auth \S+/gim, 'auth …'],
  [/^((?:set-)?cookie:).*$/gim, '$1 …'],
]

/** A packet as the log keeps it: what can be printed, secrets masked, media as their size. */
export const logged = (packet: Omit<Packet, 'text' | 'bytes'>, content: string): Packet => ({
  ...packet,
  bytes: content.length,
  text: masked(readable(withoutBody(content, packet))),
})

/** What a server hands out may be anybody's secret: of pages the head is kept, of files nothing. */
function withoutBody(content: string, { way, port }: Pick<Packet, 'way' | 'port'>): string {
  if (way === 'sent') return content
  if (port === TFTP) return `${content.length} bytes of a file`
  if (WEB.includes(port) && !content.startsWith('HTTP/')) return `${content.length} more bytes of a page`
  const end = content.indexOf('\r\n\r\n')
  return content.startsWith('HTTP/') && end >= 0
    ? `${content.slice(0, end)}\r\n\r\n${content.length - end - 4} bytes`
    : content
}

const masked = (text: string): string => SECRETS.reduce((left, [sign, by]) => left.replace(sign, by), text)

function readable(content: string): string {
  const head = content.slice(0, MOST_TEXT)
  const odd = head.replace(/[\t\n\r\x20-\x7e]/g, '').length
  return odd > head.length / 4
    ? `${content.length} bytes that are no text`
    : head.replace(/[^\t\n\r\x20-\x7e]/g, '·')
}
