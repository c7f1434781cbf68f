import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readChecks } from '../../../src/adapters/content/checks.ts'
import { readConfigFiles } from '../../../src/adapters/system/config-files.ts'
import { sha1 } from '../../../src/adapters/system/sha1.ts'
import { audit } from '../../../src/app/flows/audit.ts'
import type { ProbeVerdict } from '../../../src/core/probe/index.ts'
import { type Block, claimBlock } from '../loopback.ts'
import { probed } from '../probe/run.ts'

/** A Kamailio that runs with a configuration of a test, which is audited too. */
export interface Plain {
  readonly address: string
  readonly block: Block
  /** How the audit judges a check by the configuration it runs with. */
  audited(check: string): string | undefined
  /** What P1 said of its first answers. */
  readonly greeted: readonly ProbeVerdict[]
  stop(): Promise<void>
}

/** `configuration` is told where it is to listen, and must answer OPTIONS; it begins with `#!KAMAILIO`. */
export async function startPlain(configuration: (address: string, block: Block) => string): Promise<Plain> {
  const block = await claimBlock()
  const address = block.address(1)
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-kamailio-'))
  const file = join(dir, 'kamailio.cfg')
  writeFileSync(file, configuration(address, block))
  const child = spawn(
    'kamailio',
    ['-f', file, '-Y', dir, '-P', join(dir, 'pid'), '-m', '16', '-M', '4', '-DD', '-E'],
    { stdio: 'ignore' },
  )
  const stop = async (): Promise<void> => {
    const gone = once(child, 'exit')
    if (child.exitCode === null && child.kill('SIGTERM')) await gone
    block.release()
    rmSync(dir, { recursive: true, force: true })
  }
  const { findings } = audit(await readChecks(), { files: await readConfigFiles([file]) }, sha1)
  for (let tries = 0; tries < 40 && child.exitCode === null; tries++) {
    const { of } = await probed(address, { only: ['P1'] })
    if (of('P1')[0]?.verdict !== 'quiet')
      return {
        address,
        block,
        audited: (id) => findings.find(({ check }) => check === id)?.status,
        greeted: of('P1'),
        stop,
      }
    await sleep(100)
  }
  await stop()
  throw new Error('Kamailio does not answer')
}
