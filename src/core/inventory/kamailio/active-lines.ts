/** A line of kamailio.cfg that counts: not commented out, and within `#!ifdef`s that hold. */
export interface ActiveLine {
  readonly text: string
  /** From 1. */
  readonly line: number
}

interface Reading {
  readonly defines: Map<string, ActiveLine>
  /** Whether each open `#!ifdef` holds, outermost first. */
  readonly open: boolean[]
  readonly lines: ActiveLine[]
  inComment: boolean
}

/** Resolves `#!define`, `#!trydef`, `#!ifdef`, `#!ifndef`, `#!else`, `#!endif` as Kamailio's reader does, and takes comments away. */
export function activeLines(text: string): {
  lines: readonly ActiveLine[]
  defines: ReadonlyMap<string, ActiveLine>
} {
  const reading: Reading = { defines: new Map(), open: [], lines: [], inComment: false }
  text.split('\n').forEach((raw, index) => {
    const directive = /^\s*[#!]!(\w+)\s*(?:"([^"]*)"|(\S+))?\s*(.*)$/.exec(raw)
    if (directive && !reading.inComment) {
      const [, name = '', quoted, bare = '', rest = ''] = directive
      direct(reading, name, quoted ?? bare, { text: rest, line: index + 1 })
    } else if (reading.open.every((holds) => holds)) {
      const kept = withoutComment(reading, raw)
      if (kept.trim() !== '') reading.lines.push({ text: kept, line: index + 1 })
    }
  })
  return { lines: reading.lines, defines: reading.defines }
}

function direct(reading: Reading, name: string, argument: string, rest: ActiveLine): void {
  const { defines, open } = reading
  const counts = open.every((holds) => holds)
  if (name === 'ifdef') open.push(defines.has(argument))
  else if (name === 'ifndef') open.push(!defines.has(argument))
  else if (name === 'else') open.push(!(open.pop() ?? true))
  else if (name === 'endif') open.pop()
  else if (counts && ['define', 'redefine', 'defenv', 'defexp', 'defexps', 'substdef'].includes(name))
    defines.set(argument, rest)
  else if (counts && ['trydef', 'trydefine'].includes(name) && !defines.has(argument))
    defines.set(argument, rest)
}

const PIECE = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*|\*\/|#|(?<!:)\/\/|[^"'/*#]+|./g

/** `#` and `//` to the end of the line, and C's comments; not inside quotes. */
function withoutComment(reading: Reading, raw: string): string {
  let out = ''
  for (const [piece] of raw.matchAll(PIECE)) {
    if (piece === '*/' && reading.inComment) reading.inComment = false
    else if (reading.inComment) continue
    else if (piece === '/*') reading.inComment = true
    else if (piece === '#' || piece === '//') return out
    else out += piece
  }
  return out
}
