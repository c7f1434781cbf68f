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

  it('names certificate and key together or not at all', () => {
    expect(why({ RINGFENCE_TLS_CERT: '/etc/tls/cert.pem' })).toContain('RINGFENCE_TLS_KEY belong together')
    expect(readConfig({ RINGFENCE_TLS_CERT: '/c.pem', RINGFENCE_TLS_KEY: '/k.pem' }).tls).toEqual({
      cert: '/c.pem',
      key: '/k.pem',
    })
  })

  it('says where metrics are served, by address and port', () => {
    expect(readConfig({ RINGFENCE_METRICS: '127.0.0.1:9464' }).metrics).toEqual({
      host: '127.0.0.1',
      port: 9464,
    })
    expect(readConfig({ RINGFENCE_METRICS: '[::1]:9464' }).metrics).toEqual({ host: '::1', port: 9464 })
    expect(why({ RINGFENCE_METRICS: '9464' })).toContain('RINGFENCE_METRICS')
  })
})
