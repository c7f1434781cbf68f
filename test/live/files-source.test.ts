import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LiveEvent } from '#core/calls'
import { files } from '../../src/adapters/connectors/files/index.ts'
import { readNumberingData } from '../../src/adapters/content/index.ts'
import { createCatchUp } from '../../src/app/flows/catch-up.ts'
import { SiteSettings, type Zone, zoneOf } from '../../src/core/kernel/index.ts'
import { createDialPlan, createNumbering } from '../../src/core/numbering/index.ts'

const ROW = (id: string) =>
  `"","1001","90025261234567","from-internal","","PJSIP/1001-${id}","PJSIP/carrier-${id}","Dial","","2026-03-06 21:00:00","2026-03-06 21:00:01","2026-03-06 21:01:00",60,59,"ANSWERED","DOCUMENTATION","1772830800.${id}",""\n`
const HEADER = 'start_time,end_time,duration,src_user,dst_user,callid\n'
const LINE = (id: string) => `2026-03-06 21:00:00,2026-03-06 21:01:00,60,3001,+25261234567,${id}\n`

describe('a folder of call records', () => {
  let dir: string
  const keep = { cursor: '' }
  const plan = async () =>
    createDialPlan(
      SiteSettings.parse({ country: 'US', prefixes: { outsideLine: ['9'] } }),
      createNumbering(await readNumberingData()),
    )

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ringfence-records-'))
    keep.cursor = ''
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  const open = () =>
    files.open(files.parse({ dir }), {
      now: Date.now,
      random: () => '',
      saveSettings: async () => undefined,
      cursor: {
        read: async () => keep.cursor,
        write: async (text) => {
          keep.cursor = text
        },
      },
    })
  /** Follows the folder and gathers the ids of calls as the watcher would. */
  async function follow() {
    const catchUp = createCatchUp(await plan(), zoneOf('UTC') as Zone, () => undefined)
    const events: LiveEvent[] = []
    const ids: string[] = []
    const stop = new AbortController()
    const following = open().calls?.follow((event) => {
      events.push(event)
      if (event.type === 'records') catchUp.add(event.file, event.text)
    }, stop.signal)
    const take = (): string[] => {
      ids.push(...catchUp.take().calls.map(({ id }) => id))
      return [...ids].sort()
    }
    return {
      events,
      take,
      until: (wanted: string[]) => expect.poll(take, { timeout: 20_000, interval: 100 }).toEqual(wanted),
      async end() {
        stop.abort()
        await following
        return take()
      },
    }
  }

  it('is read whatever is in it, and what comes later, each call once', async () => {
    writeFileSync(join(dir, 'Master.csv'), ROW('1'))
    writeFileSync(join(dir, 'old.csv.gz'), gzipSync(HEADER + LINE('zipped')))
    writeFileSync(join(dir, 'coming.csv.part'), HEADER + LINE('unfinished'))
    writeFileSync(join(dir, 'notes.txt'), 'nothing of use\n')
    const heard = await follow()
    await heard.until(['1772830800.1', 'zipped'])
    appendFileSync(join(dir, 'Master.csv'), ROW('2') + ROW('3').slice(0, 40))
    writeFileSync(join(dir, 'kamailio.csv'), HEADER + LINE('a'))
    await heard.until(['1772830800.1', '1772830800.2', 'a', 'zipped'])
    appendFileSync(join(dir, 'Master.csv'), ROW('3').slice(40))
    appendFileSync(join(dir, 'kamailio.csv'), LINE('b'))
    await heard.until(['1772830800.1', '1772830800.2', '1772830800.3', 'a', 'b', 'zipped'])
    expect(await heard.end()).toHaveLength(6)
  }, 60_000)

  it('is read on after a restart where it was left, also a file that was renamed', async () => {
    writeFileSync(join(dir, 'Master.csv'), ROW('1'))
    const before = await follow()
    await before.until(['1772830800.1'])
    await before.end()
    renameSync(join(dir, 'Master.csv'), join(dir, 'Master.csv.1'))
    writeFileSync(join(dir, 'Master.csv'), ROW('2'))
    const after = await follow()
    await after.until(['1772830800.2'])
    await sleep(2500)
    expect(await after.end()).toEqual(['1772830800.2'])
  }, 60_000)

  it('that vanishes is said to be lost, and to be back', async () => {
    const heard = await follow()
    await expect.poll(() => heard.events.length, { timeout: 10_000 }).toBe(1)
    rmSync(dir, { recursive: true })
    await expect
      .poll(() => heard.events.map(({ type }) => type), { timeout: 10_000 })
      .toEqual(['source-back', 'source-lost'])
    renameSync(mkdtempSync(join(tmpdir(), 'ringfence-records-')), dir)
    await expect.poll(() => heard.events.at(-1)?.type, { timeout: 10_000 }).toBe('source-back')
    await heard.end()
  }, 60_000)

  it('says of each file what it is taken for', async () => {
    writeFileSync(join(dir, 'Master.csv'), ROW('1'))
    writeFileSync(join(dir, 'notes.txt'), 'nothing of use\n')
    const report = await open().check()
    expect(report.capabilities).toEqual([])
    expect(report.reads.join('\n')).toMatch(/Master\.csv: asterisk-csv/)
    expect(report.reads.join('\n')).toMatch(/Not: notes\.txt/)
    rmSync(dir, { recursive: true })
    await expect(open().check()).rejects.toMatchObject({ code: 'records-dir-unreadable' })
  })
})
