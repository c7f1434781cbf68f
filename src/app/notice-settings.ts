import type { ChannelView, NoticePlanView } from '#contract'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import {
  builtIn,
  checkPlan,
  defaultPlan,
  type Letter,
  type NoticePlan,
  placeholders,
  reachOf,
} from '#core/notices'
import { isPhone, ownOf } from './flows/notify/draft.ts'
import { actOf } from './kept.ts'
import type { LabelledChannel, Notices, NoticesPorts } from './notice-model.ts'

/** Who is told what at a site, and through what. */
export function settingsOf(
  ports: NoticesPorts,
): Pick<Notices, 'plan' | 'savePlan' | 'channels' | 'addChannel' | 'removeChannel' | 'testChannel'> {
  const { store, now } = ports
  const view = async (place: Place): Promise<NoticePlanView> => {
    const stored = await store.plan(place)
    const plan = stored.plan ?? defaultPlan
    return {
      plan,
      revision: stored.revision,
      warnings: await warningsOf(ports, place, plan),
      placeholders,
      builtIn: { 'first-hour': builtIn['first-hour'], update: builtIn.update, closure: builtIn.closure },
    }
  }
  const channelOf = async (place: Place, id: string): Promise<LabelledChannel> => {
    const found = (await ports.channels(place)).find((channel) => channel.id === id)
    if (!found) throw channelUnknown()
    return found
  }
  return {
    plan: view,
    async savePlan(place, { plan, revision }, by) {
      checkPlan(plan)
      const before = await store.plan(place)
      const act = actOf(
        by,
        'notice-plan.saved',
        place.site,
        { before: shown(before.plan), after: shown(plan) },
        now(),
      )
      if (!(await store.savePlan(place, plan, revision, act))) throw planChanged()
      return view(place)
    },
    channels: async (place) => ({ channels: (await ports.channels(place)).map(channelView) }),
    async addChannel(place, wanted, by) {
      const id = await ports.addChannel(place, wanted, by)
      return channelView(await channelOf(place, id))
    },
    async removeChannel(place, id, by) {
      await channelOf(place, id)
      await ports.removeChannel(place, id, by)
    },
    async testChannel(place, id, to, by) {
      const { notifier, kind } = await channelOf(place, id)
      const { siteName } = await ports.site(place)
      const delivery = await notifier.send(testLetter(place, ports.newId(), to, siteName, now()))
      await ports.record(place, actOf(by, 'notice.tested', id, { kind, ok: delivery.ok }, now()))
      return { ok: delivery.ok, text: delivery.ok ? delivery.receipt : delivery.reason }
    },
  }
}

/** For the ledger: who is told what, without addresses and numbers. */
const shown = (plan: NoticePlan | null): unknown =>
  plan && {
    ...plan,
    ownNumbers: plan.ownNumbers.length,
    contacts: plan.contacts.map(({ id, name, stakeholder, ways }) => ({
      id,
      name,
      stakeholder,
      channels: ways.map(({ channel }) => channel),
    })),
  }

const channelView = ({ id, kind, label }: LabelledChannel): ChannelView => ({
  id,
  kind: kind as ChannelView['kind'],
  ...label,
})

async function warningsOf(
  ports: NoticesPorts,
  place: Place,
  plan: NoticePlan,
): Promise<NoticePlanView['warnings']> {
  const [channels, own] = await Promise.all([ports.channels(place), ownOf(ports, place, plan)])
  return plan.contacts.flatMap((contact) =>
    reachOf(contact, own, isPhone(channels)).warnings.map((text) => ({ contact: contact.id, text })),
  )
}

const testLetter = (place: Place, id: string, to: string, siteName: string, at: number): Letter => ({
  customer: place.customer,
  site: place.site,
  id,
  incident: `test-${id}`,
  stage: 'test',
  severity: 'low',
  to,
  subject: `Ringfence: a test for ${siteName}`,
  text: `This is a test. Notices of ${siteName} will come this way.\n\nNothing has happened, and nothing is asked of you.`,
  acknowledge: '',
  at,
})

const channelUnknown = (): DomainError =>
  new DomainError('channel-unknown', 'There is no such channel here.', 'Look in Settings, Notifications.')

const planChanged = (): DomainError =>
  new DomainError(
    'plan-changed',
    'Somebody else has changed this plan meanwhile.',
    'Load it again, and make your change to the new one.',
  )
