/** The package brings no types; these are of the two functions used here (version 7). */
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'
  export function from(sql: string): Writable & Submittable & { readonly rowCount: number }
  export function to(sql: string): Readable & Submittable
}
