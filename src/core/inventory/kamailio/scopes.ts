import type { ActiveLine } from './active-lines.ts'

/** Where a function is called: the conditions around the call, those around the calls of its route among them. */
export interface Scope {
  readonly line: ActiveLine
  readonly conditions: readonly string[]
}

interface Call {
  readonly line: ActiveLine
  /** '' for request_route. */
  readonly route: string
  readonly conditions: readonly string[]
  /** The route that is called; '' where it is a function. */
  readonly calls: string
}

const MOST_DEPTH = 4
const MOST_SCOPES = 200

/** Every call of the functions that `names` fits, as it is reached from request_route. One nobody reaches is left out. */
export function scopesOf(lines: readonly ActiveLine[], names: RegExp): Scope[] {
  const calls = callsIn(lines, names)
  const callers = new Map<string, Call[]>()
  for (const call of calls)
    if (call.calls !== '') callers.set(call.calls, [...(callers.get(call.calls) ?? []), call])
  // What another file includes is called from there.
  const isIncluded = !lines.some(({ text }) => /\brequest_route\b|\broute\s*\{/.test(text))
  const reached = (route: string, depth: number): (readonly string[])[] => {
    if (route === '' || isIncluded) return [[]]
    if (depth > MOST_DEPTH) return []
    return (callers.get(route) ?? [])
      .slice(0, MOST_DEPTH)
      .flatMap((call) => reached(call.route, depth + 1).map((outer) => [...outer, ...call.conditions]))
  }
  return calls
    .filter((call) => call.calls === '')
    .slice(0, MOST_SCOPES)
    .flatMap(({ route, conditions, line }) =>
      reached(route, 0).map((outer) => ({ line, conditions: [...outer, ...conditions] })),
    )
}

const PIECE = /"(?:[^"\\]|\\.)*"|[{};]|[^"{};]+|"/g
/** What stands before the brace of a route that takes requests; replies, failures and events come in by other doors. */
const ROUTE = /(?:^|\s)(?:request_route|route\s*(?:\[\s*"?([\w-]+)"?\s*\])?)\s*$/
const CALLED = /\broute\(\s*"?([\w-]+)"?\s*\)/

/** One walk through the braces: each is opened by what was written since the last statement ended. */
function callsIn(lines: readonly ActiveLine[], names: RegExp): Call[] {
  const open: string[] = []
  const found: Call[] = []
  let statement = ''
  for (const line of lines) {
    for (const [piece] of line.text.matchAll(PIECE)) {
      if (!/^[{};]$/.test(piece)) {
        statement += piece
        continue
      }
      if (piece === '}') open.pop()
      else found.push(...callIn(statement, open, line, names))
      if (piece === '{') open.push(statement.trim())
      statement = ''
    }
    statement += ' '
  }
  return found
}

function callIn(statement: string, open: readonly string[], line: ActiveLine, names: RegExp): Call[] {
  const at = names.exec(statement) ?? CALLED.exec(statement)
  const [head = '', ...conditions] = open
  const route = ROUTE.exec(head)
  if (!at || !route) return []
  const around = [...conditions, statement.slice(0, at.index)].filter((text) => /\bif\b/.test(text))
  return [
    { line, route: route[1] ?? '', conditions: around, calls: names.test(statement) ? '' : (at[1] ?? '') },
  ]
}

/** Of requests that begin something, the condition lets only such in that are no calls. */
export const leavesOutCalls = (condition: string): boolean => {
  const methods = /(?<!!\s*)\b(?:is_method\(\s*|method\s*==\s*)"([A-Z|]+)"/.exec(condition)?.[1]
  return methods !== undefined && !condition.includes('||') && !methods.split('|').includes('INVITE')
}

/** Only those who say they are of this house. */
export const meansOwnUsers = (condition: string): boolean =>
  /from_uri\s*==\s*myself|(?<!!\s*)is_myself\(\s*"\$fu"/.test(condition)

/** The lines of the block that `head` begins, to the brace that closes it; none where there is no such block. */
export function blockOf(lines: readonly ActiveLine[], head: RegExp): readonly ActiveLine[] {
  const from = lines.findIndex(({ text }) => head.test(text))
  if (from < 0) return []
  let depth = 0
  const end = lines.findIndex(({ text }, at) => {
    if (at < from) return false
    const braces = text.match(PIECE)?.filter((piece) => piece === '{' || piece === '}') ?? []
    for (const brace of braces) depth += brace === '{' ? 1 : -1
    return braces.length > 0 && depth <= 0
  })
  return lines.slice(from, end < 0 ? undefined : end + 1)
}
