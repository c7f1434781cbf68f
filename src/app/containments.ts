import type { Context } from '#core/detection'
import type { Place } from '#core/incidents'
import { containmentOf, type SiteSettings } from '#core/kernel'
import type { AutomaticAct, AutomaticStore } from '#core/response'
import { type AutomaticContainment, type ContainmentRules, createContainment } from './flows/containment.ts'
import type { Responder } from './flows/respond/responder.ts'
import { actOf } from './kept.ts'
import type { Log } from './model.ts'

export interface ContainmentsPorts {
  readonly responder: Pick<Responder, 'contain' | 'warm'>
  readonly store: AutomaticStore
  readonly settings: (place: Place) => Promise<SiteSettings>
  readonly now: () => number
  readonly newId: () => string
  readonly log: Log
}

/** Automatic containment of one site that is followed. */
export interface SiteContainment extends Pick<AutomaticContainment, 'onLook'> {
  /** Of the last day, newest first. */
  acts(): readonly AutomaticAct[]
  close(): Promise<void>
}

const AGAIN_MS = 3000
const DAY = 86_400_000
const SHOWN = 50

/** Begins to look after a site by its policy, which is read again every few seconds. */
export async function containSite(
  place: Place,
  { isOpen, rater }: Pick<Context, 'isOpen' | 'rater'>,
  ports: ContainmentsPorts,
  onAct: (act: AutomaticAct, isNew: boolean) => void,
): Promise<SiteContainment> {
  const { store, now, log } = ports
  const problem = (what: string, error: unknown): void => log.error({ err: error, site: place.site }, what)
  const read = async (): Promise<ContainmentRules> => ({
    policy: containmentOf(await ports.settings(place)),
    spared: await store.spared(place, now() - DAY),
  })
  let rules = await read()
  let acts = await store.list(place, now() - DAY, SHOWN)
  const containment = createContainment({
    place,
    rules: () => rules,
    isOpen,
    currency: rater.currency,
    contain: (request) => ports.responder.contain(request),
    async save(act, isNew) {
      acts = [act, ...acts.filter(({ id }) => id !== act.id)].slice(0, SHOWN)
      onAct(act, isNew)
      await store.save(act, isNew ? entryOf(act) : null)
    },
    newId: ports.newId,
    onProblem: problem,
  })
  ports.responder
    .warm(place)
    .catch((error) => problem('what automatic containment needs could not be read', error))
  const reading = setInterval(() => {
    read().then(
      (fresh) => {
        rules = fresh
      },
      (error) => problem('the policy could not be read; the last one stands', error),
    )
  }, AGAIN_MS)
  return {
    onLook: containment.onLook,
    acts: () => acts,
    async close() {
      clearInterval(reading)
      await containment.settled()
    },
  }
}

const words = { notify: 'told', ask: 'asked', act: 'acted' } as const

function entryOf(act: AutomaticAct): Parameters<AutomaticStore['save']>[1] {
  const { kind, account, score, perMinute, lostSoFar, currency, what, because, reasons, incident } = act
  const detail = { kind, account, score, perMinute, lostSoFar, currency, what, because, reasons, incident }
  const action = act.dryRun ? 'containment.would-act' : `containment.${words[act.step]}`
  return actOf('system:containment', action, act.id, detail, act.at)
}
