import { expect, it } from 'vitest'
import { connectors } from '../../src/adapters/connectors/index.ts'
import {
  type Field,
  isWanted,
  type SystemKind,
  settingsOf,
  systems,
} from '../../web/src/pages/connect/fields.ts'

// The form of the console and the settings of the connectors: neither knows the other.

const written: Readonly<Record<string, string>> = {
  rpc: 'http://192.0.2.10:8090/RPC',
  acc: 'postgres://kamailio@192.0.2.10/kamailio',
  dir: '/var/spool/cdr',
  table: 'inet:ringfence',
  'ari.url': 'http://192.0.2.10:8088',
  'ssh.hostKey': `SHA256:${'a'.repeat(43)}`,
}
const textFor = ({ key, as, choices, usual }: Field): string =>
  written[key] ??
  usual ??
  choices?.[0]?.value ??
  (as === 'number' ? '99' : as === 'switch' ? 'yes' : 'some-words')
const filled = (fields: readonly Field[]) =>
  Object.fromEntries(fields.map((field) => [field.key, textFor(field)]))

it('asks for each kind of system there is', () => {
  expect(Object.keys(systems).sort()).toEqual(connectors.map(({ kind }) => kind).sort())
})

it.each(connectors.map(({ kind, parse }) => ({ kind: kind as SystemKind, parse })))(
  'gives $kind what it understands: with every field, and with those alone that are wanted',
  ({ kind, parse }) => {
    const { main, more } = systems[kind]
    const every = [...main, ...more]
    expect(parse(settingsOf(kind, filled(every)))).toMatchObject(settingsOf(kind, filled(every)))
    expect(() => parse(settingsOf(kind, filled(every.filter((field) => isWanted(field, {})))))).not.toThrow()
  },
)
