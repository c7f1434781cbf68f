// An invented PBX, the Tinphone, to show how a connector is written: read settings.ts, wire.ts, source.ts, actuator.ts in this order.
// In: address and key. Out: a connection that tells of calls and can bar lines and hang up.
// It works against test/support/example, and is left out of the list of connectors, since nobody has one.
import type { Connector } from '../kit.ts'
import { exampleActuator } from './actuator.ts'
import { ExampleSettings } from './settings.ts'
import { exampleSource } from './source.ts'

export const example: Connector = {
  kind: 'example',
  parse: (settings) => ExampleSettings.parse(settings),
  open(given, tools) {
    const settings = ExampleSettings.parse(given)
    const actuator = exampleActuator(settings)
    return {
      calls: exampleSource(settings, tools),
      actuator,
      // Tries everything there is, and throws the one reason when it cannot.
      check: async () => ({
        product: 'Tinphone',
        capabilities: await actuator.capabilities(),
        reads: [
          'Calls while they happen',
          'Not: calls made while Ringfence is away; a Tinphone keeps no records',
        ],
        paste: '',
      }),
      close: async () => undefined,
    }
  },
}
