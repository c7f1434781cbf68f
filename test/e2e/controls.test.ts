import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withData } from '../support/connected.ts'
import { canFilter, createWire, type Wire } from '../support/namespaces.ts'
import { built, cli, freshData, serve } from './program.ts'

const problem = await canFilter()
if (problem !== null) console.warn(`SKIPPED: contain, controls, undo: ${problem}`)

const BAD = '192.0.2.66'
interface Listed {
  readonly controls: readonly {
    id: string
    kind: string
    target: string
    state: string
    verified: boolean
    error: string | null
  }[]
}

describe.skipIf(problem !== null)('contain, controls and undo', () => {
  const data = freshData()
  let wire: Wire
  const ringfence = async (
    ...args: string[]
  ): Promise<{ code: number | null; json: Listed; stderr: string }> => {
    const { code, stdout, stderr } = await cli([...args, '--json'], { data })
    return { code, json: stdout === '' ? { controls: [] } : (JSON.parse(stdout) as Listed), stderr }
  }

  beforeAll(async () => {
    await built()
    wire = await createWire([BAD])
    await mkdir(data, { recursive: true })
    await withData(data, (connections) =>
      connections.add(
        { customer: 'default', site: 'branch' },
        'nftables',
        { netns: wire.pbx },
        'system:test',
      ),
    )
  }, 120_000)
  afterAll(async () => {
    await wire?.close()
    await rm(data, { recursive: true, force: true })
  })

  const cycle = async (): Promise<void> => {
    const planned = await ringfence('contain', '--site', 'branch', '--ip', BAD, '--plan')
    expect(planned).toMatchObject({
      code: 0,
      json: {
        controls: [
          { kind: 'block-ip', target: BAD, state: 'planned', preview: { fraudCalls: 0, legitimateCalls: 0 } },
        ],
      },
    })
    expect(await wire.reaches(BAD)).toBe(true)
    expect((await ringfence('controls')).json.controls).toEqual([])

    const done = await ringfence('contain', '--site', 'branch', '--ip', BAD, '--approve', '--for', '24h')
    expect(done).toMatchObject({
      code: 0,
      json: { controls: [{ state: 'in-force', verified: true, error: null }] },
    })
    expect(await wire.reaches(BAD)).toBe(false)
    const [control] = done.json.controls
    expect((await ringfence('controls')).json.controls).toMatchObject([
      { id: control?.id, state: 'in-force', verified: true },
    ])

    const undone = await ringfence('undo', control?.id ?? '')
    expect(undone).toMatchObject({ code: 0, json: { controls: [{ state: 'undone' }] } })
    expect(await wire.reaches(BAD)).toBe(true)
    expect((await ringfence('controls')).json.controls).toEqual([])
  }

  it('work on their own, with no server', async () => {
    await cycle()
  }, 120_000)

  it('say what they cannot do, and how it is called', async () => {
    expect(await ringfence('contain', '--site', 'branch')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing-to-contain'),
    })
    expect(await ringfence('contain', '--site', 'branch', '--account', '1001', '--approve')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('control-unavailable'),
    })
    expect(await ringfence('contain', '--site', 'nowhere', '--ip', BAD)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('unknown-site'),
    })
    expect(await ringfence('undo', 'no-such-id')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('control-unknown'),
    })
    expect(await ringfence('contain', '--site', 'branch', '--ip', '192.0.2.1', '--approve')).toMatchObject({
      code: 1,
      json: { controls: [{ state: 'failed', error: expect.stringContaining('the firewall itself') }] },
    })
  }, 120_000)

  it('work through a running server and its open connections, whose socket only its owner may open', async () => {
    const server = await serve(data)
    try {
      const socket = join(data, 'ringfence.sock')
      expect((await stat(socket)).mode & 0o777).toBe(0o600)
      await cycle()
      // The server looks after what is in force: a flushed firewall is put right without anybody asking.
      const { json } = await ringfence('contain', '--site', 'branch', '--ip', BAD, '--approve')
      await wire.run('nft', 'flush', 'ruleset')
      await expect.poll(() => wire.reaches(BAD), { timeout: 20_000, interval: 300 }).toBe(false)
      await ringfence('undo', json.controls[0]?.id ?? '')
    } finally {
      await server.stop()
    }
    await expect(stat(join(data, 'ringfence.sock'))).rejects.toThrow()
  }, 120_000)

  it('a socket that a killed server left behind is nobody', async () => {
    await writeFile(join(data, 'ringfence.sock'), '')
    expect((await ringfence('controls')).json.controls).toEqual([])
  }, 60_000)
})
