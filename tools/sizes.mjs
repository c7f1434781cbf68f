// Checks that no hand-written source file is longer than 300 lines.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isMain, root, say, walk } from './run.mjs'

const MOST_LINES = 300
const FOLDERS = ['src', 'wasm', 'web', 'test', 'bench', 'tools']
const WRITTEN_BY_HAND = /\.(?:ts|tsx|mjs|css)$/
const GENERATED = /\.generated\.ts$|\/dist\//

/** "path: n lines" for each file that is too long. */
export function tooLong() {
  return FOLDERS.flatMap(walk)
    .filter((file) => WRITTEN_BY_HAND.test(file) && !GENERATED.test(file))
    .flatMap((file) => {
      const lines = lineCount(resolve(join(root, file)))
      return lines > MOST_LINES ? [`${file}: ${lines} lines`] : []
    })
}

function lineCount(path) {
  const text = readFileSync(path, 'utf8')
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

if (isMain(import.meta.url)) {
  const long = tooLong()
  for (const line of long) say(line)
  process.exitCode = long.length === 0 ? 0 : 1
}
