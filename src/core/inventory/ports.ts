import type { ConfigFile } from './model.ts'

/** What registered at a PBX. Whoever registers writes its user agent: a claim, no fact. */
export interface Registered {
  readonly account: string
  readonly address: string
  readonly userAgent: string
}

/** What a connected system tells of itself. */
export interface Inspector {
  /** Its configuration files or firewall rules, as they are now; secrets in them are measured and dropped by the inventory. */
  files(): Promise<readonly ConfigFile[]>
  registered(): Promise<readonly Registered[]>
}
