import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { type DataOption, dataFolder } from './compose-data.ts'

/** Who works from a shell of this machine, as the ledger names them. */
export const systemActor = (): string => `system:${userInfo().username}@${hostname()}`

/** Where a running server of this data directory listens for its own machine. */
export const localSocket = (options: DataOption): string => join(dataFolder(options), 'ringfence.sock')
