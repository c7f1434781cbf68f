import { expect, it } from 'vitest'
import { readNumberingData } from '../../adapters/content/index.ts'
import { createNumbering } from './numbering.ts'
import { ownTollFree } from './own-toll-free.ts'

const numbering = createNumbering(await readNumberingData())

it.each([
  ['08002740958', '49', 498002740958],
  ['498002740958', '49', 498002740958],
  ['+49 800 2740958', '49', 498002740958],
  ['1800857797', '61', 611800857797],
  ['8004499538', '1', 18004499538],
  ['18004499538', '1', 18004499538],
  ['4930123456', '49', 0],
  ['7024441234', '1', 0],
  ['', '1', 0],
])('reads %s, as a trunk into +%s writes it, as %d', (written, callingCode, e164) => {
  expect(ownTollFree(written, callingCode, numbering)).toBe(e164)
})
