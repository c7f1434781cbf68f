import { type Delivery, type Letter, type Notice, nextAttemptAt, TRY_NEXT_WAY_AFTER } from '#core/notices'
import { actOn } from './draft.ts'
import type { NotifyPorts } from './ports.ts'

const BY = 'system:notices'
/** Longer than any attempt may take. */
const LEASE_MS = 120_000
const AT_ONCE = 4
const IDLE_MS = 1000
const LOOK_MS = 5000

/** Takes the next notice that is due and sends it; null when none is. What it resolves with is under way until its promise ends. */
export async function sendNext(ports: NotifyPorts): Promise<{ readonly done: Promise<void> } | null> {
  const at = ports.now()
  const notice = await ports.store.take(at, at + LEASE_MS)
  return notice && { done: sendOne(ports, notice) }
}

async function sendOne(ports: NotifyPorts, notice: Notice): Promise<void> {
  const delivery = await attempt(ports, notice)
  const after = outcomeOf(notice, delivery, ports.now())
  const gaveUp = after.state === 'failed'
  const isNews = gaveUp || after.state === 'sent' || after.error !== notice.error
  const action = after.state === 'sent' ? 'notice.sent' : gaveUp ? 'notice.failed' : 'notice.delayed'
  const tryOther = gaveUp || (after.state === 'waiting' && after.attempts === TRY_NEXT_WAY_AFTER)
  await ports.store.settle(
    after,
    isNews ? actOn(after, action, BY, ports.now()) : null,
    tryOther ? inNextWay(ports, after) : null,
  )
}

async function attempt(ports: NotifyPorts, notice: Notice): Promise<Delivery> {
  const way = notice.ways[notice.way]
  const channel = (await ports.channels(notice)).find(({ id }) => id === way?.channel)
  if (!way || !channel) return { ok: false, final: true, reason: 'The channel was removed.' }
  return channel.notifier.send(letterOf(ports, notice, way.to))
}

const letterOf = (ports: NotifyPorts, notice: Notice, to: string): Letter => ({
  customer: notice.customer,
  site: notice.site,
  id: notice.id,
  incident: notice.incident,
  stage: notice.stage,
  severity: notice.severity,
  to,
  subject: notice.subject,
  text: notice.text,
  acknowledge: notice.stage === 'first-hour' || notice.stage === 'escalation' ? ports.link(notice) : '',
  at: notice.createdAt,
})

function outcomeOf(notice: Notice, delivery: Delivery, now: number): Notice {
  if (delivery.ok) return { ...notice, state: 'sent', sentAt: now, receipt: delivery.receipt, error: '' }
  const { final, reason: error, retryAfterMs } = delivery
  const next = final ? null : nextAttemptAt(notice.attempts, notice.createdAt, now, retryAfterMs)
  return next === null
    ? { ...notice, state: 'failed', error }
    : { ...notice, state: 'waiting', dueAt: next, error }
}

/** The same to the same person through their next way; its key is the same each time, so that it is tried once. */
function inNextWay({ newId, now }: NotifyPorts, notice: Notice): Notice | null {
  const way = notice.way + 1
  if (way >= notice.ways.length) return null
  return {
    ...notice,
    id: newId(),
    key: `${notice.key}/way-${way}`,
    way,
    state: 'waiting',
    attempts: 0,
    dueAt: now(),
    createdAt: now(),
    error: '',
  }
}

export interface Running {
  stop(): Promise<void>
}

/** The outbox and what looks after it, from the server's start to its end. */
export function keepTelling(
  ports: NotifyPorts,
  attend: () => Promise<readonly unknown[]>,
  tools: { readonly sleep: (ms: number) => Promise<void>; readonly onError: (error: unknown) => void },
): Running {
  let stopped = false
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const rest = (ms: number) => Promise.race([tools.sleep(ms), ended])
  const busy = new Set<Promise<void>>()

  async function sending(): Promise<void> {
    await ports.store.release().catch(tools.onError)
    while (!stopped) {
      const next = busy.size < AT_ONCE ? await sendNext(ports).catch(nothing) : null
      if (next === null) {
        await rest(IDLE_MS)
        continue
      }
      const work = next.done.catch(tools.onError).finally(() => busy.delete(work))
      busy.add(work)
    }
    await Promise.all(busy)
  }
  async function attending(): Promise<void> {
    while (!stopped) {
      await attend().then((problems) => problems.forEach(tools.onError), tools.onError)
      await rest(LOOK_MS)
    }
  }
  const nothing = (error: unknown): null => {
    tools.onError(error)
    return null
  }
  const running = Promise.all([sending(), attending()])
  return {
    async stop() {
      stopped = true
      end()
      await running
    },
  }
}
