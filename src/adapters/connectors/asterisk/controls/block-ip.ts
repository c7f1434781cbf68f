import { isIPv4 } from 'node:net'
import { type Edit, editConfig, readConfig } from '../config-files.ts'
import type { Facts } from '../facts.ts'
import { stock } from '../layout.ts'
import { type Control, observed, type Reach } from './control.ts'

interface Before {
  readonly family: string
  readonly name: string
  readonly deny: string
  readonly file: string
  /** It stood there before. */
  readonly had: boolean
}

/** The PBX takes no SIP from an address. It still hears it: a firewall in front is better where there is one. */
export const blockIp: Control<Before> = {
  capability: (facts) => {
    const available = facts.mayAct && (facts.shadow.acl !== '' || facts.mayConfigure)
    return {
      available,
      how:
        facts.shadow.acl === ''
          ? `type=acl in ${facts.layout.pjsip} by UpdateConfig`
          : `AstDB ${facts.shadow.acl}, PJSIP's own access list`,
      ...(available
        ? {}
        : { missing: 'sorcery.conf:\n[acl]\nacl=astdb,ps_acls\nacl=config,pjsip.conf,criteria=type=acl' }),
      undoable: true,
      survivesRestart: true,
      keepsEmergency: true,
    }
  },
  async plan(order, reach) {
    const { shadow, layout }: Facts = await reach.facts()
    const name = `ringfence-${order.target.replace(/[^\da-fA-F]/g, '-')}`
    const deny = withMask(order.target)
    const step =
      shadow.acl === ''
        ? `${layout.pjsip} [${name}] type=acl: deny=${deny}`
        : `database put ${shadow.acl} ${name} deny=${deny}`
    return {
      summary: `Refuse SIP from ${order.target}`,
      steps: [step],
      before: {
        family: shadow.acl,
        name,
        deny,
        file: layout.pjsip,
        had:
          shadow.acl === ''
            ? await inFile(name, layout.pjsip, reach)
            : (await reach.hand.dbGet(shadow.acl, name)) !== null,
      },
    }
  },
  async apply(order, before, reach) {
    const { family, name, deny, file = stock.pjsip } = before
    if (family !== '') return reach.hand.dbPut(family, name, JSON.stringify({ deny }))
    if ((await blockIp.observe(order, before, reach)) === 'in-force') return
    const edits: Edit[] = [
      { action: 'NewCat', category: name },
      { action: 'Append', category: name, variable: 'type', value: 'acl' },
      { action: 'Append', category: name, variable: 'deny', value: deny },
    ]
    await editConfig(reach.hand, file, 'res_pjsip.so', edits)
  },
  observe: async (_, { family, name, deny, file = stock.pjsip }, reach) => {
    if (family !== '') return observed([(await reach.hand.dbGet(family, name)) === JSON.stringify({ deny })])
    return observed([await inFile(name, file, reach)])
  },
  async undo(_, { family, name, file = stock.pjsip, had = false }, reach) {
    if (had) return
    if (family !== '') return reach.hand.dbDel(family, name)
    if (await inFile(name, file, reach))
      await editConfig(reach.hand, file, 'res_pjsip.so', [{ action: 'DelCat', category: name }])
  },
}

const inFile = async (name: string, file: string, { hand }: Reach): Promise<boolean> =>
  (await readConfig(hand, file)).some((section) => section.name === name)

/** Asterisk wants a netmask behind every address. */
function withMask(target: string): string {
  const [address = '', bits] = target.split('/')
  if (!isIPv4(address)) return `${address}/${bits ?? 128}`
  const ones = Number(bits ?? 32)
  const mask = [0, 8, 16, 24].map((at) => 256 - 2 ** (8 - Math.max(0, Math.min(8, ones - at))))
  return `${address}/${mask.join('.')}`
}
