import { DomainError } from '#core/kernel'

/** One message of the Asterisk Manager Interface by its keys; a key that repeats has its values on lines of their own. */
export type AmiMessage = Readonly<Record<string, string | undefined>>

export type AmiFields = Readonly<Record<string, string | readonly string[]>>

/** More than this without an end is no manager interface, or one that went mad. */
const MOST = 4 * 1024 * 1024
const LONGEST_GREETING = 200

export interface Framer {
  /** Text as it comes, cut anywhere. Throws `ami-not-spoken` when it is something else than AMI. */
  push(text: string): void
}

/** Cuts a stream into its greeting and messages: lines end in CR LF, an empty line ends a message. */
export function createFramer(on: { greeting(line: string): void; message(m: AmiMessage): void }): Framer {
  let rest = ''
  let greeted = false
  /** False while the first line is not whole. */
  const greet = (): boolean => {
    const end = rest.indexOf('\n')
    if (!couldGreet(rest) || (end < 0 && rest.length > LONGEST_GREETING)) throw notAmi()
    if (end < 0) return false
    on.greeting(rest.slice(0, end).trimEnd())
    rest = rest.slice(end + 1)
    return true
  }
  return {
    push(text) {
      rest += text
      greeted ||= greet()
      if (!greeted) return
      let from = 0
      for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n', from)) {
        const block = rest.slice(from, end)
        from = end + 4
        // Some events end in two empty lines.
        if (block.trim() !== '') on.message(parseMessage(block))
      }
      rest = rest.slice(from)
      if (rest.length > MOST) throw notAmi()
    },
  }
}

const GREETING = 'Asterisk Call Manager/'
const couldGreet = (text: string): boolean =>
  GREETING.startsWith(text.slice(0, GREETING.length)) || text.startsWith(GREETING)

function parseMessage(block: string): AmiMessage {
  const message: Record<string, string | undefined> = Object.create(null)
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const key = line.slice(0, colon)
    const value = line.slice(line.charAt(colon + 1) === ' ' ? colon + 2 : colon + 1)
    const before = message[key]
    message[key] = before === undefined ? value : `${before}\n${value}`
  }
  return message
}

/** An action as it goes out. A line break in a value would start a second action: refused. */
export function encodeAction(fields: AmiFields, id: string): string {
  let text = `ActionID: ${id}\r\n`
  for (const [key, values] of Object.entries(fields))
    for (const value of typeof values === 'string' ? [values] : values) {
      if (/[\r\n\0]/.test(value))
        throw new DomainError(
          'ami-value-invalid',
          `A value for ${key} holds a line break`,
          'Take the line break out of the name, number or secret.',
        )
      text += `${key}: ${value}\r\n`
    }
  return `${text}\r\n`
}

const notAmi = (): DomainError =>
  new DomainError(
    'ami-not-spoken',
    'What answers there is not the Asterisk Manager Interface',
    'Look into manager.conf for the port (usually 5038; TLS 5039). 8088 is HTTP, 5060 is SIP.',
  )
