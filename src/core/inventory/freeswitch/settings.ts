import { shown } from '../mask.ts'
import type { Origin } from '../model.ts'
import { type Element, elements } from '../scan-xml.ts'

/** `<param name="…" value="…"/>` and `<variable …/>`, with `$${variables}` filled in. */
export interface Setting {
  readonly name: string
  readonly value: string
  /** As written, before variables were filled in. */
  readonly written: string
  readonly at: Origin
}

export type Variables = ReadonlyMap<string, string>

/** `<X-PRE-PROCESS cmd="set" data="name=value"/>`, in the order of the files. */
export function readVariables(roots: readonly Element[]): Variables {
  const variables = new Map<string, string>()
  for (const root of roots)
    for (const { attributes } of elements(root, 'X-PRE-PROCESS')) {
      if (attributes.cmd !== 'set') continue
      const [, name = '', value = ''] = /^([^=]+)=([\s\S]*)$/.exec(attributes.data ?? '') ?? []
      if (name !== '') variables.set(name, filled(value, variables))
    }
  return variables
}

export const filled = (text: string, variables: Variables): string =>
  text.replace(/\$\$\{([\w-]+)\}/g, (whole, name: string) => variables.get(name) ?? whole)

export function settingsOf(
  from: Element,
  variables: Variables,
  kinds: readonly string[] = ['param', 'variable'],
): Setting[] {
  return kinds.flatMap((kind) =>
    [...elements(from, kind)].map(({ attributes, line, file }) => {
      const name = attributes.name ?? ''
      const written = attributes.value ?? ''
      const text = `name="${name}" value="${shown(name, written)}"`
      return { name, value: filled(written, variables), written, at: { file, line, text } }
    }),
  )
}

/** The last one of this name counts. */
export const settingOf = (settings: readonly Setting[], name: string): Setting | undefined =>
  settings.findLast((setting) => setting.name === name)
