import { shown } from '../mask.ts'
import type { ConfigFile, Origin } from '../model.ts'
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

const SET = /<X-PRE-PROCESS\s+cmd\s*=\s*"set"\s+data\s*=\s*"([^"=]+)=([^"]*)"/gi

/**
 * `<X-PRE-PROCESS cmd="set" data="name=value"/>`, in the order of the files. FreeSWITCH obeys them before it knows of comments: one that
 * is commented out counts (vars.xml: "remove the line instead").
 */
export function readVariables(files: readonly ConfigFile[]): Variables {
  const variables = new Map<string, string>()
  for (const { text } of files)
    for (const [, name = '', value = ''] of text.matchAll(SET)) variables.set(name, filled(value, variables))
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
