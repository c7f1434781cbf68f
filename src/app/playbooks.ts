import { DomainError, nearest } from '#core/kernel'
import { fromCacao, type Playbook, toCacao } from '#core/playbooks'

interface Stored {
  readonly playbook: Playbook
  /** As it was imported; null for ours. */
  readonly original: string | null
}

export interface PlaybookTools {
  read(): Promise<Stored[]>
  keep(stored: Stored): Promise<string>
  readText(path: string): Promise<string>
  idOf(text: string): string
}

/** A playbook as CACAO 2.0. One that came from others is given back as it came. */
export async function exportPlaybook(id: string, tools: PlaybookTools): Promise<unknown> {
  const { playbook, original } = await find(id, tools)
  return original === null ? toCacao(playbook, uuidFrom(tools.idOf)) : JSON.parse(original)
}

export interface Imported {
  readonly id: string
  readonly title: string
  readonly tasks: number
  readonly folder: string
  readonly warnings: readonly string[]
}

/** Reads a CACAO 2.0 playbook of others, or one of ours, and keeps it. */
export async function importPlaybook(path: string, tools: PlaybookTools): Promise<Imported> {
  const text = await tools.readText(path)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new DomainError(
      'cacao-invalid',
      `${path} is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      'A CACAO playbook is one JSON document.',
      cause,
    )
  }
  const decode = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8')
  const { playbook, warnings } = fromCacao(value, path, decode)
  const folder = await tools.keep({ playbook, original: text })
  return { id: playbook.id, title: playbook.title, tasks: playbook.tasks.length, folder, warnings }
}

/** All playbooks, with how much is in them. */
export async function listPlaybooks(
  tools: PlaybookTools,
): Promise<{ id: string; title: string; tasks: number; imported: boolean }[]> {
  return (await tools.read()).map(({ playbook, original }) => ({
    id: playbook.id,
    title: playbook.title,
    tasks: playbook.tasks.length,
    imported: original !== null,
  }))
}

export const showPlaybook = async (id: string, tools: PlaybookTools): Promise<Playbook> =>
  (await find(id, tools)).playbook

async function find(id: string, tools: PlaybookTools): Promise<Stored> {
  const known = await tools.read()
  const found = known.find(({ playbook }) => playbook.id === id)
  if (found) return found
  const ids = known.map(({ playbook }) => playbook.id)
  const near = nearest(id, ids)
  throw new DomainError(
    'playbook-unknown',
    `There is no playbook "${id}"`,
    near ? `Did you mean "${near}"?` : `There are ${ids.join(', ')}.`,
  )
}

/** A UUID of version 4, which CACAO (10.10) demands of steps, of a text instead of chance: the same playbook is the same file. */
const uuidFrom =
  (idOf: (text: string) => string) =>
  (text: string): string =>
    idOf(text).replace(/^(.{14}).(.{4}).(.*)$/, '$14$28$3')
