import snmp, { type Session, type Varbind } from 'net-snmp'
import { DomainError } from '#core/kernel'
import type { SwitchSettings } from './settings.ts'

/** A value to be written. */
export interface Written {
  readonly oid: string
  readonly type: 'Integer' | 'Gauge' | 'OctetString'
  readonly value: number | Buffer
}

/** Questions to one agent; each gives up by itself within seconds. */
export interface Snmp {
  get(oid: string): Promise<Varbind['value']>
  /** What stands below an OID: the rest of the OID → the value. */
  walk(oid: string): Promise<ReadonlyMap<string, Varbind['value']>>
  /** All of it or nothing, as the agent answers for. */
  set(written: readonly Written[]): Promise<void>
  close(): void
}

const TIMEOUT_MS = 1500
const RETRIES = 2
const AT_ONCE = 20

export function createSnmp(settings: SwitchSettings): Snmp {
  let open: Session | null = null
  const session = (): Session => {
    if (open) return open
    open = snmp.createV3Session(settings.host, userOf(settings), {
      port: settings.port,
      timeout: TIMEOUT_MS,
      retries: RETRIES,
    })
    open.on('error', () => undefined)
    return open
  }
  /** After a failure everything is agreed anew: an agent that was restarted counts its boots and its time from there. */
  const asked = <T>(
    ask: (session: Session, done: (error: Error | null, answer: T) => void) => void,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      ask(session(), (error, answer) => {
        if (!error) return resolve(answer)
        open?.close()
        open = null
        reject(refused(settings, error))
      })
    })
  const checked = (varbinds: readonly Varbind[]): Varbind => {
    const [first] = varbinds
    if (first && !snmp.isVarbindError(first)) return first
    throw refused(settings, new Error(first ? snmp.varbindError(first) : 'an empty answer'))
  }
  return {
    async get(oid) {
      return checked(await asked<Varbind[]>((one, done) => one.get([oid], done))).value
    },
    async walk(oid) {
      const found = new Map<string, Varbind['value']>()
      await asked<undefined>((one, done) =>
        one.subtree(
          oid,
          AT_ONCE,
          (varbinds) => {
            for (const each of varbinds)
              if (!snmp.isVarbindError(each)) found.set(each.oid.slice(oid.length + 1), each.value)
          },
          (error) => done(error, undefined),
        ),
      )
      return found
    },
    async set(written) {
      const values = written.map((one) => ({ ...one, type: snmp.ObjectType[one.type] as number }))
      for (const varbind of await asked<Varbind[]>((one, done) => one.set(values, done))) checked([varbind])
    },
    close() {
      open?.close()
      open = null
    },
  }
}

const userOf = ({ user, auth, authSecret, priv, privSecret }: SwitchSettings) => ({
  name: user,
  level: snmp.SecurityLevel['authPriv'] as number,
  authProtocol: snmp.AuthProtocols[auth] as number,
  authKey: authSecret,
  privProtocol: snmp.PrivProtocols[priv] as number,
  privKey: privSecret,
})

function refused({ host, port, user }: SwitchSettings, error: Error): DomainError {
  const said = error.message
  if (/timed out/i.test(said))
    return new DomainError(
      'switch-silent',
      `The switch does not answer SNMP at ${host} port ${port}`,
      'See that its SNMPv3 agent is on and lets this machine in. Agents are silent, too, when the privacy secret is wrong.',
      error,
    )
  if (/unknown user|wrong digest|digest|decrypt|security level/i.test(said))
    return new DomainError(
      'switch-login-refused',
      `The switch does not accept the SNMPv3 user ${user}: ${said}`,
      'Compare the user, both secrets and the two protocols with what the switch has.',
      error,
    )
  return new DomainError(
    'switch-refused',
    `The switch refuses: ${said}`,
    'Give the SNMPv3 user write access to IF-MIB (ifAdminStatus) and, for quarantine, to Q-BRIDGE-MIB, as snmpd does with "rwuser".',
    error,
  )
}
