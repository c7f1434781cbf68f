import { isIPv4 } from 'node:net'
import { type Edit, editConfig, readConfig } from '../config-files.ts'
import type { Facts } from '../facts.ts'
import { type Control, observed, type Reach } from './control.ts'

interface Before {
  readonly family: string
  readonly name: string
  readonly deny: string
}

/** The PBX takes no SIP from an address. It still hears it: a firewall in front is better where there is one. */
export const blockIp: Control<Before> = {
  capability: (facts) => {
    const available = facts.mayAct && (facts.shadow.acl !== '' || facts.mayConfigure)
    return {
      available,
      how:
        facts.shadow.acl === ''
          ? 'type=acl in pjsip.conf by UpdateConfig'
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
    const { shadow }: Facts = await reach.facts()
    const name = `ringfence-${order.target.replace(/[^\da-fA-F]/g, '-')}`
    const deny = withMask(order.target)
    const step =
      shadow.acl === ''
        ? `pjsip.conf [${name}] type=acl: deny=${deny}`
        : `database put ${shadow.acl} ${name} deny=${deny}`
    return {
      summary: `Refuse SIP from ${order.target}`,
      steps: [step],
      before: { family: shadow.acl, name, deny },
    }
  },
  async apply(order, before, reach) {
    const { family, name, deny } = before
    if (family !== '') return reach.hand.dbPut(family, name, JSON.stringify({ deny }))
    if ((await blockIp.observe(order, before, reach)) === 'in-force') return
    const edits: Edit[] = [
      { action: 'NewCat', category: name },
      { action: 'Append', category: name, variable: 'type', value: 'acl' },
      { action: 'Append', category: name, variable: 'deny', value: deny },
    ]
    await editConfig(reach.hand, 'pjsip.conf', 'res_pjsip.so', edits)
  },
  observe: async (_, { family, name, deny }, reach) => {
    if (family !== '') return observed([(await reach.hand.dbGet(family, name)) === JSON.stringify({ deny })])
    return observed([await inFile(name, reach)])
  },
  async undo(_, { family, name }, reach) {
    if (family !== '') return reach.hand.dbDel(family, name)
    if (await inFile(name, reach))
      await editConfig(reach.hand, 'pjsip.conf', 'res_pjsip.so', [{ action: 'DelCat', category: name }])
  },
}

const inFile = async (name: string, { hand }: Reach): Promise<boolean> =>
  (await readConfig(hand, 'pjsip.conf')).some((section) => section.name === name)

/** Asterisk wants a netmask behind every address. */
function withMask(target: string): string {
  const [address = '', bits] = target.split('/')
  if (!isIPv4(address)) return `${address}/${bits ?? 128}`
  const ones = Number(bits ?? 32)
  const mask = [0, 8, 16, 24].map((at) => 256 - 2 ** (8 - Math.max(0, Math.min(8, ones - at))))
  return `${address}/${mask.join('.')}`
}
