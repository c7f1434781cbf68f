import { z } from 'zod'
import { Table } from './answers.ts'
import { TABLE } from './kamailio-kit.ts'
import { type Probe, probe, type Verdict } from './probe.ts'
import type { Rpc } from './rpc.ts'

export type Entries = ReadonlyMap<string, string | number>

/** What can be done to one Kamailio, over its RPC and by asking its guard. */
export interface Hand {
  readonly rpc: Rpc
  table(name: string): Promise<Entries>
  /** `seconds`: after that the entry goes by itself; null: never. */
  put(table: string, key: string, value: number, seconds: number | null): Promise<void>
  /** Nothing happens when there is no such entry. */
  remove(table: string, key: string): Promise<void>
  /** Asks the guard itself. `silent` also where Kamailio has no UDP socket. */
  ask(socket: Socket | null, question: Probe): Promise<Verdict>
}

export interface Socket {
  readonly host: string
  readonly port: number
}

const TOKEN_BYTES = 18
const Item = z.object({ item: z.object({ value: z.union([z.string(), z.number()]) }) })
const MISSING = /doesn't exist|not found/i

/**
 * The same for one moment: each table is read once, and each question is asked on behalf of one account for all. That the guard
 * refuses one of those in its table shows that it asks the table. It changes nothing.
 */
export function readingOnce(hand: Hand): Hand {
  const tables = new Map<string, Promise<Entries>>()
  const verdicts = new Map<string, Promise<Verdict>>()
  return {
    ...hand,
    table(name) {
      const answer = tables.get(name) ?? hand.table(name)
      tables.set(name, answer)
      return answer
    },
    ask(socket, question) {
      const key = `${question.from === NOBODY ? NOBODY : 'account'} ${question.to}`
      const answer = verdicts.get(key) ?? hand.ask(socket, question)
      verdicts.set(key, answer)
      return answer
    },
  }
}

/** Who asks where it does not matter who does. */
export const NOBODY = 'ringfence'

export function createHand(rpc: Rpc, random: (bytes: number) => string): Hand {
  /** Another Ringfence may have put one there: both use that. */
  const token = async (): Promise<string> => {
    const there = Item.safeParse(await rpc.callOr(MISSING, null, 'htable.get', [TABLE.house, 'probe']))
    if (there.success) return String(there.data.item.value)
    const fresh = `t${random(TOKEN_BYTES)}`
    await rpc.call('htable.sets', [TABLE.house, 'probe', fresh])
    return fresh
  }
  return {
    rpc,
    async table(name) {
      const rows = Table.parse(await rpc.call('htable.dump', [name]))
      return new Map(rows.flatMap(({ slot }) => slot.map((one) => [one.name, one.value] as const)))
    },
    async put(table, key, value, seconds) {
      if (seconds === null) await rpc.call('htable.seti', [table, key, value])
      else await rpc.call('htable.setxi', [table, key, value, seconds])
    },
    async remove(table, key) {
      await rpc.callOr(MISSING, null, 'htable.delete', [table, key])
    },
    ask: async (socket, question) =>
      socket === null ? 'silent' : probe(socket, question, await token(), random),
  }
}
