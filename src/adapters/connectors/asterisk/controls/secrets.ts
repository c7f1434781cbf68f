import { DomainError } from '#core/kernel'
import { editConfig, readConfig } from '../config-files.ts'
import { authOf } from './bar-account.ts'
import { type Control, observed, type Reach } from './control.ts'

interface Before {
  /** Section of a file, or key in the database. */
  readonly name: string
  /** In the database, '' for pjsip.conf; of a manager user the file. */
  readonly family: string
  /** What stood there: the value of the database (null: nothing) or of the file. */
  readonly had: string | null
  readonly next: string
  /** What is written: the new secret itself, or the whole shadow with it. */
  readonly value: string
}

const SECRET_BYTES = 24
const MASK = '••••••'

/** A new SIP secret. The phone is out, for emergency calls too, until it has the new one. */
export const rotateSecret: Control<Before> = {
  capability: (facts) => {
    const available = facts.mayAct && (facts.shadow.auth !== '' || facts.mayChangeSections)
    return {
      available,
      how:
        facts.shadow.auth === '' && !facts.layout.generated
          ? 'UpdateConfig in pjsip.conf'
          : `AstDB ${facts.shadow.auth || 'ps_auths/auth'} before the file`,
      ...(available
        ? {}
        : {
            missing:
              'sorcery.conf: [res_pjsip] auth=astdb,ps_auths before auth=config,pjsip.conf,criteria=type=auth',
          }),
      undoable: true,
      survivesRestart: true,
      keepsEmergency: false,
    }
  },
  async plan(order, reach) {
    const facts = await reach.facts()
    const name = authOf(facts, order.target)
    const auth = (await reach.hand.list({ Action: 'PJSIPShowAuths' })).find((m) => m['ObjectName'] === name)
    const family = facts.shadow.auth
    const next = reach.tools.random(SECRET_BYTES)
    const shadow = { auth_type: 'userpass', username: auth?.['Username'] || name, password: next }
    return {
      summary: `Give ${order.target} a new secret; its phone must be provisioned again`,
      steps: [
        family === ''
          ? `pjsip.conf [${name}] type=auth: password=${MASK}`
          : `database put ${family} ${name} ${MASK}`,
      ],
      before: {
        name,
        family,
        had: family === '' ? (auth?.['Password'] ?? '') : await reach.hand.dbGet(family, name),
        next,
        value: family === '' ? next : JSON.stringify(shadow),
      },
    }
  },
  apply: (_, before, reach) => write(before, before.value, reach),
  observe: async (_, { name, next }, { hand }) =>
    observed([
      (await hand.list({ Action: 'PJSIPShowAuths' })).some(
        (m) => m['ObjectName'] === name && m['Password'] === next,
      ),
    ]),
  undo: (_, before, reach) => write(before, before.had, reach),
}

async function write({ name, family }: Before, value: string | null, { hand }: Reach): Promise<void> {
  if (family !== '' && value === null) await hand.dbDel(family, name)
  else if (family !== '') await hand.dbPut(family, name, value as string)
  else
    await editConfig(hand, 'pjsip.conf', 'res_pjsip.so', [
      { action: 'Update', category: name, type: 'auth', variable: 'password', value: value as string },
    ])
}

/** A new secret for a manager user, our own too: the stored connection is changed with it, and the session stays. */
export const rotateAdminSecret: Control<Before> = {
  capability: (facts) => ({
    available: facts.mayConfigure && facts.mayAct,
    how: `UpdateConfig in ${facts.layout.managers}`,
    ...(facts.mayConfigure && facts.mayAct
      ? {}
      : { missing: 'manager.conf: write=system,call,reporting,config' }),
    undoable: true,
    survivesRestart: true,
    keepsEmergency: true,
  }),
  async plan(order, reach) {
    const { managers } = (await reach.facts()).layout
    const had = await secretOf(order.target, managers, reach)
    if (had === null)
      throw new DomainError(
        'account-unknown',
        `There is no manager user "${order.target}" in ${managers}`,
        'See the names with: asterisk -rx "manager show users". Users of other files belong to the program that writes those.',
      )
    const next = reach.tools.random(SECRET_BYTES)
    return {
      summary: `Give the manager user ${order.target} a new secret`,
      steps: [`${managers} [${order.target}]: secret=${MASK}`],
      before: { name: order.target, family: managers, had, next, value: next },
    }
  },
  apply: (_, before, reach) => writeAdmin(before, before.next, reach),
  observe: async (_, { name, family, next }, reach) =>
    observed([(await secretOf(name, family, reach)) === next]),
  undo: (_, before, reach) => writeAdmin(before, before.had ?? '', reach),
}

async function secretOf(user: string, file: string, { hand }: Reach): Promise<string | null> {
  const section = (await readConfig(hand, file || 'manager.conf')).find(({ name }) => name === user)
  return section?.lines.find(([key]) => key === 'secret')?.[1] ?? null
}

async function writeAdmin(before: Before, secret: string, reach: Reach): Promise<void> {
  const { name: user, had, next } = before
  const file = before.family || 'manager.conf'
  const { otherSecret: _, ...settings } = reach.settings
  const isOwn = user === settings.user
  if ((await secretOf(user, file, reach)) !== secret) {
    // Whatever happens in between, one of the two lets us in again.
    const other = secret === next ? (had ?? '') : next
    if (isOwn) await reach.tools.saveSettings({ ...settings, secret: other, otherSecret: secret })
    await editConfig(reach.hand, file, 'manager', [
      { action: 'Update', category: user, variable: 'secret', value: secret },
    ])
  }
  if (isOwn) await reach.tools.saveSettings({ ...settings, secret })
}
