import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { answersAt } from '../support/control-systems.ts'
import { type Plain, startPlain } from '../support/kamailio/plain.ts'
import { probed } from '../support/probe/run.ts'

// Whatever the audit says of a kamailio.cfg, real packets to the Kamailio that runs with it say too: with every guard, and with each one
// missing.

const GUARDS = [
  'flood',
  'scanner',
  'malformed',
  'oversize',
  'auth',
  'calls',
  'relay',
  'signature',
  'rpc',
] as const
type Guard = (typeof GUARDS)[number]

const MODULES = ['sl', 'tm', 'pv', 'textops', 'siputils', 'auth', 'sanity', 'pike', 'rr', 'xhttp', 'jsonrpcs']

function configuration(without: Guard | null, address: string): string {
  const has = (guard: Guard, line: string): string => (without === guard ? '' : line)
  const asked = without === 'calls' ? 'is_method("REGISTER")' : 'is_method("REGISTER") || from_uri==myself'
  return `#!KAMAILIO
children=2
log_stderror=no
${has('signature', 'server_signature=no')}
listen=udp:${address}:5060
listen=tcp:${address}:8080
tcp_accept_no_cl=yes
${MODULES.map((name) => `loadmodule "${name}.so"`).join('\n')}
modparam("auth", "nonce_count", 0)
modparam("auth", "qop", "auth")
modparam("jsonrpcs", "transport", 1)
modparam("pike", "sampling_time_unit", 2)
modparam("pike", "reqs_density_per_unit", 16)
request_route {
  route(REQINIT);
  if (is_method("OPTIONS") && uri==myself) { sl_send_reply("200", "OK"); exit; }
  if (is_method("ACK|CANCEL")) exit;
  ${has('auth', 'route(AUTH);')}
  ${has('relay', 'if (from_uri!=myself && uri!=myself) { sl_send_reply("403", "Not relaying"); exit; }')}
  if (is_method("REGISTER")) { sl_send_reply("200", "OK"); exit; }
  if (uri==myself) { sl_send_reply("404", "Not Found"); exit; }
  t_relay();
}
route[REQINIT] {
  ${has('flood', 'if (src_ip!=myself && !pike_check_req()) exit;')}
  ${has('scanner', 'if ($ua =~ "friendly|scanner|sipcli|sipvicious|VaxSIPUserAgent|pplsip") exit;')}
  ${has('oversize', 'if ($ml > 4096) exit;')}
  ${has('malformed', 'if (!sanity_check("17895", "7")) exit;')}
}
route[AUTH] {
  if (${asked}) {
    if (!pv_www_authenticate("office", "right", "0")) { www_challenge("office", "1"); exit; }
  }
}
event_route[xhttp:request] {
  ${has('rpc', `if (src_ip != ${address}) { xhttp_reply("403", "Forbidden", "", ""); exit; }`)}
  if ($hu =~ "^/RPC") jsonrpc_dispatch();
}
`
}

const variants = [
  { name: 'every guard', without: null },
  ...GUARDS.map((without) => ({ name: `all but ${without}`, without })),
]

let running: Plain | null = null
afterEach(async () => {
  await running?.stop()
  running = null
})

interface Packet {
  readonly method?: string
  readonly to?: string
  readonly from?: string
  readonly more?: string
  readonly cseq?: string
  readonly body?: string
}

