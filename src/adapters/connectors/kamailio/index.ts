// Kamailio, by its JSON-RPC, its event interface and its accounting tables: calls while they happen, and every control that the
// configuration allows. In: addresses. Out: a connection with a call source and an actuator.
// docs/guides/kamailio.md says what to prepare.
import { type CheckReport, type Connector, type ConnectorTools, createRecent } from '../kit.ts'
import { createAccounting } from './accounting.ts'
import { capabilitiesOf, createKamailioActuator } from './actuator.ts'
import { tryEvapi } from './evapi.ts'
import { type Facts, readFacts } from './facts.ts'
import { createHand, type Hand } from './hand.ts'
import { kitText } from './kamailio-kit.ts'
import { createRpc } from './rpc.ts'
import { KamailioSettings } from './settings.ts'
import { createKamailioSource } from './source.ts'

const FACTS_MS = 1000

export const kamailio: Connector = {
  kind: 'kamailio',
  parse: (settings) => KamailioSettings.parse(settings),
  open(given, tools: ConnectorTools) {
    const settings = KamailioSettings.parse(given)
    const rpc = createRpc(settings.rpc)
    const hand = createHand(rpc, tools.random)
    const facts = createRecent(() => readFacts(hand), FACTS_MS, tools.now)
    return {
      calls: createKamailioSource(settings, tools),
      actuator: createKamailioActuator({ hand, now: tools.now, facts: facts.read, changed: facts.forget }),
      check: () => check(settings, hand, tools),
      close: async () => rpc.close(),
    }
  },
}

async function check(settings: KamailioSettings, hand: Hand, tools: ConnectorTools): Promise<CheckReport> {
  const facts = await readFacts(hand)
  if (settings.evapi) await tryEvapi(settings.evapi, new AbortController().signal)
  const accounting = settings.acc === undefined ? '' : await tryAccounting(settings.acc, tools)
  const capabilities = capabilitiesOf(facts)
  return {
    product: `Kamailio ${facts.version}`,
    capabilities,
    reads: [calls(settings, facts), phones(facts), signIns(settings), accounting || NO_ACCOUNTING],
    paste: pasteOf(settings, facts),
  }
}

function pasteOf(settings: KamailioSettings, facts: Facts): string {
  const kit = kitText({
    modules: facts.modules,
    guard: !facts.guardText,
    events: settings.evapi === undefined || !facts.modules.includes('evapi'),
    emergency: ['911', '112'],
    evapi: `${new URL(settings.rpc).hostname}:8448`,
  })
  const uncalled = facts.guardText && !facts.guard
  return uncalled
    ? `# in request_route, for new requests of phones, before authentication:\nroute(RINGFENCE);\n${kit}`
    : kit
}

/** Without the kit nobody tells what was dialled: a caller writes into To what he likes. */
const FROM_TO =
  '; what was dialled is taken from the dialog variable dst_user where accounting sets one, else from To, which a caller may forge: put in the kit'

const calls = ({ evapi }: KamailioSettings, { methods, guardText }: Facts): string => {
  if (!methods.has('dlg.list'))
    return 'Not: calls in progress; wants loadmodule "dialog.so" and dlg_manage() for new INVITEs'
  const how = evapi
    ? 'Calls while they happen (events by evapi, checked against dlg.list)'
    : 'Calls in progress, looked at every second (dlg.list); give --evapi HOST:PORT to be told at once'
  return guardText ? how : `${how}${FROM_TO}`
}

const phones = ({ methods }: Facts): string =>
  methods.has('ul.dump')
    ? 'Registrations, every three seconds (ul.dump)'
    : 'Not: registrations; usrloc is not loaded here'

const signIns = ({ evapi }: KamailioSettings): string =>
  evapi
    ? 'Sign-ins and refusals, where kamailio.cfg tells of them (events auth-failed, call-new, …)'
    : 'Not: sign-ins; give --evapi HOST:PORT'

const NO_ACCOUNTING = 'Not: calls missed meanwhile; give the accounting database with --acc postgres://…'

async function tryAccounting(url: string, tools: ConnectorTools): Promise<string> {
  const accounting = createAccounting(url, tools)
  try {
    const { whole, missed } = await accounting.tables()
    return `Calls missed meanwhile (PostgreSQL: ${whole ? 'acc_cdrs' : 'rows of INVITE and BYE in acc'}${missed ? ', missed_calls' : ''})`
  } finally {
    await accounting.close()
  }
}
