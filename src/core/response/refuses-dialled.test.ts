import { describe, expect, it } from 'vitest'
import { ANY_LENGTH, Order } from './model.ts'
import { refusesDialled } from './refuses-dialled.ts'

const order = Order.parse({
  id: 'c1',
  kind: 'block-destination',
  target: '+1876',
  emergency: ['911', '9911', '876'],
  dial: {
    refuse: [
      { prefix: '+1876', min: 0, max: ANY_LENGTH },
      { prefix: '876', min: 10, max: 10 },
      { prefix: '9', min: 0, max: ANY_LENGTH },
    ],
    pass: [{ prefix: '91', min: 0, max: ANY_LENGTH }],
  },
})

describe('what an order refuses of what is dialled', () => {
  it('follows the longest matching prefix', () => {
    expect(refusesDialled(order, '+18765551234')).toBe(true)
    expect(refusesDialled(order, '92025551234')).toBe(true)
    expect(refusesDialled(order, '912025551234')).toBe(false)
    expect(refusesDialled(order, '2025551234')).toBe(false)
  })

  it('leaves shorter and longer numbers alone where a rule says how many digits it wants', () => {
    expect(refusesDialled(order, '8765551234')).toBe(true)
    expect(refusesDialled(order, '8765551')).toBe(false)
    expect(refusesDialled(order, '87655512345')).toBe(false)
  })

  it('never refuses an emergency number, also where a prefix covers it', () => {
    expect(order.emergency.filter((number) => refusesDialled(order, number))).toEqual([])
  })

  it('refuses nothing when it is not about destinations', () => {
    expect(refusesDialled({ ...order, dial: null }, '+18765551234')).toBe(false)
  })
})
