// The package has no types of its own; what is used of it.
declare module 'net-snmp' {
  export interface Varbind {
    readonly oid: string
    readonly type?: number
    readonly value?: Buffer | number | string
  }
  export interface Session {
    get(oids: string[], done: (error: Error | null, varbinds: Varbind[]) => void): void
    set(varbinds: Varbind[], done: (error: Error | null, varbinds: Varbind[]) => void): void
    subtree(
      oid: string,
      repetitions: number,
      feed: (varbinds: Varbind[]) => void,
      done: (error: Error | null) => void,
    ): void
    on(event: 'error', listener: (error: Error) => void): void
    close(): void
  }
  export function isVarbindError(varbind: Varbind): boolean
  export function varbindError(varbind: Varbind): string
  const snmp: {
    createV3Session(
      host: string,
      user: {
        readonly name: string
        readonly level: number
        readonly authProtocol: number
        readonly authKey: string
        readonly privProtocol: number
        readonly privKey: string
      },
      options: { readonly port: number; readonly timeout: number; readonly retries: number },
    ): Session
    isVarbindError(varbind: Varbind): boolean
    varbindError(varbind: Varbind): string
    readonly ObjectType: Readonly<Record<string, number>>
    readonly SecurityLevel: Readonly<Record<string, number>>
    readonly AuthProtocols: Readonly<Record<string, number>>
    readonly PrivProtocols: Readonly<Record<string, number>>
  }
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS and has one.
  export default snmp
}
