import { plainText as plain } from '#core/kernel'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for HTML and SVG, between tags or inside a quoted attribute. */
export const escapeMarkup = (text: string): string =>
  plain(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
