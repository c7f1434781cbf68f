// Asterisk, by its manager interface: calls while they happen, and every control that the PBX's rights allow.
// In: address, user and secret. Out: a connection with a call source and an actuator.
// docs/guides/asterisk.md says what to prepare on the PBX.
import type { CheckReport, Connector, ConnectorTools } from '../kit.ts'
import { capabilitiesOf, createAsteriskActuator } from './actuator.ts'
import { readFacts } from './facts.ts'
import { createHand, type Hand } from './hand.ts'
import { kitText } from './pbx-kit.ts'
import { AsteriskSettings } from './settings.ts'
import { createAsteriskSource } from './source.ts'

export const asterisk: Connector = {
  kind: 'asterisk',
  parse: (settings) => AsteriskSettings.parse(settings),
  open(given, tools: ConnectorTools) {
    const settings = AsteriskSettings.parse(given)
    const hand = createHand(settings)
    return {
      calls: createAsteriskSource(settings, tools),
      actuator: createAsteriskActuator({ hand, tools, settings, facts: () => readFacts(hand) }),
      check: () => check(settings, hand),
      close: async () => hand.close(),
    }
  },
}

async function check(settings: AsteriskSettings, hand: Hand): Promise<CheckReport> {
  const own = await hand.ownAddress()
  const facts = await readFacts(hand)
  const contexts = [...new Set(facts.phones.map(({ context }) => context))]
  const capabilities = capabilitiesOf(facts)
  const wanted = new Set(capabilities.filter(({ available }) => !available).map(({ control }) => control))
  return {
    product: facts.version === '' ? 'Asterisk' : `Asterisk ${facts.version}`,
    capabilities,
    reads: [
      'Calls, sign-ins and registrations while they happen (AMI)',
      facts.maySee
        ? 'Calls that were already up when Ringfence connects (CoreShowChannels)'
        : 'Not: calls already up when Ringfence connects; wants write=reporting',
      settings.cdr
        ? `Calls missed meanwhile (${settings.cdr})`
        : 'Not: calls missed meanwhile; give the record file with --cdr',
    ],
    paste: kitText({
      user: !facts.mayAct,
      sorcery: wanted.has('bar-account') || wanted.has('block-ip'),
      guard: wanted.has('bar-account') || wanted.has('block-destination'),
      contexts,
      emergency: ['911', '112'],
      address: own,
    }),
  }
}
