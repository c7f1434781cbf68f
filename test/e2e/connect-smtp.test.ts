import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailServer, ownCertificate, startMailServer } from '../support/smtp.ts'
import { built, cli, freshData, removed } from './program.ts'

// `ringfence connect smtp`: a real conversation, one clear reason, and a password that is nowhere to be read.

const data = freshData()
const secret = 'copper lantern meadow tide'
let server: MailServer
let secretFile = ''

beforeAll(async () => {
  await built()
  server = await startMailServer({ users: { alerts: secret }, senders: ['alerts@example.com'] })
  secretFile = join(tmpdir(), `ringfence-smtp-${process.pid}`)
  await writeFile(secretFile, `${secret}\n`)
}, 120_000)
afterAll(async () => {
  await server.close()
  await removed(secretFile)
  await removed(data)
})

const connect = (...args: string[]) =>
  cli(
    [
      ...['connect', 'smtp', '--site', 'main', '--host', '127.0.0.1', '--port', String(server.port)],
      ...['--user', 'alerts', '--secret-file', secretFile, '--fingerprint', ownCertificate().fingerprint],
      ...args,
      '--json',
    ],
    { data },
  )

it('only looks with --check, keeps it without, and shows it among the connections of the site', async () => {
  const tried = await connect('--from', 'alerts@example.com', '--check')
  expect([tried.code, tried.stderr]).toEqual([0, ''])
  expect(JSON.parse(tried.stdout)).toMatchObject({
    id: null,
    kind: 'smtp',
    site: 'main',
    capabilities: [{ control: 'notice', available: true }],
  })
  const made = await connect('--from', 'alerts@example.com')
  expect(made.code).toBe(0)
  const { id } = JSON.parse(made.stdout)
  const sites = await cli(['sites', '--json'], { data })
  const { connections } =
    JSON.parse(sites.stdout).sites.find((site: { id: string }) => site.id === 'main') ?? {}
  expect(connections).toMatchObject([{ id, kind: 'smtp', ok: true }])
  expect(tried.stdout + made.stdout + sites.stdout).not.toContain(secret)
  expect(server.mails).toEqual([])
}, 120_000)

it('fails with one reason', async () => {
  const refused = await connect('--from', 'boss@example.com', '--check')
  expect([refused.code, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toContain('does not take mail from boss@example.com')
  const unfit = await connect('--from', 'no address', '--check')
  expect(unfit.code).toBe(1)
  expect(unfit.stderr).toContain('from: must be a mail address')
}, 120_000)
