import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sampleBreach } from '../support/sample-breach.ts'

const folder = new URL('../../content/samples/breach/', import.meta.url)

test('the sample breach is what the scenario generator makes; UPDATE_SAMPLE=1 writes it anew', () => {
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of sampleBreach()) {
    if (process.env['UPDATE_SAMPLE']) writeFileSync(new URL(name, folder), text)
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text)
  }
})
