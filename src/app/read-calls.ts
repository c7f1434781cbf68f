import { type Call, createIntake, type Intake, type Reject } from '#core/calls'
import { createDialPlan } from '#core/numbering'
import type { InvestigateRequest, InvestigatorTools, Setting } from './investigator.ts'

/** Reads call records of any format, whole conversations out. What a file lacks at its end is told of as a reject of line 0. */
export async function readCalls(
  files: InvestigateRequest['files'],
  setting: Setting,
  tools: Pick<InvestigatorTools, 'openText' | 'openRowKernel'>,
  sink: { onCall(call: Call): void; onReject(reject: Reject): void },
): Promise<Intake['counts']> {
  const intake = createIntake({
    plan: createDialPlan(setting.site, setting.numbering),
    zone: setting.zone,
    kernel: tools.openRowKernel(),
    ...(setting.map ? { map: setting.map } : {}),
    onCall: sink.onCall,
    onSecurity: () => undefined,
    onReject: sink.onReject,
  })
  for (const { path, name } of files) {
    const file = await tools.openText(path, name)
    const open = intake.open(file.name, setting.format)
    for await (const piece of file.read()) {
      if (piece.ascii) open.pushBytes(piece.ascii)
      else open.push(piece.text)
      if (piece.problem) sink.onReject({ file: file.name, line: 0, reason: piece.problem })
    }
    open.end()
  }
  intake.finish()
  return intake.counts
}
