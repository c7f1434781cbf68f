import { expect, it } from 'vitest'
import { readByHand } from '../../src/adapters/content/index.ts'
import { ByHand } from '../../src/core/response/index.ts'

it('says for each product that cannot be connected what to do by hand, and which page says so', async () => {
  const guides = await readByHand()
  expect([...guides.keys()]).toEqual([
    '3cx',
    'cisco-ucm',
    'ringcentral',
    'teams',
    'twilio',
    'yeastar',
    'zoom',
  ])
})

it('wants one way for each control, and a page', () => {
  const step = { control: 'block-ip', do: ['Block it.'], source: 'https://example.com/' }
  const fits = (...steps: object[]) => ByHand.safeParse({ name: 'A PBX', steps }).success
  expect(fits(step)).toBe(true)
  expect([
    fits(),
    fits(step, step),
    fits({ ...step, source: 'http://example.com/' }),
    fits({ ...step, do: [] }),
  ]).toEqual([false, false, false, false])
})
