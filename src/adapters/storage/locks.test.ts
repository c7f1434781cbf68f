import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createLocks } from './locks.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const gate = (): { readonly closed: Promise<void>; open(): void } => {
  let open = (): void => undefined
  const closed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { closed, open: () => open() }
}

test('what one holds nobody else gets, in this process or another; once it is given back, anybody does', async () => {
  const [mine, theirs] = [createLocks(db.pool, 'test'), createLocks(db.pool, 'test')]
  const { closed, open } = gate()
  const began = gate()
  const held = mine('a', async () => {
    began.open()
    await closed
    return 'done'
  })
  await began.closed
  expect(await mine('a', async () => 'again')).toBeNull()
  expect(await theirs('a', async () => 'too')).toBeNull()
  expect(await theirs('b', async () => 'another')).toBe('another')
  open()
  expect(await held).toBe('done')
  expect(await theirs('a', async () => 'then')).toBe('then')
  expect(await mine('a', async () => 'and then')).toBe('and then')
})

test('hundreds are held at once, by work that needs the database itself, and none is left behind', async () => {
  const locks = createLocks(db.pool, 'test')
  const all = Array.from({ length: 300 }, (_, n) =>
    locks(
      `many ${n}`,
      async () => (await db.pool.query<{ n: number }>('SELECT $1::int AS n', [n])).rows[0]?.n,
    ),
  )
  expect(await Promise.all(all)).toEqual(Array.from({ length: 300 }, (_, n) => n))
  const left =
    "SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = hashtext('test')::bigint & 4294967295"
  expect((await db.pool.query(left)).rowCount).toBe(0)
})

test('work that fails gives its lock back', async () => {
  const locks = createLocks(db.pool, 'test')
  await expect(locks('c', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await locks('c', async () => 'yes')).toBe('yes')
})
