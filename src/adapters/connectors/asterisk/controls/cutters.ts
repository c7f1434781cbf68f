import { z } from 'zod'
import type { Ari } from '../ari.ts'
import type { Hand } from '../hand.ts'

/** A channel that is up. */
export interface Running {
  readonly id: string
  readonly name: string
  /** Channels of one conversation share it. */
  readonly conversation: string
  /** The PBX called it; the others called the PBX. */
  readonly wasCalled: boolean
  readonly exten: string
}

/** One of the ways to end calls. */
export interface Cutter {
  list(): Promise<readonly Running[]>
  /** What the phone dialled, before the dial plan took prefixes off. */
  dialled(channel: Running): Promise<string>
  /** Nothing happens when it is gone already. */
  cut(channel: Running): Promise<void>
}

/** Cause 21, call rejected: the phone shows that it was cut on purpose. */
const CAUSE = '21'
const DIALLED = 'CALLERID(dnid)'

export function cutterByAmi(hand: Hand): Cutter & { may(): Promise<boolean> } {
  return {
    may: () =>
      hand.act({ Action: 'Hangup', Channel: 'ringfence/nothing' }).then(
        () => true,
        (error: { code?: string }) => error.code === 'ami-refused',
      ),
    async list() {
      const all = await hand.list({ Action: 'CoreShowChannels' })
      return all.map((m) => ({
        id: m['Uniqueid'] ?? '',
        name: m['Channel'] ?? '',
        conversation: m['Linkedid'] ?? '',
        wasCalled: m['Application'] === 'AppDial',
        exten: m['Exten'] ?? '',
      }))
    },
    async dialled({ name, exten }) {
      const answer = await hand.act({ Action: 'Getvar', Channel: name, Variable: DIALLED }).catch(() => null)
      return answer?.['Value'] || exten
    },
    // Exact names from the PBX's own list: a name between slashes would be taken for a pattern.
    cut: ({ name }) =>
      hand.act({ Action: 'Hangup', Channel: name, Cause: CAUSE }).then(() => undefined, goneAlready),
  }
}

function goneAlready(error: { code?: string }): void {
  if (error.code !== 'ami-refused') throw error
}

const Channels = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    dialplan: z.object({ exten: z.string().default(''), app_name: z.string().default('') }),
  }),
)
const Variable = z.object({ value: z.string() }).nullable()

export function cutterByAri(ari: Ari): Cutter {
  const variable = async (id: string, name: string): Promise<string> => {
    const path = `channels/${encodeURIComponent(id)}/variable?variable=${encodeURIComponent(name)}`
    return Variable.parse(await ari.ask('GET', path))?.value ?? ''
  }
  return {
    async list() {
      const all = Channels.parse(await ari.ask('GET', 'channels'))
      return Promise.all(
        all.map(async ({ id, name, dialplan }) => ({
          id,
          name,
          conversation: await variable(id, 'CHANNEL(linkedid)'),
          wasCalled: dialplan.app_name === 'AppDial',
          exten: dialplan.exten,
        })),
      )
    },
    dialled: async ({ id, exten }) => (await variable(id, DIALLED)) || exten,
    async cut({ id }) {
      await ari.ask('DELETE', `channels/${encodeURIComponent(id)}?reason_code=${CAUSE}`)
    },
  }
}
