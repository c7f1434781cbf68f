import type { Reader } from '../ports.ts'

export interface LineSink {
  line(text: string, line: number): void
  reject(line: number, reason: string): void
}

const MAX_LINE = 1 << 20

/** Lines of text cut anywhere; an endless line is rejected once and skipped. */
export function createLineReader(sink: LineSink): Reader {
  let rest = ''
  let line = 0
  let skipping = false
  const give = (text: string): void => {
    line++
    if (skipping) {
      skipping = false
      return
    }
    if (text.length > MAX_LINE) sink.reject(line, `the line is longer than ${MAX_LINE} characters`)
    else if (text !== '') sink.line(text.charCodeAt(text.length - 1) === 13 ? text.slice(0, -1) : text, line)
  }
  return {
    push(text) {
      let from = 0
      let end = text.indexOf('\n')
      while (end >= 0) {
        give(rest + text.slice(from, end))
        rest = ''
        from = end + 1
        end = text.indexOf('\n', from)
      }
      if (skipping) return
      rest += text.slice(from)
      if (rest.length <= MAX_LINE) return
      sink.reject(line + 1, `the line is longer than ${MAX_LINE} characters`)
      rest = ''
      skipping = true
    },
    end() {
      if (rest !== '' && !skipping) give(rest)
    },
  }
}
