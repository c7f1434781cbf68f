import type { z } from 'zod'
import { Dialogs, listOr, userOf } from './answers.ts'
import type { Rpc } from './rpc.ts'

/** A call as Kamailio sees it. Times are UTC milliseconds, NaN when it has not happened. */
export interface Dialog {
  readonly callId: string
  readonly account: string
  /**
   * As the phone dialled it, where the kit tells; else where the call went by the accounting of the dialog (a variable of the name that
   * Kamailio's own example gives the user of the request's address); else what the phone wrote into To, which may be anything.
   */
  readonly dialled: string
  readonly sourceIp: string
  readonly userAgent: string
  readonly startedAt: number
  readonly answeredAt: number
  /** How it is hung up. */
  readonly handle: readonly [entry: number, id: number]
  readonly callerTag: string
}

const OVER = 5

/** The calls there are now, those over left out: Kamailio lists them for some seconds more. */
export async function readDialogs(rpc: Rpc): Promise<Dialog[]> {
  const all = listOr(Dialogs)(await rpc.call('dlg.list'))
  return all.filter(({ state }) => state < OVER).map(dialogOf)
}

function dialogOf(one: z.output<typeof Dialogs>[number]): Dialog {
  const told: Record<string, string> = Object.assign({}, ...one.variables)
  const seconds = (at: number): number => (at === 0 ? Number.NaN : at * 1000)
  return {
    callId: one['call-id'],
    account: told['ringfence_user'] ?? userOf(one.from_uri),
    dialled: told['ringfence_to'] ?? told['dst_user'] ?? userOf(one.to_uri),
    sourceIp: told['ringfence_ip'] ?? told['src_ip'] ?? '',
    userAgent: told['ringfence_ua'] ?? told['ua'] ?? '',
    startedAt: seconds(one.init_ts || one.start_ts),
    answeredAt: seconds(one.start_ts),
    handle: [one.h_entry, one.h_id],
    callerTag: one.caller.tag,
  }
}
