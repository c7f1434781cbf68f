import { DomainError } from '#core/kernel'
import { type Edit, editConfig, readConfig, type Section } from '../config-files.ts'
import { type Hardening, hardeningOf, isEnough } from '../hardenings.ts'
import { type Control, observed, type Reach } from './control.ts'

interface Before {
  /** What stood there of each line that is changed; null: nothing. */
  readonly had: Readonly<Record<string, string | null>>
  /** There was no such section. */
  readonly isNew: boolean
}

/** One setting out of a closed list, in the file it belongs to, and the PBX reads it again. */
export const changeSetting: Control<Before> = {
  capability: ({ mayConfigure, mayAct, layout }) => {
    const available = mayConfigure && mayAct && !layout.generated
    return {
      available,
      how: 'UpdateConfig in the file that has the setting',
      ...(available
        ? {}
        : {
            missing: layout.generated
              ? 'FreePBX writes these files anew: change the setting in FreePBX itself'
              : 'manager.conf: write=system,call,reporting,config',
          }),
      undoable: true,
      survivesRestart: true,
      keepsEmergency: true,
    }
  },
  async plan({ target }, reach) {
    const wanted = hardeningOf(target)
    keepOurselves(wanted, reach)
    await mustBeLoaded(wanted, reach)
    const sections = await readConfig(reach.hand, wanted.file)
    const section = sectionOf(sections, wanted)
    const open = wanted.lines.filter((line) => !stands(section, line, wanted))
    if (open.length === 0) throw refused(`${wanted.file} says so already`, 'Audit again to see it.')
    const had = Object.fromEntries(
      open.map(([key, value]) => [`${key}=${value}`, presentOf(section, key, wanted)]),
    )
    const place = `${wanted.file} [${wanted.section}]`
    return {
      summary: `Change ${wanted.file}, and let the PBX read it again`,
      steps: open.flatMap(([key, value]) => {
        const old = had[`${key}=${value}`] ?? null
        return [...(old === null ? [] : [`- ${place} ${key}=${old}`]), `${place} ${key}=${value}`]
      }),
      ...(wanted.shutsOut === '' ? {} : { risk: wanted.shutsOut }),
      before: { had, isNew: section === null },
    }
  },
  async apply({ target }, { had }, reach) {
    const wanted = hardeningOf(target)
    const section = sectionOf(await readConfig(reach.hand, wanted.file), wanted)
    const edits = wanted.lines
      .filter(([key, value]) => `${key}=${value}` in had && !stands(section, [key, value], wanted))
      .map(([key, value]) =>
        edit(wanted, presentOf(section, key, wanted) === null ? 'Append' : 'Update', key, value),
      )
    if (edits.length === 0) return
    const head: Edit[] = section === null ? [{ action: 'NewCat', category: wanted.section }] : []
    await editConfig(reach.hand, wanted.file, wanted.module, [...head, ...edits])
  },
  async observe({ target }, _, reach) {
    const wanted = hardeningOf(target)
    const section = sectionOf(await readConfig(reach.hand, wanted.file), wanted)
    return observed(wanted.lines.map((line) => stands(section, line, wanted)))
  },
  async undo({ target }, { had, isNew }, reach) {
    const wanted = hardeningOf(target)
    const section = sectionOf(await readConfig(reach.hand, wanted.file), wanted)
    if (section === null) return
    // What somebody has made another since is theirs.
    const edits = wanted.lines.flatMap(([key, value]): Edit[] => {
      const old = had[`${key}=${value}`]
      const ours = section.lines.find(
        ([name, text]) => nameOf(name) === key && isEnough(key, nameOf(text), value),
      )
      if (old === undefined || ours === undefined) return []
      const match = ours[1].trim()
      return old === null
        ? [{ ...edit(wanted, 'Delete', key, undefined), match }]
        : [{ ...edit(wanted, 'Update', key, old), match }]
    })
    if (edits.length === 0) return
    const whole = isNew && section.lines.length === edits.length
    const drop: Edit[] = [{ action: 'DelCat', category: wanted.section }]
    await editConfig(reach.hand, wanted.file, wanted.module, whole ? drop : edits)
  },
}

const edit = (
  { section, type }: Hardening,
  action: Edit['action'],
  variable: string,
  value: string | undefined,
): Edit => ({
  action,
  category: section,
  variable,
  ...(type === undefined ? {} : { type }),
  ...(value === undefined ? {} : { value }),
})

function sectionOf(sections: readonly Section[], { file, section, type }: Hardening): Section | null {
  if (sections.length === 0)
    throw refused(`The PBX has no ${file}`, 'Audit again: the file is gone or empty.')
  const found = sections.filter(
    ({ name, lines }) =>
      name === section && (type === undefined || lines.some((line) => isLine(line, 'type', type))),
  )
  if (found.length > 1)
    throw refused(`${file} has several sections [${section}]`, 'Make one of them, then try again.')
  if (found[0] === undefined && type !== undefined)
    throw refused(`${file} has no [${section}]`, 'Audit again: the section is gone.')
  return found[0] ?? null
}

const nameOf = (text: string): string => text.trim().toLowerCase()

const isLine = ([key, value]: Section['lines'][number], wanted: string, to: string): boolean =>
  nameOf(key) === wanted && nameOf(value) === to

/** The value of the one line of this key; null where there is none, or where ours is added to others. */
function presentOf(section: Section | null, key: string, { file, adds }: Hardening): string | null {
  if (adds || section === null) return null
  const lines = section.lines.filter(([name]) => nameOf(name) === key)
  if (lines.length > 1)
    throw refused(
      `${key} stands twice in ${file} [${section.name}]`,
      'Leave one of the lines, then try again.',
    )
  return lines[0]?.[1].trim() ?? null
}

function stands(
  section: Section | null,
  [key, value]: Hardening['lines'][number],
  wanted: Hardening,
): boolean {
  const lines = section?.lines ?? []
  // What is permitted after it is permitted.
  const from = wanted.adds ? lines.findLastIndex(([name]) => nameOf(name) === 'permit') + 1 : 0
  const values = lines
    .slice(from)
    .filter(([name]) => nameOf(name) === key)
    .map(([, text]) => nameOf(text))
  if (values.length === 0) return wanted.isDefault
  return wanted.adds ? values.includes(value) : values.every((each) => isEnough(key, each, value))
}

/** With the management interface on loopback alone, Ringfence must come from there too. */
function keepOurselves({ file }: Hardening, { settings }: Reach): void {
  if (file !== 'manager.conf' || ['127.0.0.1', 'localhost'].includes(settings.host)) return
  throw new DomainError(
    'guard-own-session',
    `Ringfence itself reaches the PBX at ${settings.host}, and would be shut out`,
    'Run Ringfence on the PBX and connect it by 127.0.0.1; or leave the interface open and limit it at the firewall.',
  )
}

async function mustBeLoaded({ module }: Hardening, { hand }: Reach): Promise<void> {
  if (!module.endsWith('.so')) return
  try {
    await hand.act({ Action: 'ModuleCheck', Module: module })
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'ami-refused')) throw error
    throw refused(
      `${module} is not loaded, so nothing would change`,
      'Change the file by hand, as the finding says.',
    )
  }
}

const refused = (why: string, remedy: string): DomainError => new DomainError('setting-refused', why, remedy)
