import type { LiveEvent } from '#core/calls'
import type { Ami } from './ami.ts'
import type { AmiMessage } from './ami-frames.ts'

/** Phones coming and going. Asterisk says so again at every renewal; only what is new is told. */
export interface Contacts {
  /** What is registered at the beginning is no news. */
  load(ami: Ami): Promise<void>
  event(m: AmiMessage, ami: Ami): Promise<void>
}

export function createContacts(
  emit: (event: LiveEvent) => void,
  addressOf: (account: string) => string,
  now: () => number,
): Contacts {
  const known = new Map<string, string>()
  return {
    async load(ami) {
      for (const contact of await listed(ami)) known.set(contact['Uri'] ?? '', contact['Endpoint'] ?? '')
    },
    async event(m, ami) {
      const uri = m['URI'] ?? ''
      const account = m['EndpointName'] ?? m['AOR'] ?? ''
      const gone = m['ContactStatus'] === 'Removed'
      if (gone ? !known.delete(uri) : known.has(uri)) return
      if (!gone) known.set(uri, account)
      const at = now()
      const contact = gone ? undefined : (await listed(ami)).find((one) => one['Uri'] === uri)
      emit({
        type: 'registration',
        at,
        account,
        sourceIp: contact?.['ViaAddr'] || addressOf(account) || hostOf(uri),
        userAgent: contact?.['UserAgent'] ?? '',
        there: !gone,
      })
    },
  }
}

/** Empty as well when the manager user may not ask. */
const listed = (ami: Ami): Promise<readonly AmiMessage[]> =>
  ami.list({ Action: 'PJSIPShowContacts' }).catch(() => [])

const hostOf = (uri: string): string => /@\[?([\da-fA-F.:]+?)\]?(?::\d+)?(?:;|$)/.exec(uri)?.[1] ?? ''
