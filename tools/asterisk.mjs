// Fetches a real Asterisk 22 for the tests: Debian's own packages, checked by apt in a private root and only unpacked.
// Nothing is installed on the machine; kept in the user's cache, so that it is fetched once. Run: node tools/asterisk.mjs
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isMain, onPath, run, say, seconds } from './run.mjs'

const SUITES = ['forky', 'sid']
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ringfence-testbed')
const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg'
const UNUSED = ['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'usr/share/info', 'usr/share/perl']

/** Where it lies when it is there: started by its own loader, see test/support/asterisk. */
export const asteriskPrefix = join(CACHE, 'asterisk-22')

/** True when Asterisk is there, fetching it if need be; false (said aloud) when it cannot be had. */
export async function fetchAsterisk() {
  if (existsSync(asteriskPrefix)) return true
  const wanted = ['apt-get', 'dpkg'].every(onPath) && existsSync(KEYS) && process.arch === 'x64'
  const found = wanted && (await fetchFrom(SUITES))
  if (!found)
    say('MISSING asterisk 22: will be skipped: tests on a real PBX. Wants Debian on amd64 and a mirror')
  return found
}

async function fetchFrom(suites) {
  const mirror = await debianMirror()
  if (mirror === '') return false
  mkdirSync(CACHE, { recursive: true })
  for (const suite of suites) {
    // Made aside and moved into place whole: several test runs may fetch at once.
    const aside = mkdtempSync(join(CACHE, 'fetching-'))
    try {
      say(`Fetching Asterisk for the tests (Debian ${suite}, unpacked into ${CACHE}) …`)
      const began = Date.now()
      if (!(await unpack(aside, mirror, suite))) continue
      if (!existsSync(asteriskPrefix)) renameSync(join(aside, 'root'), asteriskPrefix)
      say(`Fetched in ${seconds(began)}`)
      return true
    } catch (error) {
      if (existsSync(asteriskPrefix)) return true
      say(error.message)
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  }
  return false
}

/** The Debian archive this machine already uses. */
async function debianMirror() {
  const { output } = await run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI) $(LABEL)',
    'Created-By: Packages',
  ])
  return /^(\S+) Debian$/m.exec(output)?.[1] ?? ''
}

async function unpack(aside, mirror, suite) {
  const apt = join(aside, 'apt')
  const root = join(aside, 'root')
  for (const folder of [
    'etc/apt/apt.conf.d',
    'etc/apt/preferences.d',
    'etc/apt/trusted.gpg.d',
    'var/lib/apt/lists/partial',
    'var/cache/apt/archives/partial',
    'var/lib/dpkg',
  ])
    mkdirSync(join(apt, folder), { recursive: true })
  mkdirSync(root)
  writeFileSync(join(apt, 'var/lib/dpkg/status'), '')
  writeFileSync(join(apt, 'etc/apt/sources.list'), `deb [signed-by=${KEYS}] ${mirror} ${suite} main\n`)
  const settings = [
    `Dir=${apt}`,
    `Dir::State::status=${apt}/var/lib/dpkg/status`,
    'Dir::Etc::sourceparts=/dev/null',
    'Acquire::Languages=none',
    'APT::Install-Recommends=false',
    'APT::Sandbox::User=root',
    'Debug::NoLocking=1',
  ].flatMap((setting) => ['-o', setting])
  const get = (...args) => run('apt-get', [...settings, '-qq', ...args])
  for (const step of [['update'], ['-y', '--download-only', 'install', 'asterisk']]) {
    const { code, output } = await get(...step)
    if (code !== 0) {
      say(output.trim().split('\n').slice(-3).join('\n'))
      return false
    }
  }
  const archives = join(apt, 'var/cache/apt/archives')
  for (const deb of readdirSync(archives).filter((name) => name.endsWith('.deb')))
    if ((await run('dpkg', ['-x', join(archives, deb), root])).code !== 0) return false
  for (const folder of UNUSED) rmSync(join(root, folder), { recursive: true, force: true })
  return true
}

if (isMain(import.meta.url)) process.exitCode = (await fetchAsterisk()) ? 0 : 1
