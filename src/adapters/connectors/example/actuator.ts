import { z } from 'zod'
import { DomainError } from '#core/kernel'
import type { Actuator, Capability, Order } from '#core/response'
import type { ExampleSettings } from './settings.ts'
import { openWire, type Wire } from './wire.ts'

const Lines = z.array(z.object({ line: z.string(), barred: z.boolean() }))
const Calls = z.array(z.object({ id: z.string(), line: z.string(), dialled: z.string() }))

/**
 * The hand on one Tinphone. What it must keep to: `plan` reads only; `apply` and `undo` may be done again without harm, since whoever
 * was killed in the middle does them again; `observe` asks the system itself, never what we remember; emergency calls go on.
 */
export function exampleActuator(settings: ExampleSettings): Actuator {
  /** A connection for each act is simple, and one that broke cannot be in the way. */
  async function using<T>(work: (wire: Wire) => Promise<T>): Promise<T> {
    const wire = await openWire(settings, () => undefined)
    try {
      return await work(wire)
    } finally {
      wire.close()
    }
  }
  const lines = async (wire: Wire) => Lines.parse(await wire.ask({ ask: 'lines' }))
  const isBarred = async (wire: Wire, { target }: Order): Promise<boolean> => {
    const found = (await lines(wire)).find(({ line }) => line === target)
    if (found) return found.barred
    throw new DomainError('account-unknown', `The Tinphone has no line "${target}"`, 'See its list of lines.')
  }
  /** A target is calls, apart by spaces, or a line. */
  const meant = async (wire: Wire, { target, emergency }: Order) => {
    const targets = new Set(target.split(' '))
    return Calls.parse(await wire.ask({ ask: 'calls' })).filter(
      ({ id, line, dialled }) => !emergency.includes(dialled) && (targets.has(id) || targets.has(line)),
    )
  }

  return {
    capabilities: () =>
      using(async (wire) => {
        await lines(wire)
        return [hangUp, bar]
      }),
    terrain: () =>
      using(async (wire) => ({
        accounts: (await lines(wire)).map(({ line }) => line),
        trunks: [],
        // What the guards never block: the system itself.
        keep: [{ address: settings.host, why: 'the Tinphone itself' }],
        phones: [],
        own: [],
      })),
    plan: (order) =>
      using(async (wire) => {
        if (order.kind === 'hangup') {
          const calls = await meant(wire, order)
          const steps = calls.map(({ id, line, dialled }) => `hang up ${id} (${line} to ${dialled})`)
          return { summary: `Hang up ${calls.length} calls`, steps, before: null }
        }
        const summary = `Bar line ${order.target}; it dials emergency numbers still`
        return {
          summary,
          steps: [`bar ${order.target}`],
          before: { barred: await isBarred(wire, known(order)) },
        }
      }),
    apply: (order) =>
      using(async (wire) => {
        if (order.kind === 'hangup')
          await Promise.all((await meant(wire, order)).map(({ id }) => wire.ask({ ask: 'hang-up', id })))
        else await wire.ask({ ask: 'bar', line: known(order).target })
      }),
    observe: (order) =>
      using(async (wire) => {
        const done =
          order.kind === 'hangup'
            ? (await meant(wire, order)).length === 0
            : await isBarred(wire, known(order))
        return done ? 'in-force' : 'absent'
      }),
    undo: (order, { before }) =>
      using(async (wire) => {
        // Back to exactly what `plan` found: a line somebody else had barred stays barred.
        const { barred } = (before ?? { barred: true }) as { barred: boolean }
        if (!barred) await wire.ask({ ask: 'unbar', line: order.target })
      }),
  }
}

const hangUp: Capability = {
  control: 'hangup',
  available: true,
  how: 'the order "hang-up"',
  undoable: false,
  survivesRestart: true,
  keepsEmergency: true,
}
/** `keepsEmergency` is a promise to the guards. Say so only of what has been tried with a real call. */
const bar: Capability = {
  control: 'bar-account',
  available: true,
  how: 'the order "bar", which lets emergency numbers pass',
  undoable: true,
  survivesRestart: true,
  keepsEmergency: true,
}

function known(order: Order): Order {
  if (order.kind === 'bar-account') return order
  throw new DomainError(
    'control-unavailable',
    `A Tinphone cannot do ${order.kind}`,
    'Use another connection of the site, or do it by hand.',
  )
}
