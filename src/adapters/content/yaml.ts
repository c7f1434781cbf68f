import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { z } from 'zod'
import { DomainError, nearest } from '#core/kernel'

/** One thing wrong in a user's file, with the line (from 1) it stands on. */
export interface Problem {
  readonly line: number
  readonly message: string
}

type Path = readonly PropertyKey[]

/** Where a key or value of a parsed file stands. */
export interface Positions {
  lineOf(path: Path): number
}

type FurtherChecks<T> = (value: T, positions: Positions) => Problem[]

/** Parses YAML text by a schema. Throws `file-invalid` with every problem, its line and its fix; unknown keys name the nearest known one. */
export function parseYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  file: string,
  check: FurtherChecks<z.output<S>> = () => [],
): z.output<S> {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  if (document.errors.length > 0) {
    throw invalid(
      file,
      document.errors.map((error) => ({
        line: counter.linePos(error.pos[0]).line,
        message: firstLine(error.message),
      })),
    )
  }
  const lineOf = (path: Path): number => lineAt(document.contents, path, counter)
  let value: unknown
  try {
    value = document.toJS() ?? {}
  } catch (error) {
    throw invalid(file, [{ line: 1, message: firstLine(String((error as Error).message)) }])
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
    const problems = parsed.error.issues.flatMap((issue) => explain(issue, shape, document.contents, lineOf))
    throw invalid(file, problems)
  }
  const problems = check(parsed.data, { lineOf })
  if (problems.length > 0) throw invalid(file, problems)
  return parsed.data
}

function invalid(file: string, problems: readonly Problem[]): DomainError {
  const lines = [...problems]
    .sort((a, b) => a.line - b.line)
    .map(({ line, message }) => `${file}:${line}: ${message}`)
  return new DomainError(
    'file-invalid',
    lines.join('\n'),
    'Correct the lines named; docs/reference/ describes every key.',
  )
}

const firstLine = (text: string): string => text.split('\n')[0] ?? ''

function explain(
  issue: z.core.$ZodIssue,
  shape: Shape,
  contents: Node | null,
  lineOf: (path: Path) => number,
): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(shapeAt(shape, issue.path)?.properties ?? {})
    return issue.keys.map((key) => ({
      line: lineOf([...issue.path, key]),
      message: unknownKey(key, known, issue.path),
    }))
  }
  if (issue.code === 'invalid_key') {
    return [{ line: lineOf(issue.path), message: `unknown key "${String(issue.path.at(-1))}"` }]
  }
  const line = lineOf(issue.path)
  const where = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : ''
  const written = sourceAt(contents, issue.path)
  if (written !== null && wantsText(issue))
    return [{ line, message: `${where}write it in quotes: "${written}"` }]
  const described = shapeAt(shape, issue.path)?.description
  const hint = described ? ` (${described})` : ''
  if (issue.code === 'invalid_format' && 'pattern' in issue) {
    return [{ line, message: `${where}"${written ?? ''}" does not have the form ${issue.pattern}${hint}` }]
  }
  return [{ line, message: `${where}${reasonOf(issue)}${hint}` }]
}

function unknownKey(key: string, known: readonly string[], path: Path): string {
  const near = nearest(key, known)
  const where = path.length > 0 ? ` in ${path.map(String).join('.')}` : ''
  return near
    ? `unknown key "${key}"${where}; did you mean "${near}"?`
    : `unknown key "${key}"${where}; the keys are ${known.join(', ')}`
}

/** Bare digits where text is wanted: the reader would have lost a leading + or 0. */
function wantsText(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_type')
    return issue.expected === 'string' && !/received (array|object|undefined)/.test(issue.message)
  return (
    issue.code === 'invalid_union' && issue.errors.some((branch) => branch.some((inner) => wantsText(inner)))
  )
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message.replace(/^Invalid input: /, '')
  const reasons = issue.errors.flatMap((branch) => branch.map(reasonOf))
  return [...new Set(reasons)].join(', or ')
}

/** As much of JSON Schema as it takes to find the keys known at a path. */
interface Shape {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly additionalProperties?: Shape | boolean
  readonly anyOf?: readonly Shape[]
}

function shapeAt(shape: Shape, path: Path): Shape | undefined {
  let here: Shape | undefined = shape
  for (const step of path) {
    const options: readonly Shape[] = here?.anyOf ?? (here ? [here] : [])
    here = options.map((option) => childShape(option, step)).find((child) => child !== undefined)
  }
  return here
}

function childShape(shape: Shape, step: PropertyKey): Shape | undefined {
  if (typeof step === 'number') return shape.items
  const other = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined
  return shape.properties?.[String(step)] ?? other
}

/** Line of the key, or of the list item, that the path leads to; of the last step that exists when it does not. */
function lineAt(contents: Node | null, path: Path, counter: LineCounter): number {
  let node: unknown = contents
  let offset = contents?.range?.[0] ?? 0
  for (const step of path) {
    const found = stepInto(node, step)
    if (!found) break
    offset = found.offset ?? offset
    node = found.node
  }
  return counter.linePos(offset).line
}

function stepInto(node: unknown, step: PropertyKey): { node: unknown; offset: number | undefined } | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
    return pair ? { node: pair.value, offset: (pair.key as Node).range?.[0] } : null
  }
  const items = (node as { items?: readonly Node[] } | null)?.items
  const item = items?.[Number(step)]
  return item ? { node: item, offset: item.range?.[0] } : null
}

function sourceAt(contents: Node | null, path: Path): string | null {
  let node: unknown = contents
  for (const step of path) node = stepInto(node, step)?.node
  return isScalar(node) ? (node.source ?? String(node.value)) : null
}
