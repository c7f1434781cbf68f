// The guard inside the contexts that phones enter, for a PBX whose phones are written by a program. Everything that is dialled there
// passes it: by phones, by forwards and follow-me (Local/…@from-internal), by transfers, by DISA.
import { type Edit, editConfig, readConfig } from './config-files.ts'
import { type Entrance, PATTERNS } from './entrances.ts'
import type { Facts } from './facts.ts'
import type { Hand } from './hand.ts'
import { doorOf, GUARD, type KitNeeds } from './pbx-kit.ts'

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

/** What puts the guard inside. A section of the name may stand in the file already: it is added to. */
export async function insideEdits(hand: Hand, facts: Facts): Promise<Edit[]> {
  const file = facts.layout.dialPlan
  const there = new Set((await readConfig(hand, file)).map(({ name }) => name))
  return insideSections(facts.entrances).flatMap(([category, lines]) => [
    ...(there.has(category) ? [] : [{ action: 'NewCat', category } as const]),
    ...lines.map(([variable, value]): Edit => ({ action: 'Append', category, variable, value: `>${value}` })),
  ])
}

/** Takes it out again; a section that holds nothing more goes too. */
export async function takeOutInside(hand: Hand, facts: Facts): Promise<void> {
  const { dialPlan } = facts.layout
  const sections = await readConfig(hand, dialPlan)
  const edits = facts.entrances.flatMap(({ name }): Edit[] => {
    const lines = sections.filter((section) => section.name === name).flatMap((section) => section.lines)
    const ours = new Set(guardedLines(name))
    const stays = lines.some(([, value]) => !ours.has(value.replace(/^>/, '').trim()))
    const out = [...ours].map(
      (match): Edit => ({ action: 'Delete', category: name, variable: 'exten', match }),
    )
    return [
      ...(stays ? out : [{ action: 'DelCat', category: name } as const]),
      { action: 'DelCat', category: doorOf(name) },
    ]
  })
  const known = new Set(sections.map(({ name }) => name))
  await editConfig(
    hand,
    dialPlan,
    'pbx_config.so',
    edits.filter(({ category }) => known.has(category)),
  )
}
