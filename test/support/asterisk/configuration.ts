import { join } from 'node:path'

/** Phones of the test PBX with their passwords. */
export const phones: Readonly<Record<string, string>> = {
  '1001': 'first-Phone-1',
  '1002': 'second-Phone-2',
  '1003': 'third-Phone-3',
}

/** AMI users: may do everything, may only read, may do what the kit's user may. */
export const managers: Readonly<Record<string, { secret: string; read: string; write: string }>> = {
  all: { secret: 'may-do-everything', read: 'all', write: 'all' },
  reader: { secret: 'may-only-read', read: 'system,call,cdr,security,reporting,user', write: '' },
  ringfence: {
    secret: 'least-privilege',
    read: 'system,call,cdr,security,reporting,user',
    write: 'system,call,reporting',
  },
}

export interface Layout {
  readonly prefix: string
  readonly modules: string
  readonly dir: string
  readonly address: string
  readonly carrier: string
}

const sections = (all: Readonly<Record<string, Readonly<Record<string, string>>>>): string =>
  Object.entries(all)
    .map(([name, keys]) =>
      [`[${name}]`, ...Object.entries(keys).map(([key, value]) => `${key}=${value}`), ''].join('\n'),
    )
    .join('\n')

/** The configuration files of a small PBX: three phones, a carrier, calls abroad by 9 and 00 or 011. */
export const configuration = (at: Layout): Readonly<Record<string, string>> => ({
  'asterisk.conf': sections({
    directories: {
      astcachedir: join(at.dir, 'cache'),
      astetcdir: join(at.dir, 'etc'),
      astmoddir: at.modules,
      astvarlibdir: join(at.dir, 'lib'),
      astdbdir: join(at.dir, 'lib'),
      astkeydir: join(at.dir, 'lib'),
      astdatadir: join(at.prefix, 'usr/share/asterisk'),
      astagidir: join(at.prefix, 'usr/share/asterisk/agi-bin'),
      astspooldir: join(at.dir, 'spool'),
      astrundir: join(at.dir, 'run'),
      astlogdir: join(at.dir, 'log'),
      astsbindir: join(at.prefix, 'usr/sbin'),
    },
  }),
  'modules.conf': `[modules]\nautoload=no\n${modules.map((name) => `load=${name}.so`).join('\n')}\n`,
  'logger.conf': '[general]\n[logfiles]\nmessages.log => notice,warning,error\nsecurity.log => security\n',
  'cdr.conf':
    '[general]\nenable=yes\nunanswered=yes\n[csv]\nusegmtime=yes\nloguniqueid=yes\nloguserfield=yes\n',
  'http.conf': sections({ general: { enabled: 'yes', bindaddr: at.address, bindport: '8088' } }),
  'ari.conf': sections({
    general: { enabled: 'yes' },
    ringfence: { type: 'user', read_only: 'yes', password: 'reads-by-ari' },
  }),
  'cdr_manager.conf': sections({ general: { enabled: 'yes' } }),
  'manager.conf': managerConf(at),
  'rtp.conf': sections({ general: { rtpstart: '20000', rtpend: '29999' } }),
  'pjsip.conf': pjsipConf(at),
  'extensions.conf': EXTENSIONS,
  ...Object.fromEntries(EMPTY.map((name) => [`${name}.conf`, '[general]\n'])),
})

const EMPTY = ['acl', 'ccss', 'cel', 'features', 'geolocation', 'indications', 'musiconhold', 'pjproject']
EMPTY.push('res_parking', 'stasis', 'udptl', 'websocket_client')

const managerConf = ({ address }: Layout): string =>
  sections({
    general: { enabled: 'yes', port: '5038', bindaddr: address, timestampevents: 'yes' },
    ...Object.fromEntries(
      Object.entries(managers).map(([name, user]) => [
        name,
        { ...user, deny: '0.0.0.0/0.0.0.0', permit: '127.0.0.0/255.0.0.0' },
      ]),
    ),
    elsewhere: { secret: 'right-but-elsewhere', read: 'all', permit: '192.0.2.0/24', deny: '0.0.0.0/0' },
  })

