import { networkRange, parseAddress, prefixLength } from '../addresses.ts'
import type { InterfaceFact } from '../model.ts'

export type Network = InterfaceFact['networks'][number]

/** "10.0.20.1/24", or an address and its mask. */
export function networkOf(text: string, mask?: string): Network | null {
  const [host = '', length = mask] = text.split('/')
  const address = parseAddress(host)
  const bits = address && length !== undefined ? prefixLength(length, address.family) : null
  if (!address || bits === null) return null
  return {
    family: address.family,
    address: address.value,
    network: networkRange(address.value, bits, address.family),
  }
}

export const holds = (network: Network, text: string): boolean => {
  const address = parseAddress(text)
  return (
    address?.family === network.family &&
    address.value >= network.network[0] &&
    address.value <= network.network[1]
  )
}
