import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

// docs/security/asvs.md says what holds and by which test: each of them is there, and tests something.

const root = resolve(import.meta.dirname, '../..')
const states = ['holds', 'partly', 'missing', 'does not apply']

interface Line {
  readonly chapter: string
  readonly requirement: string
  readonly state: string
  readonly evidence: string
}

const lines: Line[] = readFileSync(join(root, 'docs/security/asvs.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| V\d/.test(line))
  .map((line) => {
    const [chapter = '', requirement = '', state = '', evidence = ''] = line.split(/ \| |^\| | \|$/).slice(1)
    return { chapter, requirement, state, evidence }
  })

/** Paths in backticks, but no commands. */
const pathsIn = (evidence: string): string[] =>
  [...evidence.matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path).filter((path) => /[/.]/.test(path))

describe('the map to ASVS 5', () => {
  it('has a line for each chapter, each in a state with something to say for it', () => {
    const chapters = new Set(lines.flatMap(({ chapter }) => chapter.match(/V\d+/g) ?? []))
    expect([...chapters].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
      Array.from({ length: 17 }, (_, n) => `V${n + 1}`),
    )
    expect(lines.filter(({ state }) => !states.includes(state))).toEqual([])
    expect(lines.filter(({ requirement, evidence }) => !requirement || !evidence)).toEqual([])
  })

  it('names a test for each thing that holds', () => {
    const unproven = lines
      .filter(({ state }) => state === 'holds')
      .filter(({ evidence }) => !/\.test\.ts`|`npm run check`/.test(evidence))
    expect(unproven).toEqual([])
  })

  it('names only files there are, and tests that test', () => {
    const named = [...new Set(lines.flatMap(({ evidence }) => pathsIn(evidence)))]
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
    const empty = named
      .filter((path) => path.endsWith('.test.ts'))
      .filter((path) => !/\b(it|test|browserTest)(\.\w+)*\(/.test(readFileSync(join(root, path), 'utf8')))
    expect(empty).toEqual([])
  })
})
