import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cli } from '../test/e2e/program.ts'
import { managers, phones } from '../test/support/asterisk/configuration.ts'
import { hasAsterisk, startPbx } from '../test/support/asterisk/pbx.ts'
import { call, carrier } from '../test/support/asterisk/sip.ts'

/**
 * Connects a real PBX to the main site and lets a guessed account call until the end; one colleague is on the phone as well.
 * Nothing is stopped by itself. Resolves when the calls are answered; the answer ends everything.
 */
export async function attack(data: string): Promise<() => Promise<void>> {
  if (!hasAsterisk) throw new Error('Asterisk or SIPp is missing: npm test fetches them')
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-attack-'))
  const [secret, site] = [join(folder, 'secret'), join(folder, 'site.yaml')]
  const pbx = await startPbx()
  const line = await carrier(pbx.carrier)
  const end = async (): Promise<void> => {
    line.stop()
    await pbx.remove()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    writeFileSync(secret, managers['ringfence']?.secret ?? '')
    writeFileSync(
      site,
      'name: Main site\ncountry: US\ntimezone: America/New_York\ncontainment: { mode: notify }\n',
    )
    await done(data, ['sites', '--site', 'main', '--settings', site])
    const to = ['--ami', `${pbx.address}:5038`, '--user', 'ringfence', '--secret-file', secret]
    await done(data, ['connect', 'asterisk', '--site', 'main', ...to])
    const of = (account: string, host: number) => ({
      account,
      password: phones[account] as string,
      from: pbx.block.address(host),
    })
    const calls = [call(pbx, of('1002', 12), '912125550100')]
    for (let n = 0; n < 7; n++) calls.push(call(pbx, of('1001', 66), `0112526123456${n}`))
    const answered = await Promise.all(calls.map((each) => each.answered))
    if (answered.includes(false)) throw new Error('A call was not answered')
    return async () => {
      for (const each of calls) each.stop()
      await end()
    }
  } catch (error) {
    await end()
    throw error
  }
}

async function done(data: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await cli(args, { data })
  if (code !== 0) throw new Error(`ringfence ${args[0]}: ${stderr}`)
}
