import { describe, expect, it } from 'vitest'
import { lastOf, parseConfig } from './parse-config.ts'

const parse = (text: string, others: Record<string, string> = {}) => {
  const root = { path: 'etc/pjsip.conf', text }
  const files = [root, ...Object.entries(others).map(([path, t]) => ({ path: `etc/${path}`, text: t }))]
  return parseConfig(root, files)
}
const values = (text: string, others = {}) =>
  parse(text, others).sections.map(({ name, entries }) => [
    name,
    ...entries.map(({ key, value }) => `${key}=${value}`),
  ])

describe('a configuration file of Asterisk', () => {
  it('gives a section what its templates say, before its own', () => {
    const { sections } = parse('[phone](!)\ncontext=inside\nallow=ulaw\n[1001](phone)\ncontext=desk\n')
    expect(sections.map(({ name, isTemplate }) => [name, isTemplate])).toEqual([
      ['phone', true],
      ['1001', false],
    ])
    expect(lastOf(sections[1] as never, 'context')).toMatchObject({ value: 'desk', line: 5 })
    expect(lastOf(sections[1] as never, 'allow')).toMatchObject({ value: 'ulaw', line: 3 })
  })
  it('keeps sections of one name apart, and adds with (+)', () => {
    expect(values('[a]\nx=1\n[a]\nx=2\n[a](+)\ny=3\n')).toEqual([
      ['a', 'x=1', 'y=3'],
      ['a', 'x=2'],
    ])
  })
  it('knows =>, +=, comments and escaped semicolons', () => {
    expect(values('[a]\nx => 1 ; one\ny=2\ny+=3\n;-- z=4\nz=5 --;\nw=a\\;b\n')).toEqual([
      ['a', 'x=1', 'y=2', 'y=2,3', 'w=a;b'],
    ])
  })
  it('reads what it includes where it stands, by name and by pattern, and keeps the place', () => {
    const { sections } = parse('[a]\n#include more.conf\n#include conf.d/*.conf\n', {
      'more.conf': 'x=1\n',
      'conf.d/b.conf': '\n[b]\ny=2\n',
    })
    expect(sections.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(lastOf(sections[0] as never, 'x')).toMatchObject({ file: 'etc/more.conf', line: 1 })
    expect(lastOf(sections[1] as never, 'y')).toMatchObject({ file: 'etc/conf.d/b.conf', line: 3 })
  })
  it('names what it cannot read, and goes on', () => {
    const { problems, sections } = parse(
      'x=1\n[a\n[b](none)\nnonsense\n#include gone.conf\n#exec /bin/x\ny=1\n',
    )
    expect(problems.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6])
    expect(sections.map(({ name }) => name)).toEqual(['b'])
  })
  it('survives a file that includes itself', () => {
    expect(parse('[a]\n#include pjsip.conf\nx=1\n').sections[0]?.entries).toHaveLength(1)
  })
})
