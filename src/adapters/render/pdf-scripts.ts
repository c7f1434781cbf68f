import { fileURLToPath } from 'node:url'
import type { PdfNode } from './pdf-block.ts'

/** Fonts for what Roboto has no signs for: Latin, Greek and Cyrillic are its own. */
const folder = fileURLToPath(new URL('../../../content/fonts/', import.meta.url))
const scripts = [
  {
    font: 'Arabic',
    file: 'NotoSansArabic.woff',
    of: /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]/u,
  },
  { font: 'Hebrew', file: 'NotoSansHebrew.woff', of: /[\u0590-\u05ff\ufb1d-\ufb4f]/u },
  { font: 'Devanagari', file: 'NotoSansDevanagari.woff', of: /[\u0900-\u097f]/u },
  { font: 'Thai', file: 'NotoSansThai.woff', of: /[\u0e00-\u0e7f]/u },
  {
    font: 'Hangul',
    file: 'NotoSansKR.woff',
    of: /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]/u,
  },
  {
    font: 'Han',
    file: 'NotoSansSC.woff',
    of: /[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/u,
  },
] as const

export const scriptFolder = folder
export const scriptFonts: Readonly<Record<string, object>> = Object.fromEntries(
  scripts.map(({ font, file }) => {
    const path = folder + file
    // One weight has all signs: a heading in another script is not bold, but it can be read.
    return [font, { normal: path, bold: path, italics: path, bolditalics: path }]
  }),
)

const fontOf = (sign: string): string | null => scripts.find(({ of }) => of.test(sign))?.font ?? null

/** A node whose texts are in the fonts that have their signs. */
export const inScripts = <T>(node: T): T => translated(node) as T

function translated(node: unknown): unknown {
  if (typeof node === 'string') return needsScripts(node) ? { text: runsOf(node) } : node
  if (Array.isArray(node)) return node.map(translated)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === 'text')
        return [key, typeof value === 'string' && needsScripts(value) ? runsOf(value) : value]
      return [key, nested.has(key) ? translated(value) : value]
    }),
  )
}
const nested = new Set(['stack', 'columns', 'table', 'body'])

const needsScripts = (text: string): boolean => [...text].some((sign) => fontOf(sign) !== null)

interface Run {
  readonly font: string | null
  text: string
}

/** Pieces of one font each. Blanks and marks stay with what they follow. */
export function runsOf(text: string): PdfNode[] {
  const runs: Run[] = []
  for (const sign of text) {
    const last = runs.at(-1)
    const follows = /[\s\p{Mark}]/u.test(sign)
    const font = follows ? (last?.font ?? null) : fontOf(sign)
    if (last && last.font === font) last.text += sign
    else runs.push({ font, text: sign })
  }
  return runs.flatMap(({ font, text: piece }) => {
    if (font === null) return [{ text: piece }]
    return font === 'Arabic' || font === 'Hebrew' ? fromTheRight(piece, font) : [{ text: piece, font }]
  })
}

/** The signs of a word are set from the right by the font, the words are not: they are turned round, with blanks of their own. */
function fromTheRight(piece: string, font: string): PdfNode[] {
  const [, words = '', after = ''] = /^([\s\S]*?)(\s*)$/.exec(piece) ?? []
  const parts = [...words.split(/(\s+)/).reverse(), after].filter((part) => part !== '')
  return parts.map((part) => (part.trim() === '' ? { text: part } : { text: part, font }))
}