const pjsipConf = ({ address, carrier }: Layout): string => `[global]
type=global
endpoint_identifier_order=ip,username,anonymous
unidentified_request_count=3
unidentified_request_period=5

[transport-udp]
type=transport
protocol=udp
bind=${address}:5060

[phone](!)
type=endpoint
context=from-internal
disallow=all
allow=ulaw,alaw
direct_media=no

${Object.entries(phones)
  .map(
    ([name, password]) => `[${name}](phone)
auth=${name}
aors=${name}
callerid="Phone ${name}" <${name}>
[${name}]
type=auth
auth_type=userpass
username=${name}
password=${password}
[${name}]
type=aor
max_contacts=20
`,
  )
  .join('\n')}
[carrier]
type=endpoint
context=from-carrier
disallow=all
allow=ulaw,alaw
aors=carrier
direct_media=no
[carrier]
type=aor
contact=sip:${carrier}:5060
[carrier]
type=identify
endpoint=carrier
match=${carrier}
`

const EXTENSIONS = `[from-internal]
exten => _1XXX,1,Dial(PJSIP/\${EXTEN},30)
exten => 911,1,Dial(PJSIP/911@carrier,60)
exten => 9911,1,Dial(PJSIP/911@carrier,60)
exten => 600,1,Answer()
 same => n,Echo()
exten => 700,1,Dial(Local/900442079460000@from-internal)
exten => _9X.,1,Goto(outbound,\${EXTEN:1},1)
exten => _+X.,1,Goto(outbound,\${EXTEN:1},1)
exten => _00X.,1,Goto(outbound,\${EXTEN},1)
exten => _011X.,1,Goto(outbound,\${EXTEN},1)

[outbound]
exten => _00X.,1,Goto(outbound,\${EXTEN:2},1)
exten => _011X.,1,Goto(outbound,\${EXTEN:3},1)
exten => _X.,1,Dial(PJSIP/+\${EXTEN}@carrier,60)
 same => n,Hangup(\${HANGUPCAUSE})

[from-carrier]
exten => _X.,1,Dial(PJSIP/1001,30)
`

const modules = [
  'res_timing_timerfd',
  'res_sorcery_config',
  'res_sorcery_memory',
  'res_sorcery_astdb',
  'res_crypto',
  'res_http_websocket',
  'res_websocket_client',
  'res_geolocation',
  'res_pjproject',
  'res_pjsip',
  'res_pjsip_session',
  'res_pjsip_pubsub',
  'res_pjsip_acl',
  'res_pjsip_authenticator_digest',
  'res_pjsip_outbound_authenticator_digest',
  'res_pjsip_outbound_registration',
  'res_pjsip_caller_id',
  'res_pjsip_endpoint_identifier_ip',
  'res_pjsip_endpoint_identifier_user',
  'res_pjsip_endpoint_identifier_anonymous',
  'res_pjsip_header_funcs',
  'res_pjsip_maintenance',
  'res_pjsip_nat',
  'res_pjsip_registrar',
  'res_pjsip_refer',
  'res_pjsip_rfc3326',
  'res_pjsip_sdp_rtp',
  'res_rtp_asterisk',
  'res_security_log',
  'res_stasis',
  'res_stasis_answer',
  'res_stasis_playback',
  'res_stasis_recording',
  'res_stasis_snoop',
  'res_ari',
  'res_ari_model',
  'res_ari_channels',
  'res_ari_endpoints',
  'bridge_simple',
  'bridge_softmix',
  'bridge_builtin_features',
  'chan_pjsip',
  'codec_ulaw',
  'codec_alaw',
  'pbx_config',
  'app_dial',
  'app_echo',
  'app_stack',
  'app_userevent',
  'app_verbose',
  'app_transfer',
  'func_callerid',
  'func_cdr',
  'func_channel',
  'func_db',
  'func_global',
  'func_logic',
  'func_math',
  'func_strings',
  'func_cut',
  'func_pjsip_endpoint',
  'cdr_csv',
  'cdr_manager',
]
