import type { Verdict } from '#contract'
import { reportFiles } from './compose.ts'
import { reportKinds } from './report-files.ts'

/** Every report of a verdict, by its file name. */
export async function madeReports(
  verdict: Verdict,
  madeAt: number,
): Promise<{ name: string; content: string | Uint8Array }[]> {
  const reports = reportFiles()
  const made = []
  for (const kind of reportKinds) {
    const { body } = await reports.make(kind, verdict, { madeAt, files: [] })
    made.push({ name: kind, content: body })
  }
  return made
}
