import { concernsLegal, type Facts } from './facts.ts'
import type { Contact, NoticePlan, PlanStage, Stakeholder } from './plan.ts'

/** Who is told at a stage. Legal and compliance join by themselves when others' data may be exposed. */
export function concerned(
  { contacts, matrix }: Pick<NoticePlan, 'contacts' | 'matrix'>,
  stage: PlanStage,
  facts: Pick<Facts, 'data'>,
): Contact[] {
  const joins = concernsLegal(facts)
  const isTold = (who: Stakeholder): boolean =>
    matrix[who].includes(stage) || (joins && (who === 'legal' || who === 'compliance'))
  return contacts.filter(({ stakeholder }) => isTold(stakeholder))
}

/** Whether a number rings on the PBX of the site. `own`: numbers, and prefixes with * behind. */
const ringsHere = (number: string, own: readonly string[]): boolean =>
  own.some((each) => (each.endsWith('*') ? number.startsWith(each.slice(0, -1)) : number === each))

export interface Reach {
  /** Ways that do not lead through the phones of the site, in order. */
  readonly ways: Contact['ways']
  /** Sentences for whoever plans or sends. */
  readonly warnings: readonly string[]
}

/** How a contact can be reached without the breached phones. `isPhone`: whether a channel ends at a telephone. */
export function reachOf(
  { name, phone, ways }: Contact,
  own: readonly string[],
  isPhone: (channel: string) => boolean,
): Reach {
  const isBreached = ({ channel, to }: Contact['ways'][number]): boolean =>
    isPhone(channel) && ringsHere(to, own)
  const safe = ways.filter((way) => !isBreached(way))
  const numbers = [
    ...(phone ? [phone] : []),
    ...ways.filter(({ channel }) => isPhone(channel)).map(({ to }) => to),
  ]
  const warnings: string[] = []
  if (numbers.length > 0 && numbers.every((number) => ringsHere(number, own)))
    warnings.push(
      `The only number of ${name} rings on the phone system of this site. In a breach nobody reaches them there: add a mobile.`,
    )
  if (safe.length === 0)
    warnings.push(
      ways.length === 0
        ? `${name} has no way to be told: add one.`
        : `${name} cannot be told without the phones of this site: add another way.`,
    )
  return { ways: safe, warnings }
}
