import { expect, it } from 'vitest'
import { isWanted, settingsOf, systems } from './fields.ts'
import { readWords } from './words.ts'

it('makes settings of what was filled in: numbers, lists, parts of parts, and nothing of what was left empty', () => {
  expect(
    settingsOf('freepbx', {
      host: ' 192.0.2.10 ',
      user: 'ringfence',
      secret: ' with blanks ',
      'database.host': '192.0.2.10',
      'database.secret': 'x',
      'ari.url': ' ',
      cdr: '',
    }),
  ).toEqual({
    host: '192.0.2.10',
    port: 5038,
    user: 'ringfence',
    secret: ' with blanks ',
    database: { host: '192.0.2.10', secret: 'x' },
  })
  expect(settingsOf('switch', { uplinks: 'Gi1/0/48, Gi1/0/47' })).toEqual({
    uplinks: ['Gi1/0/48', 'Gi1/0/47'],
  })
  expect(settingsOf('nftables', {})).toEqual({})
  expect(settingsOf('asterisk', { tls: 'yes', port: '5039' })).toEqual({ tls: true, port: 5039 })
})

it('wants what belongs to something only once that is given', () => {
  const user = systems.nftables.main.find(({ key }) => key === 'ssh.user')
  if (!user) throw new Error('gone')
  expect([isWanted(user, {}), isWanted(user, { 'ssh.host': '192.0.2.1' })]).toEqual([false, true])
})

it('names its own fields where a line names options of the command line', () => {
  const labels = Object.values(systems).flatMap(({ main, more }) =>
    [...main, ...more].map(({ label }) => label),
  )
  const line = readWords('calls missed meanwhile; give the record file with --cdr')
  expect(line).toBe('Calls missed meanwhile; give the record file with “File of call records”')
  for (const option of ['--cdr', '--security-log', '--config-dir', '--evapi HOST:PORT', '--uplink'])
    expect(labels).toContain(readWords(option).slice(1, -1))
})
