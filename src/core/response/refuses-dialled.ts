import type { DialRule, Order } from './model.ts'

/**
 * Whether the destination part of an order refuses what was dialled: what every connector must do, in the words of its PBX.
 * An emergency number never is. The longest matching prefix decides; of equals, `pass`.
 */
export function refusesDialled(order: Pick<Order, 'emergency' | 'dial'>, dialled: string): boolean {
  if (order.dial === null || order.emergency.includes(dialled)) return false
  return longest(order.dial.refuse, dialled) > longest(order.dial.pass, dialled)
}

function longest(rules: readonly DialRule[], dialled: string): number {
  const digits = dialled.replace('+', '').length
  let best = -1
  for (const { prefix, min, max } of rules)
    if (prefix.length > best && digits >= min && digits <= max && dialled.startsWith(prefix))
      best = prefix.length
  return best
}
