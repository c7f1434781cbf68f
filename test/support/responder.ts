import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { readNumberingData } from '../../src/adapters/content/index.ts'
import { controlStore } from '../../src/adapters/storage/controls.ts'
import { openSecrets } from '../../src/adapters/system/secrets.ts'
import type { ContainRequest } from '../../src/app/flows/respond/plan.ts'
import type { Hand, ResponsePorts } from '../../src/app/flows/respond/ports.ts'
import { createResponder, type Responder } from '../../src/app/flows/respond/responder.ts'
import { SiteSettings } from '../../src/core/kernel/index.ts'
import { createNumbering } from '../../src/core/numbering/index.ts'
import type { PastCall } from '../../src/core/response/index.ts'

export const HOME = { customer: 'default', site: 'main' }

export interface Desk {
  readonly responder: Responder
  readonly ports: ResponsePorts
  /** Moves the clock on. */
  later(ms: number): void
}

/** The real flows over a real database, with the connections of the test and a clock it moves. */
export async function createDesk(
  { pool, dataDir }: { pool: pg.Pool; dataDir: string },
  hands: readonly Hand[],
  given: { past?: Promise<readonly PastCall[]>; approvals?: number } = {},
): Promise<Desk> {
  let ahead = 0
  const settings = SiteSettings.parse({ country: 'US', prefixes: { outsideLine: ['9'] } })
  const limits = { accounts: 3, trunks: 1, legitimateShare: 20 }
  const ports: ResponsePorts = {
    store: controlStore(pool),
    hands: async () => hands,
    site: async () => ({ settings, approvals: given.approvals ?? 1, limits, keep: [] }),
    numbering: createNumbering(await readNumberingData()),
    past: async () => given.past ?? [],
    secrets: await openSecrets(dataDir),
    newId: randomUUID,
    now: () => Date.now() + ahead,
    sleep: (ms) => sleep(ms, undefined, { ref: false }),
  }
  return {
    ports,
    responder: createResponder(ports),
    later(ms) {
      ahead += ms
    },
  }
}

/** What a person asks for, with everything not said left out. */
export const wanted = (given: Partial<ContainRequest>): ContainRequest => ({
  ...HOME,
  accounts: [],
  prefixes: [],
  ips: [],
  international: false,
  lockdown: false,
  others: [],
  lastsMs: 3_600_000,
  reason: '',
  confirmed: false,
  automatic: false,
  by: 'system:test',
  ...given,
})
