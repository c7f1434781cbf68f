import { DomainError } from './errors.ts'

/**
 * The small language of rules: numbers (with units: 30s 5m 2h 7d are seconds), names, + - * /, comparisons, && || !,
 * parentheses, min max log2. Truth is 1 and 0. Compiled to closures over a row of numbers; nothing is ever executed as code.
 */
export type Expression = (row: Float64Array) => number

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)([smhd](?![a-zA-Z]))?|([a-zA-Z][\w-]*)|(\|\||&&|<=|>=|==|!=|[-+*/<>!(),]))/y
const UNIT: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 }
const LEVELS = [['||'], ['&&'], ['==', '!=', '<=', '>=', '<', '>'], ['+', '-'], ['*', '/']]
const OPERATIONS: Record<string, (a: Expression, b: Expression) => Expression> = {
  '||': (a, b) => (r) => (a(r) !== 0 || b(r) !== 0 ? 1 : 0),
  '&&': (a, b) => (r) => (a(r) !== 0 && b(r) !== 0 ? 1 : 0),
  '==': (a, b) => (r) => (a(r) === b(r) ? 1 : 0),
  '!=': (a, b) => (r) => (a(r) !== b(r) ? 1 : 0),
  '<=': (a, b) => (r) => (a(r) <= b(r) ? 1 : 0),
  '>=': (a, b) => (r) => (a(r) >= b(r) ? 1 : 0),
  '<': (a, b) => (r) => (a(r) < b(r) ? 1 : 0),
  '>': (a, b) => (r) => (a(r) > b(r) ? 1 : 0),
  '+': (a, b) => (r) => a(r) + b(r),
  '-': (a, b) => (r) => a(r) - b(r),
  '*': (a, b) => (r) => a(r) * b(r),
  '/': (a, b) => (r) => (b(r) === 0 ? 0 : a(r) / b(r)),
}
const FUNCTIONS: Record<string, (args: Expression[]) => Expression> = {
  min: (args) => (r) => Math.min(...args.map((a) => a(r))),
  max: (args) => (r) => Math.max(...args.map((a) => a(r))),
  log2:
    ([a]) =>
    (r) =>
      a ? Math.log2(Math.max(1, a(r))) : 0,
}

/** `slot` tells where in the row a name stands; `constant` names that are numbers. Both undefined for an unknown name. */
export function compileExpression(
  text: string,
  slot: (name: string) => number | undefined,
  constant: (name: string) => number | undefined = () => undefined,
): Expression {
  const tokens = tokenise(text)
  let at = 0
  const peek = (): string => tokens[at] ?? ''
  const take = (): string => tokens[at++] ?? ''
  const expect = (token: string): void => {
    if (take() !== token) throw bad(text, `expected "${token}"`)
  }
  const parse = (level: number): Expression => {
    const operators = LEVELS[level]
    if (!operators) return unary()
    let left = parse(level + 1)
    while (operators.includes(peek())) {
      const operation = OPERATIONS[take()] as (typeof OPERATIONS)[string]
      left = operation(left, parse(level + 1))
    }
    return left
  }
  const unary = (): Expression => {
    if (peek() === '!') {
      take()
      const inner = unary()
      return (r) => (inner(r) === 0 ? 1 : 0)
    }
    if (peek() === '-') {
      take()
      const inner = unary()
      return (r) => -inner(r)
    }
    return atom()
  }
  const atom = (): Expression => {
    const token = take()
    if (token === '(') {
      const inner = parse(0)
      expect(')')
      return inner
    }
    if (/^\d/.test(token)) {
      const value = Number(token)
      return () => value
    }
    if (peek() === '(') return call(token)
    return name(token)
  }
  const call = (token: string): Expression => {
    const make = FUNCTIONS[token]
    if (!make) throw bad(text, `there is no function "${token}"`)
    take()
    const args = [parse(0)]
    while (peek() === ',') {
      take()
      args.push(parse(0))
    }
    expect(')')
    return make(args)
  }
  const name = (token: string): Expression => {
    const fixed = constant(token)
    if (fixed !== undefined) return () => fixed
    const index = slot(token)
    if (index === undefined) throw bad(text, token === '' ? 'it ends too early' : `unknown name "${token}"`)
    return (r) => r[index] as number
  }
  const whole = parse(0)
  if (at < tokens.length) throw bad(text, `unexpected "${peek()}"`)
  return whole
}

function tokenise(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const m = TOKEN.exec(text)
    if (!m) throw bad(text, `cannot read "${text.slice(at, at + 10)}"`)
    if (m[1] !== undefined) tokens.push(String(Number(m[1]) * (m[2] ? (UNIT[m[2]] as number) : 1)))
    else tokens.push((m[3] ?? m[4]) as string)
  }
  return tokens
}

const bad = (text: string, why: string): DomainError =>
  new DomainError(
    'expression-invalid',
    `"${text}": ${why}`,
    'Use names of the reference, numbers, + - * /, comparisons, && || ! and parentheses',
  )
