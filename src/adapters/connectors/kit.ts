import type { CallSource } from '#core/calls'
import type { Inspector } from '#core/inventory'
import type { Actuator, Capability } from '#core/response'

/** Settings of one connection as they are stored. Every member named `…Secret` is sealed. */
export type Settings = Readonly<Record<string, unknown>>

/** What a connector wants of the house. */
export interface ConnectorTools {
  /** UTC milliseconds. */
  readonly now: () => number
  /** `bytes` random bytes as base64url text. */
  readonly random: (bytes: number) => string
  /** Called when a control changed a secret of the connection itself. */
  readonly saveSettings: (settings: Settings) => Promise<void>
  /** Where the connection remembers how far it has read; '' the first time. */
  readonly cursor: { read(): Promise<string>; write(text: string): Promise<void> }
}

/** What was found when the connection was tried. */
export interface CheckReport {
  /** "Asterisk 22.10.1" */
  readonly product: string
  readonly capabilities: readonly Capability[]
  /** What can be read, and what cannot and why, a sentence each. */
  readonly reads: readonly string[]
  /** To paste on the system, '' when nothing is missing. */
  readonly paste: string
}

/** One connected system. */
export interface Connection {
  readonly calls?: CallSource
  readonly actuator?: Actuator
  /** What it tells of its own configuration, and what it is called in an audit. */
  readonly inspector?: { readonly name: string; readonly tells: Inspector }
  /** Tries everything. Throws a DomainError with the one reason when it cannot connect. */
  check(): Promise<CheckReport>
  close(): Promise<void>
}

/** One vendor. `parse` throws a ZodError for settings that are not understood. */
export interface Connector {
  readonly kind: string
  parse(settings: unknown): Settings
  open(settings: Settings, tools: ConnectorTools): Connection
}

/** What was read a moment ago is not read again: a lockdown asks the same of a PBX many times over. */
export interface Recent<T> {
  read(): Promise<T>
  /** Something was changed: the next one reads anew, also when a reading is under way. */
  forget(): void
}

export function createRecent<T>(read: () => Promise<T>, ms: number, now: () => number): Recent<T> {
  let last: { readonly at: number; readonly value: Promise<T> } | null = null
  const forget = (): void => {
    last = null
  }
  return {
    forget,
    read() {
      if (last && now() - last.at < ms) return last.value
      const mine = { at: now(), value: read() }
      last = mine
      mine.value.catch(() => {
        if (last === mine) forget()
      })
      return mine.value
    },
  }
}
