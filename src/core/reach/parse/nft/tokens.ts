/** A word, a sign or the end of a line of an nft listing. */
export interface Token {
  readonly text: string
  readonly kind: 'word' | 'quoted' | 'sign' | 'end'
  readonly line: number
  readonly from: number
  readonly to: number
}

const PIECE =
  /(?<space>[ \t\r]+|\\\r?\n|#[^\n]*)|(?<end>\n|;)|"(?<quoted>[^"\n]*)"|(?<word>[^\s{}(),;|&^!=<>"#]+)|(?<sign>==|!=|<=|>=|<<|>>|.)/gsy

/** Words of a listing with their lines; comments go. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let line = 1
  for (const found of text.matchAll(PIECE)) {
    const place = { line, from: found.index, to: found.index + found[0].length }
    tokens.push(...tokenOf(found.groups ?? {}, place))
    if (found[0].endsWith('\n')) line += 1
  }
  return tokens
}

function tokenOf(
  { end, quoted, word, sign }: Readonly<Record<string, string | undefined>>,
  place: Pick<Token, 'line' | 'from' | 'to'>,
): Token[] {
  if (end !== undefined) return [{ text: end, kind: 'end', ...place }]
  if (quoted !== undefined) return [{ text: quoted, kind: 'quoted', ...place }]
  if (word !== undefined) return words(word, place)
  return sign === undefined ? [] : [{ text: sign, kind: 'sign', ...place }]
}

/** "22:" is the word and the colon behind it; an address keeps its colons. */
function words(text: string, place: Pick<Token, 'line' | 'from' | 'to'>): Token[] {
  if (text.length > 1 && text.endsWith(':') && !text.endsWith('::'))
    return [
      { text: text.slice(0, -1), kind: 'word', ...place },
      { text: ':', kind: 'word', ...place },
    ]
  return [{ text, kind: 'word', ...place }]
}
