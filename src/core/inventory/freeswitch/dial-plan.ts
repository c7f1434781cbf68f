import type { Origin } from '../model.ts'
import { type Element, elements } from '../scan-xml.ts'
import { filled, type Variables } from './settings.ts'

export interface Action {
  readonly application: string
  readonly data: string
  readonly at: Origin
}

export interface Condition {
  /** `destination_number` and the like, '' when the condition asks for nothing or for the time. */
  readonly field: string
  readonly expression: string
  readonly breaks: string
  readonly asksTime: boolean
  readonly actions: readonly Action[]
  /** What is done when the condition does not hold. */
  readonly antiActions: readonly Action[]
}

export interface Extension {
  readonly name: string
  readonly continues: boolean
  readonly conditions: readonly Condition[]
}

export interface Context {
  readonly name: string
  readonly at: Origin
  readonly extensions: readonly Extension[]
}

const TIMES = /^(?:year|yday|mon|mday|week|mweek|wday|hour|minute|minute-of-day|time-of-day|date-time)$/

/** The contexts of dialplan/*.xml by name, with what their includes bring in, in order. */
export function readContexts(roots: readonly Element[], variables: Variables): ReadonlyMap<string, Context> {
  const contexts = new Map<string, Context>()
  for (const root of roots)
    for (const element of elements(root, 'context')) {
      const name = element.attributes.name
      if (name === undefined) continue
      const { file, line } = element
      const before = contexts.get(name)
      const own = extensionsIn(element, roots, variables)
      contexts.set(name, {
        name,
        at: before?.at ?? { file, line, text: `<context name="${name}">` },
        extensions: [...(before?.extensions ?? []), ...own],
      })
    }
  return contexts
}

function extensionsIn(from: Element, roots: readonly Element[], variables: Variables): Extension[] {
  return from.children.flatMap((child) => {
    if (child.name === 'extension') return [readExtension(child, variables)]
    if (child.name !== 'X-PRE-PROCESS' || child.attributes.cmd !== 'include') return []
    const wanted = pathsOf(from.file, child.attributes.data ?? '')
    const included = roots.filter(({ file }) => file !== from.file && wanted.test(file))
    return included
      .toSorted((a, b) => (a.file < b.file ? -1 : 1))
      .flatMap((root) => [...elements(root, 'extension')].map((each) => readExtension(each, variables)))
  })
}

/** Files that a pattern names, seen from the file that includes them. */
function pathsOf(file: string, pattern: string): RegExp {
  const folder = file.replace(/[^/]*$/, '')
  const glob = `${folder}${pattern}`.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${glob.replaceAll('*', '[^/]*')}$`)
}

function readExtension(element: Element, variables: Variables): Extension {
  return {
    name: element.attributes.name ?? '',
    continues: element.attributes['continue'] === 'true',
    conditions: element.children
      .filter(({ name }) => name === 'condition')
      .map((condition) => readCondition(condition, variables)),
  }
}

function readCondition({ attributes, children, file }: Element, variables: Variables): Condition {
  const actionsIn = (kind: string): Action[] =>
    children
      .filter(({ name }) => name === kind)
      .map(({ attributes: action, line }) => {
        const application = action['application'] ?? ''
        const data = action.data ?? ''
        const text = `application="${application}" data="${data}"`
        return { application, data: filled(data, variables), at: { file, line, text } }
      })
  return {
    field: attributes['field'] ?? '',
    expression: filled(attributes['expression'] ?? '', variables),
    breaks: attributes['break'] ?? 'on-false',
    asksTime: Object.keys(attributes).some((name) => TIMES.test(name)),
    actions: actionsIn('action'),
    antiActions: actionsIn('anti-action'),
  }
}
