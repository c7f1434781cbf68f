import { parentPort } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import { openData } from './compose-data.ts'
import { type FromJudge, judgeStored, type PastOrder, type ToJudge } from './compose-past.ts'

// The thread that judges the calls of a site's last weeks for the preview of controls.

const AT_ONCE = 2000
const post = (message: FromJudge): void => parentPort?.postMessage(message)
let more = (): void => undefined

parentPort?.on('message', async (told: ToJudge) => {
  if (!('order' in told)) return more()
  try {
    await judge(told.order)
  } catch (error) {
    // What nobody expected ends the thread, and is thrown on the other side.
    if (!(error instanceof DomainError)) throw error
    const { code, message, remedy } = error
    post({ failure: { code, message, remedy } })
  }
})

async function judge(order: PastOrder): Promise<void> {
  const { database } = await openData({ data: order.data }, 'visitor')
  const past = await judgeStored(database.pool, order).finally(() => database.close())
  for (let at = 0; at < past.length; at += AT_ONCE) {
    const taken = new Promise<void>((go) => {
      more = go
    })
    post({ calls: past.slice(at, at + AT_ONCE) })
    await taken
  }
  post({ done: true })
}
