import type { AttackKind } from '../model.ts'
import { fast, medium, slow, subscription } from './accounts.ts'
import {
  adminCompromise,
  bruteForce,
  callSelling,
  domesticPumping,
  prefixScan,
  trunkCredentials,
} from './break-in.ts'
import type { Plan } from './plan.ts'
import { callForward, dialThrough, flood, tollFreePumping, wangiri } from './through.ts'

export const attacks: Record<AttackKind, (plan: Plan) => void> = {
  A1: fast,
  A2: medium,
  A3: slow,
  A4: callForward,
  A5: dialThrough,
  A6: wangiri,
  A7: domesticPumping,
  A8: tollFreePumping,
  A9: bruteForce,
  A10: prefixScan,
  A11: adminCompromise,
  A12: trunkCredentials,
  A13: subscription,
  A14: callSelling,
  A15: flood,
  // The calls are all honest; only the invoice is not (invoice.ts).
  A16: () => undefined,
}
