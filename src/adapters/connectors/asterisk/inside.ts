// The guard inside the contexts that phones enter, for a PBX whose phones are written by a program. Everything that is dialled there
// passes it: by phones, by forwards and follow-me (Local/…@from-internal), by transfers, by DISA.
import type { Edit, Section } from './config-files.ts'
import { type Entrance, PATTERNS } from './entrances.ts'
import type { Facts } from './facts.ts'
import { doorOf, GUARD, isDoor, type KitNeeds } from './pbx-kit.ts'

/** Sections of the dial plan with their lines, key and value. */
type Sections = readonly (readonly [
  name: string,
  lines: readonly (readonly [key: string, value: string])[],
])[]

/** In front of a context its own patterns; behind them the same includes as before, in the same order. */
function insideSections(entrances: readonly Entrance[]): Sections {
  const names = new Set(entrances.map(({ name }) => name))
  return entrances
    .filter(({ guarded }) => !guarded)
    .flatMap(({ name, includes }) => [
      [
        doorOf(name),
        [
          ...includes.map((one) => ['include', names.has(one) ? doorOf(one) : one] as const),
          ['exten', `h,1,Goto(${name},h,1)`] as const,
        ],
      ] as const,
      [name, guardedLines(name).map((line) => ['exten', line] as const)] as const,
    ])
}

const guardedLines = (context: string): string[] =>
  PATTERNS.flatMap((pattern) => [
    `${pattern},1,GoSub(${GUARD},s,1(\${FILTER(+*#0123456789,\${EXTEN})}))`,
    `${pattern},2,Goto(${doorOf(context)},\${EXTEN},1)`,
  ])

/** The same as text to paste. */
const insideText = (entrances: readonly Entrance[]): string =>
  insideSections(entrances)
    .map(([name, lines]) =>
      [`[${name}]`, ...lines.map(([key, value]) => `${key} => ${value}`), ''].join('\n'),
    )
    .join('')

/** What the kit says of it; nothing for a stock PBX. */
export const insideKit = ({ layout, entrances }: Facts): Pick<KitNeeds, 'inside'> =>
  layout.generated
    ? { inside: { dialPlan: layout.dialPlan, managers: layout.managers, text: insideText(entrances) } }
    : {}

/** What puts the guard inside, beside what stands in the file already. */
export function insideEdits(there: readonly Section[], facts: Facts): Edit[] {
  const names = new Set(there.map(({ name }) => name))
  return insideSections(facts.entrances).flatMap(([category, lines]) => {
    const again = isDoor(category) && names.has(category)
    const had = again ? new Set<string>() : valuesIn(there, category)
    return [
      ...(again ? [{ action: 'DelCat', category } as const] : []),
      ...(again || !names.has(category) ? [{ action: 'NewCat', category } as const] : []),
      ...lines
        .filter(([, value]) => !had.has(value))
        .map(([variable, value]): Edit => ({ action: 'Append', category, variable, value: `>${value}` })),
    ]
  })
}

/** What takes it out of the contexts again; a section that holds nothing more goes too. */
export const insideOut = (there: readonly Section[], { entrances }: Facts): Edit[] =>
  entrances.flatMap(({ name }): Edit[] => {
    const had = valuesIn(there, name)
    const ours = guardedLines(name).filter((line) => had.has(line))
    if (ours.length === 0) return []
    if (ours.length === had.size) return [{ action: 'DelCat', category: name }]
    return ours.map((match) => ({ action: 'Delete', category: name, variable: 'exten', match }))
  })

const valuesIn = (there: readonly Section[], category: string): Set<string> =>
  new Set(
    there
      .filter(({ name }) => name === category)
      .flatMap(({ lines }) => lines.map(([, value]) => value.replace(/^>/, '').trim())),
  )
