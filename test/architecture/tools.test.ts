import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { root } from './tree.ts'

let copy: string
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'ringfence-tools-'))
  cpSync(join(root, 'tools'), join(copy, 'tools'), { recursive: true })
})
afterEach(() => rmSync(copy, { recursive: true, force: true }))

const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })

describe('the lock file', () => {
  const check = (packages: object) => {
    writeFileSync(join(copy, 'package-lock.json'), JSON.stringify({ packages }))
    return node('tools/lockfile.mjs')
  }
  test('of this project is complete and names no address', () => {
    expect(node('tools/lockfile.mjs', root)).toMatchObject({ status: 0, stderr: '' })
  })
  test('with a hole is refused: npm ci would stop at it', () => {
    const { status, stderr } = check({
      'node_modules/fast': {
        version: '1.0.0',
        optionalDependencies: { 'fast-linux': '1.0.0', 'fast-mac': '1.0.0' },
      },
      'node_modules/fast-linux': { version: '1.0.0' },
    })
    expect(status).toBe(1)
    expect(stderr).toBe('fast 1.0.0 wants fast-mac, which the lock lacks\n')
  })
  test('with a download address is refused: another registry may be the only one in reach', () => {
    const { status, stderr } = check({
      'node_modules/a': { version: '1.0.0', resolved: 'https://example.com/a.tgz' },
    })
    expect(status).toBe(1)
    expect(stderr).toContain('a carries a download address')
  })
})

describe('the size of files', () => {
  const check = (lines: number, name: string) => {
    mkdirSync(join(copy, 'src'), { recursive: true })
    writeFileSync(join(copy, 'src', name), 'x\n'.repeat(lines))
    return node('tools/sizes.mjs')
  }
  test('up to 300 lines is fine', () => {
    expect(check(300, 'a.ts').status).toBe(0)
  })
  test('301 lines are too many, unless a program wrote them', () => {
    expect(check(301, 'a.generated.ts').status).toBe(0)
    expect(check(301, 'a.ts')).toMatchObject({ status: 1, stderr: 'src/a.ts: 301 lines\n' })
  })
})

describe('before anything is installed', () => {
  beforeEach(() => {
    cpSync(join(root, 'docs/reference/cli.txt'), join(copy, 'docs/reference/cli.txt'))
    mkdirSync(join(copy, 'src/faces'), { recursive: true })
  })
  test('npm start --help says what it does', () => {
    const { status, stdout } = node('tools/start.mjs', '--help')
    expect(status).toBe(0)
    expect(stdout).toContain('--port <number>')
  })
  test('the command line shows its help, and that of each command', () => {
    expect(node('tools/ringfence.mjs', '--help').stdout).toContain('Commands:')
    expect(node('tools/ringfence.mjs', 'rate', '--help').stdout).toContain('--rates <deck>')
  })
  test('node_modules that is a link to another checkout is never emptied', () => {
    const other = join(copy, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'precious'), '')
    symlinkSync(other, join(copy, 'node_modules'))
    writeFileSync(join(copy, 'package-lock.json'), '{}')
    const { status, stderr } = node('tools/start.mjs')
    expect(status).toBe(1)
    expect(stderr).toContain('is a link to another folder')
    expect(existsSync(join(other, 'precious'))).toBe(true)
  })
  test('a command says how to install and fails, with a clean stdout', () => {
    const { status, stdout, stderr } = node('tools/ringfence.mjs', 'investigate', 'Master.csv')
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('npm start')
  })
})
