import type { Notifier } from '#core/notices'

/** What was found when the channel was tried. */
export interface ChannelReport {
  /** "mail.example.com, ESMTP Postfix" */
  readonly product: string
  readonly capabilities: readonly {
    readonly control: 'notice'
    readonly available: true
    readonly how: string
    readonly undoable: false
    readonly survivesRestart: true
    readonly keepsEmergency: true
  }[]
  readonly reads: readonly string[]
  readonly paste: ''
}

/** One opened channel. It is kept like a connection to a PBX, and neither tells of calls nor acts on them. */
export interface Channel {
  readonly calls?: undefined
  readonly actuator?: undefined
  readonly notifier: Notifier
  /** What people call it, and where it ends; no secret. */
  readonly label: { readonly name: string; readonly where: string }
  /** Tries all that can be tried without telling anybody. Throws a DomainError with the one reason. */
  check(): Promise<ChannelReport>
  close(): Promise<void>
}

/** One kind of channel. `parse` throws a ZodError for settings that are not understood. */
export interface ChannelVendor {
  readonly kind: string
  parse(settings: unknown): Readonly<Record<string, unknown>>
  open(settings: Readonly<Record<string, unknown>>): Channel
}

export const reportOf = (product: string, how: string): ChannelReport => ({
  product,
  capabilities: [
    {
      control: 'notice',
      available: true,
      how,
      undoable: false,
      survivesRestart: true,
      keepsEmergency: true,
    },
  ],
  reads: [],
  paste: '',
})

/** The way out of the house, guarded: what is inside the network is refused, no redirect is followed. */
export interface Way {
  addressOf(host: string, trusted?: boolean): Promise<string>
  post(post: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }): Promise<{
    readonly status: number
    readonly headers: Readonly<Record<string, string | string[] | undefined>>
    readonly body: string
  }>
}
