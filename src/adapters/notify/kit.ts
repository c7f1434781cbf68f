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

/** What a channel needs to find its receiver: the guard against addresses inside the network. */
export interface Way {
  addressOf(host: string, trusted?: boolean): Promise<string>
}
