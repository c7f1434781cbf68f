import { describe, expect, test } from 'vitest'
import { createProgram } from '../../src/faces/cli/program.ts'
import { rooms } from './table.ts'
import { repositoryFiles, text } from './tree.ts'

const sources = repositoryFiles().filter((file) => /^src\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))

describe('docs/errors.md', () => {
  // A literal, or one of two: new DomainError(taken ? 'a' : 'b', …). A computed code could not be looked up by anybody.
  const RAISED = /new DomainError\(\s*(?:\w+ \? '([a-z0-9-]+)' : )?'([a-z0-9-]+)'/g
  const raised = sources.flatMap((file) => Array.from(text(file).matchAll(RAISED)))
  const inCode = new Set(raised.flatMap((match) => match.slice(1).filter((code) => code !== undefined)))
  const inDocs = Array.from(text('docs/errors.md').matchAll(/^\| `([a-z0-9-]+)` \|/gm), (match) => match[1])
  test('can know every code: each is written where it is raised', () => {
    const all = sources.flatMap((file) => Array.from(text(file).matchAll(/new DomainError\(/g)))
    expect(raised).toHaveLength(all.length)
  })
  test('the codes that mean wrong usage exist', () => {
    const table = text('src/faces/cli/exit.ts').match(/new Set\(\[([^\]]*)\]/)?.[1] ?? ''
    const codes = Array.from(table.matchAll(/'([a-z-]+)'/g), (match) => match[1] ?? '')
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.filter((code) => !inCode.has(code))).toEqual([])
  })
  test('explains every code the program can raise', () => {
    expect([...inCode].filter((code) => !inDocs.includes(code)).sort()).toEqual([])
  })
  test('explains nothing that does not exist, and nothing twice', () => {
    expect(inDocs.filter((code) => !inCode.has(code ?? ''))).toEqual([])
    expect(inDocs).toEqual([...new Set(inDocs)].sort())
  })
})

describe('ARCHITECTURE.md', () => {
  test('shows the table of architecture.mjs', () => {
    const table = Object.entries(rooms).map(([room, may]) => `| ${room} | ${may.join(', ') || '–'} |`)
    const [, shown = ''] = text('ARCHITECTURE.md').split('<!-- rooms: from architecture.mjs -->\n')
    expect(shown.split('<!-- end -->')[0]?.trim().split('\n').slice(2)).toEqual(table)
  })
  test('has a page for every room', () => {
    const pages = repositoryFiles().filter((file) => /^docs\/rooms\/.*\.md$/.test(file))
    expect(pages.map((page) => page.slice('docs/rooms/'.length, -3)).sort()).toEqual(
      Object.keys(rooms).sort(),
    )
  })
})

describe('commands in the documents', async () => {
  const program = await createProgram()
  const pages = repositoryFiles().filter((file) => /^[A-Z]+\.md$|^docs\/.*\.md$/.test(file))
  const lines = pages.flatMap((page) =>
    Array.from(
      text(page)
        .replaceAll('\\\n', ' ')
        .matchAll(/(?:npm run -s ringfence --|^ringfence) ([^`\n]+)/gm),
      (match) => ({
        page,
        line: (match[1] ?? '').trim(),
      }),
    ),
  )
  test('are there to be checked', () => {
    expect(lines.filter(({ page }) => page === 'README.md').length).toBeGreaterThanOrEqual(2)
  })
  test.each(lines)('$page: ringfence $line', ({ line }) => {
    const [name, ...words] = line.split(/\s+/)
    if (name?.startsWith('-') || name === '…') return
    const command = program.commands.find((each) => each.name() === name)
    expect(command, `there is no command ${name}`).toBeDefined()
    const part = command?.commands.find((each) => each.name() === words[0])
    for (const word of words.filter((each) => each.startsWith('--'))) {
      const options = [...(command?.options ?? []), ...(part?.options ?? [])]
      const known = ['--help', ...options.map((option) => option.long)]
      expect(known).toContain(word.replace(/=.*/, ''))
    }
  })
  test('npm scripts named anywhere exist', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }
    const named = pages.flatMap((page) =>
      Array.from(text(page).matchAll(/npm run (?:-s )?([a-z]+)/g), (match) => match[1] ?? ''),
    )
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([])
  })
  test('links lead to files that exist', () => {
    const files = new Set(repositoryFiles())
    const broken = pages.flatMap((page) =>
      Array.from(text(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g), (match) => {
        const base = page.split('/').slice(0, -1)
        const path = new URL(
          match[1] ?? '',
          `file:///${base.map((part) => `${part}/`).join('')}`,
        ).pathname.slice(1)
        const there = files.has(path) || [...files].some((file) => file.startsWith(path.replace(/\/?$/, '/')))
        return there ? '' : `${page} → ${path}`
      }),
    )
    expect(broken.filter((each) => each !== '')).toEqual([])
  })
})

test('no file names a path or a host of the machine it was written on', () => {
  // In pieces, or this file would find itself.
  const folders = ['work', 'farm', 'root'].join('|')
  const machine = new RegExp(`(^|[^A-Za-z0-9_.])/(${folders})/|https?://(deb|registry)[.]`, 'm')
  const binary = /\.(png|jpg|gz|woff2?|ttf|pdf|ico|bin)$/
  expect(repositoryFiles().filter((file) => !binary.test(file) && machine.test(text(file)))).toEqual([])
})
