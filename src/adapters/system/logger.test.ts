import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'

function lines(write: (log: ReturnType<typeof createLogger>) => void): string {
  let out = ''
  write(
    createLogger('info', {
      write(line) {
        out += line
      },
    }),
  )
  return out
}

it('logs one line of JSON with an ISO time', () => {
  const line: unknown = JSON.parse(lines((log) => log.info({ port: 7000 }, 'listening')))
  expect(line).toMatchObject({ port: 7000, msg: 'listening', time: expect.stringMatching(/^\d{4}-.*Z$/) })
})

it('never logs secrets, wherever they turn up', () => {
  const out = lines((log) => {
    log.info({
      password: 's3cret',
      headers: { authorization: 's3cret', cookie: 's3cret' },
      a: { b: { token: 's3cret' } },
    })
    log.error(new Error('cannot reach postgresql://ana:s3cret@db.example/x'))
  })
  expect(out).not.toContain('s3cret')
  expect(out).toContain('cannot reach postgresql://[redacted]@db.example/x')
})
