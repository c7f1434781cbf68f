const ADDRESS = /(?:^|<|\s)sips?:([^@;>?\s]+)@/i

/** Who stands in a SIP address (RFC 3261 §19.1): `"Ann" <sip:218@pbx.example;tag=1>` → 218. Anything else stays as it is. */
export function userOf(field: string): string {
  const user = ADDRESS.exec(field)?.[1]
  return user === undefined ? field : user.replace(/%2b/gi, '+').replace(/%23/g, '#').replace(/:.*$/, '')
}
