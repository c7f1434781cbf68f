import { DomainError } from '#core/kernel'
import { type FormatName, formats } from '../model.ts'
import type { Reader } from '../ports.ts'
import { threeCx } from './3cx.ts'
import { asteriskCel } from './asterisk-cel.ts'
import { asteriskCsv } from './asterisk-csv.ts'
import { asteriskSecurity } from './asterisk-security.ts'
import { csv } from './csv.ts'
import { cucm } from './cucm.ts'
import type { Format, ReaderContext } from './format.ts'
import { freeswitchCsv } from './freeswitch-csv.ts'
import { freeswitchJson } from './freeswitch-json.ts'
import { headOf } from './head.ts'
import { kamailioAcc } from './kamailio-acc.ts'
import { twilio } from './twilio.ts'

/** In order of recognition: the most particular first. */
const list: readonly Format[] = [
  asteriskSecurity,
  freeswitchJson,
  kamailioAcc,
  twilio,
  cucm,
  asteriskCel,
  freeswitchCsv,
  threeCx,
  asteriskCsv,
  csv,
]

export function openFormat(name: FormatName, context: ReaderContext): Reader {
  const format = list.find((f) => f.name === name) as Format
  return format.open(context)
}

/** The format of a file by its beginning, or the error it deserves. */
export function recognise(text: string): FormatName | ((file: string) => DomainError) {
  if (text.trim() === '') return (file) => emptyFile(file)
  if (isBinary(text)) return (file) => binaryFile(file)
  const head = headOf(text)
  for (const format of list) if (format.recognise(head)) return format.name
  return (file) => unknownFormat(file)
}

/** Text has hardly any control characters; a decoder puts U+FFFD where bytes were no text. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 4096)
  let odd = 0
  for (let i = 0; i < sample.length; i++) {
    const c = sample.charCodeAt(i)
    if (c === 0xfffd || (c < 32 && c !== 9 && c !== 10 && c !== 13 && c !== 27)) odd++
  }
  return odd > sample.length / 10
}

const emptyFile = (file: string): DomainError =>
  new DomainError('input-empty', `${file} is empty`, 'Give a file with call records or a security log')

const binaryFile = (file: string): DomainError =>
  new DomainError(
    'input-binary',
    `${file} is not text`,
    'Give the records as the PBX writes them: CSV, JSON or log text, plain or gzip',
  )

const unknownFormat = (file: string): DomainError =>
  new DomainError(
    'format-unrecognised',
    `${file} is in no format that is recognised`,
    `Name it with --format: ${formats.join(', ')}; for a layout of its own, --format csv with --map`,
  )
