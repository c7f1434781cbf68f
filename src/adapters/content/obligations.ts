import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Obligation, Questions } from '#core/obligations'
import { parseYaml } from './yaml.ts'

const folder = new URL('../../../content/obligations/', import.meta.url)
const QUESTIONS = 'questions.yaml'

/** The obligations that come along, in the order of their files, and the questions that settle them. */
export async function readObligations(): Promise<{ rules: Obligation[]; questions: Questions }> {
  const read = (name: string) => readFile(new URL(name, folder), 'utf8')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml') && name !== QUESTIONS).sort()
  const files = await Promise.all(
    names.map(async (name) =>
      parseYaml(await read(name), z.array(Obligation), `content/obligations/${name}`),
    ),
  )
  return { rules: files.flat(), questions: parseYaml(await read(QUESTIONS), Questions, QUESTIONS) }
}
