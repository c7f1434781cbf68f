import { DomainError, nearest } from '#core/kernel'

export interface Template {
  readonly subject: string
  readonly body: string
}

/** The words a template may use, and what each stands for. */
export const placeholders = {
  incident: 'what is going on, in a line',
  site: 'name of the site',
  customer: 'name of the customer',
  severity: 'critical, high, medium or low',
  state: 'still going on, or when it ended',
  began: 'when it began, by the clock of the site',
  noticed: 'when it was noticed',
  ended: 'when it ended; empty while it goes on',
  loss: 'money lost so far: likely, with the range',
  rate: 'money lost a minute now; empty when it has stopped',
  accounts: 'accounts that were used',
  data: 'kinds of data that may be exposed',
  ask: 'what is asked of this recipient',
  note: 'what the sender adds',
  next: 'when the next update comes',
  reference: 'the id of the incident',
} as const
export type Placeholder = keyof typeof placeholders
export type Values = Readonly<Record<Placeholder, string>>

const WORD = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Throws `template-invalid` for a word that means nothing. */
export function checkTemplate({ subject, body }: Template): void {
  for (const [, word = ''] of `${subject}\n${body}`.matchAll(WORD)) {
    if (word in placeholders) continue
    const near = nearest(word, Object.keys(placeholders))
    throw new DomainError(
      'template-invalid',
      `{{${word}}} means nothing in a template${near ? `: did you mean {{${near}}}?` : ''}`,
      `Use ${Object.keys(placeholders)
        .map((name) => `{{${name}}}`)
        .join(', ')}.`,
    )
  }
}

/** A line whose words are all empty is left out: no "Ended:" while it goes on. */
export function fill({ subject, body }: Template, values: Values): { subject: string; text: string } {
  const lines = body.split('\n').flatMap((line) => {
    const words = [...line.matchAll(WORD)].map(([, word = '']) => values[word as Placeholder] ?? '')
    return words.length > 0 && words.every((value) => value === '') ? [] : [put(line, values)]
  })
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return { subject: put(subject, values).replace(/\s+/g, ' ').trim(), text }
}

const put = (line: string, values: Values): string =>
  line.replace(WORD, (_found, word: string) => values[word as Placeholder] ?? '')