const request = (address: string, me: string, n: number, given: Packet): string => {
  const { method = 'OPTIONS', to = address, from = `attacker@${address}`, more = '', body = '' } = given
  return [
    `${method} sip:100@${to} SIP/2.0`,
    `Via: SIP/2.0/UDP ${me};branch=z9hG4bK${method}${n}${more.length}${body.length};rport`,
    'Max-Forwards: 70',
    `From: <sip:${from}>;tag=t${n}`,
    `To: <sip:100@${to}>`,
    `Call-ID: ${method}-${n}-${more.length}-${body.length}@${me}`,
    `CSeq: 1 ${given.cseq ?? method}`,
    `Contact: <sip:attacker@${me}>`,
    ...(more === '' ? [] : [more]),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

/** First lines of what comes back to packets of one stranger. */
async function answers(address: string, me: string, packets: readonly Packet[]): Promise<string[]> {
  const socket = createSocket('udp4')
  socket.bind(0, me)
  await once(socket, 'listening')
  const heard: string[] = []
  socket.on('message', (text) => heard.push(String(text).split('\r\n')[0] ?? ''))
  const { port } = socket.address()
  packets.forEach((packet, n) => {
    socket.send(request(address, `${me}:${port}`, n, packet), 5060, address)
  })
  // What is dropped never answers: so long is waited for it, and never for what does.
  for (let tries = 0; tries < 10 && heard.length < packets.length; tries++) await sleep(100)
  socket.close()
  return heard
}

/** Each check with what real packets say: `pass` where strangers get no further. */
const traffic: Readonly<Record<string, (kamailio: Plain) => Promise<'pass' | 'fail'>>> = {
  async 'SIP-018'({ address }) {
    const { verdict } = await probed(address, { only: ['P3', 'P4'] })
    return ['P3', 'P4'].every((probe) => verdict(probe)[0] === 'pass') ? 'pass' : 'fail'
  },
  async 'SIP-019'({ address, block }) {
    const flood = Array.from({ length: 100 }, () => ({}))
    return (await answers(address, block.address(66), flood)).length < flood.length ? 'pass' : 'fail'
  },
  async 'SIP-020'({ address, block }) {
    const bad: Packet[] = [
      { more: 'User-Agent: friendly-scanner' },
      { cseq: 'INVITE' },
      { more: 'Content-Type: text/plain', body: 'x'.repeat(5000) },
    ]
    const served: boolean[] = []
    for (const [n, packet] of bad.entries())
      served.push(
        (await answers(address, block.address(70 + n), [packet])).some((line) => / 200 /.test(line)),
      )
    return served.includes(true) ? 'fail' : 'pass'
  },
  async 'SIP-021'({ address, block }) {
    const elsewhere = createSocket('udp4')
    elsewhere.bind(5060, block.address(99))
    await once(elsewhere, 'listening')
    const relayed = once(elsewhere, 'message').then(() => true)
    const invite = { method: 'INVITE', to: `${block.address(99)}:5060`, from: 'mallory@elsewhere.example' }
    const [answer] = await answers(address, block.address(80), [invite])
    const refused = / 40[37] /.test(answer ?? '')
    const open = refused ? false : await Promise.race([relayed, sleep(2000).then(() => false)])
    elsewhere.close()
    return open ? 'fail' : 'pass'
  },
  async 'SIP-013'({ greeted }) {
    return greeted.some(({ reason }) => /kamailio/i.test(reason)) ? 'fail' : 'pass'
  },
  async 'SIP-022'({ address }) {
    const said = await fetch(`http://${address}:8080/RPC`, {
      method: 'POST',
      body: '{"jsonrpc":"2.0","method":"core.version","id":1}',
    })
    return said.ok && (await said.text()).includes('kamailio') ? 'fail' : 'pass'
  },
  /** No TLS module is loaded: nobody can speak to it in secret. */
  async 'SIP-009'({ address }) {
    return (await answersAt(address, 5061)) ? 'pass' : 'fail'
  },
}

const breaks: Readonly<Record<Guard, string>> = {
  flood: 'SIP-019',
  scanner: 'SIP-020',
  malformed: 'SIP-020',
  oversize: 'SIP-020',
  auth: 'SIP-018',
  calls: 'SIP-018',
  relay: 'SIP-021',
  signature: 'SIP-013',
  rpc: 'SIP-022',
}

describe.skipIf(!existsSync('/usr/sbin/kamailio'))(
  'a real Kamailio, by its configuration and by real packets',
  () => {
    it.each(variants)('with $name', async ({ without }) => {
      running = await startPlain((address) => configuration(without, address))
      const expected: [string, string][] = []
      const said: [string, string | undefined, string][] = []
      for (const [check, tried] of Object.entries(traffic)) {
        const wanted = check === 'SIP-009' || (without && breaks[without] === check) ? 'fail' : 'pass'
        expected.push([check, wanted])
        said.push([check, running.audited(check), await tried(running)])
      }
      expect(said).toEqual(expected.map(([check, wanted]) => [check, wanted, wanted]))
    })
  },
)
