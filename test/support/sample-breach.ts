import { generate, writeDialect } from './scenario/index.ts'

/** The files of content/samples/breach: ten extensions in New York, one month, one guessed password. */
export function sampleBreach(): { name: string; text: string }[] {
  const scenario = generate({
    seed: 2026,
    attack: 'A9',
    extensions: 10,
    country: 'US',
    timezone: 'America/New_York',
    history: true,
    ongoing: true,
  })
  return [
    ...writeDialect(scenario, 'asterisk-csv').files,
    ...writeDialect(scenario, 'asterisk-security').files,
  ]
}
