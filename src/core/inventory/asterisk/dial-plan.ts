import type { Entry, Section } from './parse-config.ts'

/** One step of the dial plan: `exten => pattern,priority(label),Application(arguments)`. */
export interface Step {
  readonly pattern: string
  readonly label: string
  /** In lower case. */
  readonly application: string
  readonly arguments: string
  readonly entry: Entry
}

export interface DialPlanContext {
  readonly name: string
  readonly section: Section
  readonly includes: readonly string[]
  readonly steps: readonly Step[]
}

export interface DialPlan {
  readonly contexts: ReadonlyMap<string, DialPlanContext>
  readonly globals: ReadonlyMap<string, string>
}

/** extensions.conf: contexts with their steps. Contexts of one name are one, as for pbx_config.c. */
export function readDialPlan(sections: readonly Section[]): DialPlan {
  const contexts = new Map<string, DialPlanContext>()
  const globals = new Map<string, string>()
  for (const section of sections) {
    if (section.isTemplate || section.name === 'general') continue
    if (section.name === 'globals') {
      for (const { key, value } of section.entries) globals.set(key, value)
      continue
    }
    const known = contexts.get(section.name)
    const includes = section.entries.filter(({ key }) => key.toLowerCase() === 'include')
    contexts.set(section.name, {
      name: section.name,
      section: known?.section ?? section,
      includes: [
        ...(known?.includes ?? []),
        ...includes.map(({ value }) => value.split(/[,|]/)[0]?.trim() ?? ''),
      ],
      steps: [...(known?.steps ?? []), ...stepsOf(section)],
    })
  }
  return { contexts, globals }
}

function stepsOf(section: Section): Step[] {
  const steps: Step[] = []
  let pattern = ''
  for (const entry of section.entries) {
    const key = entry.key.toLowerCase()
    if (key !== 'exten' && key !== 'same') continue
    const parts = splitTop(entry.value)
    if (key === 'exten') pattern = patternOf(parts.shift() ?? '')
    const [priority = '', ...rest] = parts
    const application = rest.join(',').trim()
    const call = /^([\w-]+)\s*(?:\((.*)\)\s*|,\s*(.*))?$/s.exec(application)
    steps.push({
      pattern,
      label: /\(([^)]*)\)/.exec(priority)?.[1] ?? '',
      application: (call?.[1] ?? application).toLowerCase(),
      arguments: call?.[2] ?? call?.[3] ?? '',
      entry,
    })
  }
  return steps
}

/** `_9X./1001` matches by caller too; the pattern is what is dialled. Hyphens in patterns mean nothing. */
const patternOf = (text: string): string => {
  const dialled = text.trim().split('/')[0] ?? ''
  return dialled.startsWith('_') ? dialled.replace(/-(?![^[]*\])/g, '') : dialled
}

/** Splits at commas that stand in no parentheses, braces, brackets or quotes. */
export function splitTop(text: string, separator = ','): string[] {
  const parts: string[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if (c === '"') quoted = !quoted
    else if (quoted) continue
    else if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth = Math.max(0, depth - 1)
    else if (c === separator && depth === 0) {
      parts.push(text.slice(from, i))
      from = i + 1
    }
  }
  parts.push(text.slice(from))
  return parts.map((part) => part.trim())
}

const CLASSES: Readonly<Record<string, string>> = {
  X: '\\d',
  x: '\\d',
  Z: '[1-9]',
  z: '[1-9]',
  N: '[2-9]',
  n: '[2-9]',
  '.': '.+',
  '!': '.*',
}

/** Whether a dialled text fits an Asterisk pattern: X 0-9, Z 1-9, N 2-9, [a-b], `.` one or more, `!` none or more. */
export function fits(pattern: string, dialled: string): boolean {
  if (!pattern.startsWith('_')) return pattern === dialled
  const tokens = pattern.slice(1).match(/\[[^\]]*\]|./g) ?? []
  try {
    return new RegExp(`^${tokens.map(sourceOf).join('')}$`).test(dialled)
  } catch {
    return false
  }
}

function sourceOf(token: string): string {
  if (token.length > 1) return `[${token.slice(1, -1).replace(/[\\\]^]/g, '\\$&')}]`
  return CLASSES[token] ?? token.replace(/[*+?^${}()|[\]\\]/g, '\\$&')
}
