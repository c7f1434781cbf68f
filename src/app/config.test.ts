import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const why = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
    return 'taken'
  } catch (error) {
    return (error as Error).message
  }
}

describe('the environment', () => {
  it('is told every problem at once, without what was in it', () => {
    const said = why({
      PORT: '99999',
      RINGFENCE_KEY: 'my-secret',
      RINGFENCE_KEY_FILE: 'key',
      DATABASE_URL: 'mysql://x',
    })
    for (const name of ['PORT', 'RINGFENCE_KEY:', 'RINGFENCE_KEY_FILE:', 'DATABASE_URL'])
      expect(said).toContain(name)
    expect(said).not.toContain('my-secret')
  })

  it('may be empty: it listens on this machine alone, and keeps its key in the data directory', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      trustProxy: [],
      key: undefined,
      keyFile: undefined,
    })
    expect(readConfig({ RINGFENCE_KEY: '' }).key).toBeUndefined()
  })

  it('may hold a key as `openssl rand -base64 32` prints it', () => {
    expect(why({ RINGFENCE_KEY: Buffer.alloc(32, 7).toString('base64') })).toBe('taken')
  })
})
