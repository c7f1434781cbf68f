import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Spill } from '#core/calls'

/** A temporary file for call batches that do not fit in memory. Made on first use, unlinked at once, so that nothing stays behind. */
export function createSpill(folder = tmpdir()): Spill & { close(): void } {
  let file = -1
  let size = 0
  const open = (): number => {
    const dir = mkdtempSync(join(folder, 'ringfence-'))
    file = openSync(join(dir, 'calls'), 'w+', 0o600)
    rmSync(dir, { recursive: true })
    return file
  }
  return {
    write(parts) {
      const at = size
      for (const part of parts) {
        let done = 0
        while (done < part.length)
          done += writeSync(file < 0 ? open() : file, part, done, part.length - done, size + done)
        size += part.length
      }
      return at
    },
    read(place, parts) {
      let at = place
      for (const part of parts) {
        let done = 0
        while (done < part.length) done += readSync(file, part, done, part.length - done, at + done)
        at += part.length
      }
    },
    close() {
      if (file >= 0) closeSync(file)
      file = -1
    },
  }
}
