// What the tests want from the system besides Node: Debian packages, installed when we may, named when we may not.
import { existsSync } from 'node:fs'
import { fetchAsterisk } from './asterisk.mjs'
import { onPath, run, say, seconds } from './run.mjs'

const WANTED = [
  { command: 'chromium', package: 'chromium', without: 'tests of the console in a real browser' },
  { command: 'pdftotext', package: 'poppler-utils', without: 'tests that read the PDF report back' },
  { command: 'ip', package: 'iproute2', without: 'tests of firewalls with real packets' },
  { command: 'nft', package: 'nftables', without: 'tests of firewalls with real packets' },
  { command: 'iptables-restore', package: 'iptables', without: 'tests of firewalls with real packets' },
  { command: 'sshd', package: 'openssh-server', without: 'tests of the firewall over SSH' },
  { command: 'sipp', package: 'sip-tester', without: 'tests with real SIP calls' },
  { command: 'snmpd', package: 'snmpd', without: 'tests on the agent of a switch' },
  { command: 'mariadbd', package: 'mariadb-server', without: 'tests on the database of a FreePBX' },
  { command: 'kamailio', package: 'kamailio', without: 'tests on a real Kamailio' },
  {
    file: 'evapi.so',
    package: 'kamailio-extra-modules',
    without: 'tests on a real Kamailio: its events',
  },
  {
    file: 'db_postgres.so',
    package: 'kamailio-postgres-modules',
    without: 'tests on a real Kamailio: its accounting',
  },
]

/** Debian has the architecture in the path. */
const KAMAILIO_MODULES = ['x86_64', 'aarch64'].map((name) => `/usr/lib/${name}-linux-gnu/kamailio/modules`)

const isThere = ({ command, file }) =>
  command ? onPath(command) : KAMAILIO_MODULES.some((folder) => existsSync(`${folder}/${file}`))

/** Makes sure the programs are there. What cannot be had is said; its tests skip themselves. */
export async function systemPackages() {
  await Promise.all([debianPackages(), fetchAsterisk()])
}

async function debianPackages() {
  const missing = WANTED.filter((want) => !isThere(want))
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && onPath('apt-get')) await aptGet(missing.map((want) => want.package))
  for (const want of missing.filter((each) => !isThere(each))) {
    say(
      `MISSING ${want.command ?? want.file}: will be skipped: ${want.without}. As root: apt-get install ${want.package}`,
    )
  }
}

async function aptGet(packages) {
  say(`Installing Debian packages: ${packages.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '--no-install-recommends', ...packages]
  let result = await run('apt-get', install, { env })
  if (result.code !== 0) {
    await run('apt-get', ['update'], { env })
    result = await run('apt-get', install, { env })
  }
  if (result.code === 0) say(`Installed in ${seconds(result.began)}`)
  else say(result.output.trim().split('\n').slice(-5).join('\n'))
}
