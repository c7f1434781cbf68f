/** Networks of the machine's own interfaces, in CIDR. */
export interface Surroundings {
  readonly attached: readonly string[]
  /** Texts at the reverse name of the address. */
  readonly reverse: readonly string[]
  /** What the owner of the reverse name writes there to let this installation in. */
  readonly token: string
}

export interface Ownership {
  readonly owned: boolean
  readonly because: string
}

const LOOPBACK = /^(?:127\.|::1$)/
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd])/i

/**
 * Whether an address may be probed: this machine itself, a private address in a network this machine is attached to, or a public one
 * whose reverse name says so.
 */
export function judgeOwnership(
  address: string,
  { attached, reverse, token }: Surroundings,
  isIn: (address: string, network: string) => boolean,
): Ownership {
  if (LOOPBACK.test(address)) return { owned: true, because: 'it is this machine' }
  if (PRIVATE.test(address)) {
    const network = attached.find((each) => isIn(address, each))
    return network
      ? { owned: true, because: `it is in ${network}, a private network this machine is attached to` }
      : { owned: false, because: 'it is in a private network that this machine is not attached to' }
  }
  return reverse.includes(token)
    ? { owned: true, because: 'its reverse name carries the token of this installation' }
    : { owned: false, because: `its reverse name carries no TXT record "${token}"` }
}
