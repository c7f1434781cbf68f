import { describe, expect, it } from 'vitest'
import { createRecent } from './kit.ts'

describe('what was read a moment ago', () => {
  const setUp = (read: (n: number) => Promise<number>) => {
    let time = 0
    let reads = 0
    const recent = createRecent(
      () => read(++reads),
      1000,
      () => time,
    )
    return {
      recent,
      later(ms: number) {
        time += ms
      },
    }
  }

  it('is read once for all who ask meanwhile, and again later', async () => {
    const { recent, later } = setUp(async (n) => n)
    expect(await Promise.all([recent.read(), recent.read()])).toEqual([1, 1])
    later(999)
    expect(await recent.read()).toBe(1)
    later(1)
    expect(await recent.read()).toBe(2)
  })

  it('is read anew after a change, also when a reading was under way', async () => {
    const { recent } = setUp(async (n) => n)
    const before = recent.read()
    recent.forget()
    expect(await Promise.all([before, recent.read(), recent.read()])).toEqual([1, 2, 2])
  })

  it('does not keep a failure', async () => {
    const { recent } = setUp((n) => (n === 1 ? Promise.reject(new Error('lost')) : Promise.resolve(n)))
    await expect(recent.read()).rejects.toThrow('lost')
    expect(await recent.read()).toBe(2)
  })
})
