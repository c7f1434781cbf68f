import type { Token } from './tokens.ts'

/** Thrown inside the reader of one rule when it meets what it does not know; the rule is then kept as unread. */
export class Strange extends Error {}

/** Reads tokens one by one. */
export interface Cursor {
  peek(ahead?: number): string
  peekToken(): Token | undefined
  take(): string
  takeToken(): Token
  /** Takes the word if it comes next. */
  skip(text: string): boolean
  done(): boolean
  position(): number
  rest(): readonly Token[]
}

const END: Token = { text: '', kind: 'end', line: 0, from: 0, to: 0 }

export function createCursor(tokens: readonly Token[]): Cursor {
  let at = 0
  return {
    peek: (ahead = 0) => tokens[at + ahead]?.text ?? '',
    peekToken: () => tokens[at],
    take() {
      at += 1
      return tokens[at - 1]?.text ?? ''
    },
    takeToken() {
      at += 1
      return tokens[at - 1] ?? END
    },
    skip(text) {
      if (tokens[at]?.text !== text || tokens[at]?.kind === 'quoted') return false
      at += 1
      return true
    },
    done: () => at >= tokens.length,
    position: () => at,
    rest: () => tokens.slice(at),
  }
}
