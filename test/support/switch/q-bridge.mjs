// The part of a switch that net-snmp has not: VLANs by BRIDGE-MIB and Q-BRIDGE-MIB, as a program that its snmpd asks (pass_persist). What
// is written moves the real links: a Linux bridge is a VLAN. What it holds is in a file; without one it is a switch that was just turned on.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const IF_INDEX = '.1.3.6.1.2.1.17.1.4.1.2'
const VLAN = '.1.3.6.1.2.1.17.7.1.4.3.1'
const PORT = '.1.3.6.1.2.1.17.7.1.4.5.1'
const ip = (...args) => execFileSync('ip', args, { encoding: 'utf8' })

const [held, ...ports] = process.argv.slice(2)
// 30: data, untagged at both; 20: voice, tagged at both. Port n is the n-th name.
const fresh = {
  vlans: {
    1: [[], []],
    20: [[1, 2], []],
    30: [
      [1, 2],
      [1, 2],
    ],
    999: [[], []],
  },
  pvid: Object.fromEntries(ports.map((_, n) => [n + 1, 30])),
  filtering: Object.fromEntries(ports.map((_, n) => [n + 1, 2])),
}
const { vlans, pvid, filtering } = existsSync(held) ? JSON.parse(readFileSync(held, 'utf8')) : fresh
const links = JSON.parse(ip('-j', 'link', 'show'))
for (const id of Object.keys(vlans)) {
  if (!links.some(({ ifname }) => ifname === `vlan${id}`)) ip('link', 'add', `vlan${id}`, 'type', 'bridge')
  ip('link', 'set', `vlan${id}`, 'up')
}
const indexOf = (name) => links.find(({ ifname }) => ifname === name).ifindex
/** Untagged frames of a port go to its VLAN, if that one's come out there. */
function forward() {
  writeFileSync(held, JSON.stringify({ vlans, pvid, filtering }))
  ports.forEach((name, n) => {
    const vlan = pvid[n + 1]
    const [, untagged] = vlans[vlan]
    ip('link', 'set', name, ...(untagged.includes(n + 1) ? ['master', `vlan${vlan}`] : ['nomaster']))
  })
}
const bits = (list) => {
  const octets = Buffer.alloc(2)
  for (const port of list) octets[(port - 1) >> 3] |= 0x80 >> ((port - 1) & 7)
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ')
}
const portsIn = (octets) =>
  ports.flatMap((_, n) => (((octets[n >> 3] ?? 0) & (0x80 >> (n & 7))) === 0 ? [] : [n + 1]))

function table() {
  const rows = []
  for (const [n, name] of ports.entries()) {
    rows.push([`${IF_INDEX}.${n + 1}`, 'integer', indexOf(name)])
    rows.push([`${PORT}.1.${n + 1}`, 'gauge', pvid[n + 1]])
    rows.push([`${PORT}.3.${n + 1}`, 'integer', filtering[n + 1]])
  }
  for (const [id, [egress, untagged]] of Object.entries(vlans)) {
    rows.push([`${VLAN}.2.${id}`, 'octet', bits(egress)])
    rows.push([`${VLAN}.4.${id}`, 'octet', bits(untagged)])
    rows.push([`${VLAN}.5.${id}`, 'integer', 1])
  }
  return rows.sort(([a], [b]) => compare(a, b))
}
function compare(a, b) {
  const [x, y] = [a, b].map((oid) => oid.split('.').slice(1).map(Number))
  for (let n = 0; n < Math.max(x.length, y.length); n++) {
    const by = (x[n] ?? -1) - (y[n] ?? -1)
    if (by !== 0) return by
  }
  return 0
}

/** 'octet "80 00"' or, where all of it can be printed, 'string "@@"'. */
function octetsOf(given) {
  const [, type, text] = /^(\w+) "?(.*?)"?$/s.exec(given)
  return type === 'string' ? Buffer.from(text, 'latin1') : Buffer.from(text.replace(/\s/g, ''), 'hex')
}
function write(oid, given) {
  const [, base, column, index] = /^(.*)\.(\d+)\.(\d+)$/.exec(oid) ?? []
  const number = Number(given.split(' ')[1])
  if (base === PORT && column === '1' && number in vlans) pvid[index] = number
  else if (base === PORT && column === '3') filtering[index] = number
  else if (base === VLAN && column === '2') vlans[index][0] = portsIn(octetsOf(given))
  else if (base === VLAN && column === '4') vlans[index][1] = portsIn(octetsOf(given))
  else return 'not-writable'
  forward()
  return 'DONE'
}

forward()
const asked = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const line = async () => (await asked.next()).value
const say = (...lines) => process.stdout.write(`${lines.join('\n')}\n`)
for (let command = await line(); command !== undefined; command = await line()) {
  if (command === 'PING') say('PONG')
  else if (command === 'set') {
    const oid = await line()
    say(write(oid, await line()))
  } else if (command !== '') {
    // An empty line follows octets that are written.
    const oid = await line()
    const row = table().find(([each]) => (command === 'get' ? each === oid : compare(each, oid) > 0))
    if (row) say(...row)
    else say('NONE')
  }
}
