// A word: pieces in quotes, escaped letters and plain ones, without a space between.
const WORD = /(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\]|\\$)+/g
const PIECE = /"((?:[^"\\]|\\.)*)"?|'([^']*)'?|\\(.)|([^"'\\]+)/g

/** Splits a line as a shell would: quotes keep words together, a backslash keeps the next character. */
export const shellWords = (line: string): string[] =>
  (line.match(WORD) ?? []).map((word) =>
    word.replace(PIECE, (_, double: string | undefined, single: string | undefined, escaped, plain) =>
      double === undefined ? (single ?? escaped ?? plain ?? '') : double.replace(/\\(.)/g, '$1'),
    ),
  )

/** Lines of a file without their ends. */
export const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
