import type { ConfigFile, ConfigProblem, Origin } from '../model.ts'

/** `key = value` in its section, where it stands. A value from a template keeps the template's place. */
export interface Entry {
  readonly key: string
  readonly value: string
  readonly file: string
  readonly line: number
}

/** `[name](!,template)`; one name may begin several sections, and each is its own. */
export interface Section {
  readonly name: string
  readonly isTemplate: boolean
  readonly at: Origin
  /** Inherited ones first, in the order Asterisk applies them: of a key that stands twice the last one counts, or each. */
  readonly entries: readonly Entry[]
}

export interface AsteriskConfig {
  readonly sections: readonly Section[]
  readonly problems: readonly ConfigProblem[]
  /** Paths of all files that were read for it. */
  readonly files: ReadonlySet<string>
}

interface OpenSection {
  name: string
  isTemplate: boolean
  at: Origin
  entries: Entry[]
}

interface Reading {
  readonly byPath: ReadonlyMap<string, ConfigFile>
  readonly sections: OpenSection[]
  readonly problems: ConfigProblem[]
  readonly files: Set<string>
  current: OpenSection | null
  /** Inside `;-- … --;`. */
  inComment: boolean
}

const HEAD = /^\[([^\]]+)\](?:\s*\(([^)]*)\))?\s*$/
const ENTRY = /^([^=]+?)\s*(\+?=>?)\s*(.*)$/
const INCLUDE = /^#(include|tryinclude|exec)\s+["<]?([^">]+?)[">]?\s*$/
const MOST_DEPTH = 16

/**
 * Reads one of Asterisk's configuration files with all it includes, as main/config.c does: templates and `(+)`, `+=`, `;` and
 * `\;`, `;-- --;`, `#include` with patterns, relative to the file's own folder. Nothing is thrown: what cannot be read is a problem.
 */
export function parseConfig(root: ConfigFile, all: readonly ConfigFile[]): AsteriskConfig {
  const reading: Reading = {
    byPath: new Map(all.map((file) => [file.path, file])),
    sections: [],
    problems: [],
    files: new Set(),
    current: null,
    inComment: false,
  }
  readFile(reading, root, 0)
  const { sections, problems, files } = reading
  return { sections, problems, files }
}

function readFile(reading: Reading, file: ConfigFile, depth: number): void {
  if (depth > MOST_DEPTH || reading.files.has(file.path)) return
  reading.files.add(file.path)
  file.text.split('\n').forEach((raw, index) => {
    const text = withoutComment(reading, raw).trim()
    if (text !== '') readLine(reading, file.path, index + 1, text, depth)
  })
}

function readLine(reading: Reading, path: string, line: number, text: string, depth: number): void {
  const problem = (reason: string): void => {
    reading.problems.push({ file: path, line, reason })
  }
  if (text.startsWith('#')) readDirective(reading, path, text, depth, problem)
  else if (text.startsWith('[')) {
    const head = HEAD.exec(text)
    if (head) openSection(reading, { file: path, line, text }, head[1] as string, head[2] ?? '', problem)
    else problem('a section head without its closing bracket')
  } else readEntry(reading, path, line, text, problem)
}

type Complain = (reason: string) => void

function readDirective(reading: Reading, path: string, text: string, depth: number, problem: Complain): void {
  const [, kind, pattern = ''] = INCLUDE.exec(text) ?? []
  if (kind === undefined) problem('a # directive that Asterisk does not know')
  else if (kind === 'exec') problem('#exec runs a program; what it prints is not read')
  else readIncluded(reading, path, pattern, kind === 'include', problem, depth)
}

function readEntry(reading: Reading, path: string, line: number, text: string, problem: Complain): void {
  const [, key, operator = '', value = ''] = ENTRY.exec(text) ?? []
  if (key === undefined) problem('neither a section nor key = value')
  else if (reading.current)
    addEntry(reading.current, { key, value, file: path, line }, operator.startsWith('+'))
  else problem('a value before the first section')
}

function addEntry(section: OpenSection, entry: Entry, appends: boolean): void {
  const before = appends ? section.entries.findLast(({ key }) => key === entry.key) : undefined
  section.entries.push(before ? { ...entry, value: `${before.value},${entry.value}` } : entry)
}

function openSection(reading: Reading, at: Origin, name: string, options: string, problem: Complain): void {
  const names = options
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  if (names.includes('+')) {
    const known = reading.sections.find((section) => section.name === name)
    if (known) {
      reading.current = known
      return
    }
    problem(`[${name}](+) adds to a section that is not there`)
  }
  const section: OpenSection = { name, isTemplate: names.includes('!'), at, entries: [] }
  for (const template of names.filter((each) => each !== '!' && each !== '+')) {
    const from = reading.sections.find((each) => each.name === template)
    if (from) section.entries.push(...from.entries)
    else problem(`the template ${template} is not there`)
  }
  reading.sections.push(section)
  reading.current = section
}

function readIncluded(
  reading: Reading,
  from: string,
  pattern: string,
  wanted: boolean,
  problem: Complain,
  depth: number,
): void {
  const folder = from.slice(0, from.lastIndexOf('/') + 1)
  const found = matching(reading.byPath, folder, pattern)
  if (found.length === 0 && wanted && !pattern.includes('*'))
    problem(`${pattern} is included and not among the files given`)
  for (const file of found) readFile(reading, file, depth + 1)
}

/** Absolute names are looked up by their end: the files may have been copied from where they lay. */
function matching(
  files: ReadonlyMap<string, ConfigFile>,
  folder: string,
  pattern: string,
): readonly ConfigFile[] {
  const exact = files.get(`${folder}${pattern}`)
  if (exact) return [exact]
  const name = pattern.startsWith('/') ? pattern.slice(pattern.lastIndexOf('/') + 1) : pattern
  const glob = new RegExp(
    `^${name
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  )
  return [...files.values()]
    .filter((file) => file.path.startsWith(folder) && glob.test(file.path.slice(folder.length)))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The line up to its comment; `\;` is a semicolon. */
function withoutComment(reading: Reading, raw: string): string {
  let out = ''
  for (let i = 0; i < raw.length; i++) {
    if (reading.inComment) {
      const end = raw.indexOf('--;', i)
      if (end < 0) return out
      reading.inComment = false
      i = end + 2
      continue
    }
    const c = raw[i] as string
    if (c === '\\' && raw[i + 1] === ';') {
      out += ';'
      i++
    } else if (c !== ';') out += c
    else if (raw.startsWith(';--', i) && raw[i + 3] !== '-') reading.inComment = true
    else return out
  }
  return out
}

/** The value that counts: the last one. Keys are compared without case. */
export function lastOf(section: Pick<Section, 'entries'>, key: string): Entry | undefined {
  return section.entries.findLast((entry) => entry.key.toLowerCase() === key)
}

export function allOf(section: Pick<Section, 'entries'>, key: string): readonly Entry[] {
  return section.entries.filter((entry) => entry.key.toLowerCase() === key)
}
