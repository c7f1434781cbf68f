import { describe, expect, it } from 'vitest'
import { readDialPlan } from './dial-plan.ts'
import { parseConfig } from './parse-config.ts'
import { findTollPath } from './toll-paths.ts'

const path = (text: string, from = 'in') => {
  const file = { path: 'extensions.conf', text }
  return findTollPath(readDialPlan(parseConfig(file, [file]).sections), from, new Set(['carrier']))
}
const OUT = `[out]\nexten => _X.,1,Dial(PJSIP/\${EXTEN}@carrier)\n`

describe('a way to an outside line', () => {
  it('is found along an include, a Goto, a Gosub, a Macro and a Local channel', () => {
    for (const step of [
      'include => out',
      `exten => _0.,1,Goto(out,\${EXTEN:1},1)`,
      `exten => _0.,1,GotoIf($[\${HOUR} > 8]?out,\${EXTEN:1},1:closed,s,1)`,
      `exten => _0.,1,Gosub(out,\${EXTEN:1},1(a,b))`,
      `exten => _0.,1,Dial(Local/\${EXTEN:1}@out/n,30)`,
    ])
      expect([step, path(`${OUT}[in]\n${step}\n`)?.contexts]).toEqual([step, ['in', 'out']])
  })
  it('is found through an IVR, by digits keyed into the context it plays in', () => {
    const ivr = (steps: string) =>
      `[in]\nexten => 1001,1,Goto(ivr,s,1)\n[ivr]\nexten => s,1,Answer()\n${steps}`
    const include = `exten => 1,1,Dial(PJSIP/101)\ninclude => out\n${OUT}`
    expect(path(ivr(` same => n,WaitExten(5)\n${include}`))?.contexts).toEqual(['in', 'ivr', 'ivr', 'out'])
    expect(path(ivr(` same => n,Background(menu)\n${include}`))).not.toBeNull()
    expect(path(ivr(` same => n,Background(menu,,,out)\n${OUT}`))).not.toBeNull()
    expect(path(ivr(` same => n,Playback(menu)\n${include}`))).toBeNull()
    expect(path(ivr(` same => n,WaitExten(5)\nexten => _1XX,1,Dial(PJSIP/\${EXTEN})\n${OUT}`))).toBeNull()
  })
  it('is none when the number is written down', () => {
    expect(path(`${OUT}[in]\nexten => 100,1,Goto(out,1001,1)\nexten => _X.,1,Dial(PJSIP/1001)\n`)).toBeNull()
    expect(path('[in]\nexten => _X.,1,Dial(PJSIP/17025550100@carrier)\n')).toBeNull()
  })
  it('ends at a password', () => {
    expect(
      path(`${OUT}[in]\nexten => _0.,1,Authenticate(1234)\n same => n,Goto(out,\${EXTEN:1},1)\n`),
    ).toBeNull()
  })
  it('ends at a subroutine that asks for a password', () => {
    const ask = '[ask]\nexten => s,1,Authenticate(/etc/pins)\n same => n,Return()\n'
    const dial = ` same => n,Dial(PJSIP/\${EXTEN}@carrier)\n`
    expect(path(`${ask}[in]\nexten => _X.,1,Gosub(ask,s,1)\n${dial}`)).toBeNull()
    expect(path(`${ask}[in]\nexten => _X.,1,Gosub(other,s,1)\n${dial}`)).not.toBeNull()
  })
  it('knows a trunk that a global names', () => {
    expect(path(`[globals]\nT=carrier\n[in]\nexten => _9.,1,Dial(PJSIP/\${EXTEN:1}@\${T})\n`)).not.toBeNull()
    expect(path(`[in]\nexten => _1XXX,1,Dial(PJSIP/\${EXTEN})\n`)).toBeNull()
  })
  it('tells whether countries abroad can be dialled', () => {
    expect(path(`[in]\nexten => _91NXXNXXXXXX,1,Dial(PJSIP/\${EXTEN:1}@carrier)\n`)?.international).toBe(
      false,
    )
    expect(path(`[in]\nexten => _9011.,1,Dial(PJSIP/\${EXTEN:4}@carrier)\n`)?.international).toBe(true)
    expect(path(`${OUT}[in]\nexten => _91NXXNXXXXXX,1,Goto(out,\${EXTEN:1},1)\n`)?.international).toBe(false)
  })
  it('does not turn in circles', () => {
    expect(path(`[in]\ninclude => in\nexten => _X.,1,Goto(in,\${EXTEN},1)\n`)).toBeNull()
  })
})
