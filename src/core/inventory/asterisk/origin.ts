import { shown } from '../mask.ts'
import type { Origin } from '../model.ts'
import type { Entry } from './parse-config.ts'

/** Where an entry stands, with its secret masked. */
export const originOf = ({ key, value, file, line }: Entry): Origin => ({
  file,
  line,
  text: `${key} = ${shown(key, value)}`,
})

export const isYes = (value: string | undefined): boolean =>
  value !== undefined && /^(?:yes|true|y|t|1|on)$/i.test(value.trim())
export const isNo = (value: string | undefined): boolean =>
  value !== undefined && /^(?:no|false|n|f|0|off)$/i.test(value.trim())

export const listOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(/[,&\s]+/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
