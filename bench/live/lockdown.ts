import type { Pbx } from '../../test/support/asterisk/pbx.ts'
import type { BenchRow } from '../model.ts'
import { GOOD } from './bench-pbx.ts'
import { quantile, row } from './figures.ts'
import { place } from './phones.ts'
import type { Program } from './program.ts'

const SITE = '/customers/default/sites/main/controls'
const TIMES = 5

/** Everything international, at once, while a site talks: from the request to the answer, and to the last BYE. */
export async function lockdown(pbx: Pbx, ringfence: Program): Promise<BenchRow[]> {
  const answers: number[] = []
  const byes: number[] = []
  let wrong = 0
  for (let n = 0; n < TIMES; n++) {
    const calls = (dialled: string, from: number, seconds: number | null) =>
      place({
        to: pbx.address,
        from: pbx.block.address(from),
        callers: GOOD,
        dialled,
        count: 10,
        perSecond: 50,
        seconds,
      }) // prettier-ignore
    const abroad = calls('90025261234567', 12, null)
    const home = calls('912025550143', 13, 4)
    await new Promise((go) => setTimeout(go, 1500))
    const began = Date.now()
    const { controls } = (await ringfence.ask('POST', SITE, { lockdown: true })) as {
      controls: readonly { readonly id: string; readonly state: string }[]
    }
    answers.push(Date.now() - began)
    if (controls.some(({ state }) => state !== 'in-force'))
      throw new Error(`lockdown: ${JSON.stringify(controls)}`)
    byes.push(Math.max(...(await abroad.done).byes) - began)
    wrong += (await home.done).byes.length
    for (const { id } of controls) await ringfence.ask('POST', `${SITE}/${id}/undo`)
  }
  return [
    row(
      `lockdown with 20 calls up, ${TIMES} times: until all is verified, median`,
      quantile(answers, 0.5),
      'ms',
    ),
    row('the same: slowest', Math.max(...answers), 'ms'),
    row('lockdown until the last call abroad has its BYE, slowest', Math.max(...byes), 'ms'),
    row('calls at home cut by it', wrong, 'calls'),
  ]
}
