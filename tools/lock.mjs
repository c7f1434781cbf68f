// Lets one process at a time install or build; the others wait. A lock whose owner died is taken over.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, say } from './run.mjs'

const BEAT_MS = 2_000
const DEAD_MS = 20_000

/** Runs `work` while holding the lock `name`. Losing a race here costs time, never a broken result. */
export async function alone(name, work) {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const file = join(root, '.cache', `${name}.lock`)
  let told = false
  while (!take(file)) {
    if (abandoned(file)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say(`Waiting for another process to finish: ${name}`)
    told = true
    await sleep(200)
  }
  const beat = setInterval(() => touch(file), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // Taken over by somebody who thought us dead: both finish, the last rename wins.
  }
}

/** Its owner is gone from this machine, or has shown no sign of life (another container on the same folder). */
function abandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > DEAD_MS) return true
    const owner = Number(readFileSync(file, 'utf8'))
    if (owner > 0) process.kill(owner, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
