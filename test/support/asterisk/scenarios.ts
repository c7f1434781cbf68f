// SIPp scenarios as text. Keys: user, dest, to, ua, expires; authentication comes from -au and -ap.

const head = (method: string, uri: string, cseq: number, branch = '[branch]'): string =>
  `${method} ${uri} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${branch}
Max-Forwards: 70
From: <sip:[user]@[remote_ip]>;tag=[pid]t[call_number]
Call-ID: [call_id]
CSeq: ${cseq} ${method}
User-Agent: [ua]`

const SDP = `Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000
`

const send = (text: string, retrans = ' retrans="500"'): string =>
  `<send${retrans}><![CDATA[\n${text}\n]]></send>`
const scenario = (name: string, ...steps: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="${name}">\n${steps.join('\n')}\n</scenario>\n`
const optional = (...codes: readonly number[]): string =>
  codes.map((code) => `<recv response="${code}" optional="true" rrs="true"/>`).join('\n')
const NEW = 'To: <sip:[to]@[remote_ip]>'
const TARGET = 'sip:[dest]@[remote_ip]:[remote_port]'
const CONTACT = 'Contact: <sip:[user]@[local_ip]:[local_port]>'
const OK = send(
  `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0
`,
  '',
)

export const register = (challenge: number): string =>
  scenario(
    'register',
    send(
      `${head('REGISTER', 'sip:[remote_ip]:[remote_port]', 1)}
To: <sip:[user]@[remote_ip]>
${CONTACT}
Expires: [expires]
Content-Length: 0
`,
    ),
    optional(100),
    `<recv response="${challenge}" auth="true"/>`,
    send(
      `${head('REGISTER', 'sip:[remote_ip]:[remote_port]', 2)}
To: <sip:[user]@[remote_ip]>
${CONTACT}
[authentication]
Expires: [expires]
Content-Length: 0
`,
    ),
    optional(100),
    '<recv response="200"/>',
  )

/** A call that the caller ends after the time of -d, or that stays up until the PBX ends it. */
export const call = (challenge: number, ending: 'caller' | 'pbx'): string =>
  scenario(
    'call',
    send(`${head('INVITE', TARGET, 1)}\n${NEW}\n${CONTACT}\n${SDP}`),
    optional(100),
    `<recv response="${challenge}" auth="true"/>`,
    send(`${head('ACK', TARGET, 1, '[branch-3]')}\n[last_To:]\nContent-Length: 0\n`, ''),
    send(`${head('INVITE', TARGET, 2)}\n${NEW}\n${CONTACT}\n[authentication]\n${SDP}`),
    optional(100, 180, 183),
    '<recv response="200" rrs="true"/>',
    send(`${head('ACK', '[next_url]', 2)}\n[routes]\n[last_To:]\nContent-Length: 0\n`, ''),
    ...(ending === 'pbx'
      ? ['<recv request="BYE" timeout="120000"/>', OK]
      : [
          '<pause/>',
          send(`${head('BYE', '[next_url]', 3)}\n[routes]\n[last_To:]\nContent-Length: 0\n`),
          '<recv response="200"/>',
        ]),
  )

const answer = (status: string, body: string): string =>
  `SIP/2.0 ${status}
[last_Via:]
[last_Record-Route:]
[last_From:]
[last_To:];tag=[pid]c[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
${body}`

/** Rings for the time of -d, answers, stays until BYE. Mirrors Record-Route, so that proxies stay in the path. */
export const carrier = scenario(
  'carrier',
  '<recv request="INVITE" rrs="true"/>',
  send(answer('180 Ringing', 'Content-Length: 0\n'), ''),
  '<pause/>',
  send(answer('200 OK', SDP)),
  '<recv request="ACK"/>',
  '<recv request="BYE"/>',
  OK,
)
