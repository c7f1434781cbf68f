/** Phones of the test proxy with their passwords. */
export const phones: Readonly<Record<string, string>> = {
  '3001': 'first-Proxy-1',
  '3002': 'second-Proxy-2',
  '3003': 'third-Proxy-3',
}

export interface Layout {
  readonly dir: string
  readonly address: string
  readonly carrier: string
  /** Who may ask JSON-RPC. */
  readonly allowed: readonly string[]
  /** PostgreSQL for accounting, '' for none. */
  readonly accounting: string
}

/** Where the lines of the kit go: see `withKit`. */
export const MARK = {
  modules: '# modules end here',
  first: '# new requests of phones',
  denied: '# about to challenge',
  call: '# proved who it is',
  last: '# routes end here',
} as const

/** Debian's folder of Kamailio's modules. */
export const MODULES = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/kamailio/modules`

const modules = [
  'jsonrpcs',
  'xhttp',
  'kex',
  'corex',
  'tm',
  'tmx',
  'sl',
  'rr',
  'pv',
  'maxfwd',
  'usrloc',
  'registrar',
  'textops',
  'siputils',
  'xlog',
  'sanity',
  'ctl',
  'auth',
  'htable',
  'permissions',
  'cfgutils',
  'dialog',
] // prettier-ignore

/** A registrar and outbound proxy: three phones by digest, one carrier by its address. */
export const configuration = ({ dir, address, carrier, allowed, accounting }: Layout): string => `#!KAMAILIO
debug=2
log_stderror=yes
fork=yes
children=4
tcp_children=3
auto_aliases=no
listen=udp:${address}:5060
listen=tcp:${address}:8090
tcp_accept_no_cl=yes
mpath="${MODULES}/"
${modules.map((name) => `loadmodule "${name}.so"`).join('\n')}
modparam("ctl", "binrpc", "unix:${dir}/ctl")
modparam("jsonrpcs", "transport", 1)
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_contacts", 5)
modparam("permissions", "address_file", "${dir}/address.txt")
modparam("htable", "htable", "secret=>size=8;")
modparam("htable", "htable", "ipban=>size=8;autoexpire=300;")
${accounting === '' ? '' : accountingText(accounting)}
${MARK.modules}

event_route[htable:mod-init] {
${Object.entries(phones)
  .map(([name, password]) => `  $sht(secret=>${name}) = "${password}";`)
  .join('\n')}
}

request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if ($sht(ipban=>$si) != $null) exit;
  if (!sanity_check("1511", "7")) exit;
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  if (has_totag()) {
    if (loose_route()) {
      ${accounting === '' ? '' : 'if (is_method("BYE")) setflag(1);'}
      t_relay();
      exit;
    }
    if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
    sl_send_reply("404", "Not Here");
    exit;
  }
  if (!allow_source_address("1")) {
    ${MARK.first}
    if (is_method("OPTIONS")) { sl_send_reply("200", "Here"); exit; }
    $var(password) = "no" + $RANDOM;
    if ($sht(secret=>$fU) != $null) $var(password) = $sht(secret=>$fU);
    if (is_method("REGISTER")) {
      if (!pv_www_authenticate("$fd", "$var(password)", "0")) {
        ${MARK.denied}
        www_challenge("$fd", "1");
        exit;
      }
    } else if (!pv_proxy_authenticate("$fd", "$var(password)", "0")) {
      ${MARK.denied}
      proxy_challenge("$fd", "1");
      exit;
    }
    consume_credentials();
  }
  if (is_method("REGISTER")) { if (!save("location")) sl_reply_error(); exit; }
  if (!is_method("INVITE")) { sl_send_reply("405", "Not Allowed"); exit; }
  record_route();
  ${accounting === '' ? '' : 'setflag(1); setflag(2);'}
  ${MARK.call}
  dlg_manage();
  ${accounting === '' ? '' : '$dlg_var(account) = $fU; $dlg_var(number) = $rU; $dlg_var(source) = $si; $dlg_var(id) = $ci;'}
  if ($rU =~ "^3[0-9][0-9][0-9]$") {
    if (!lookup("location")) { sl_send_reply("404", "Not Registered"); exit; }
  } else $ru = "sip:" + $rU + "@${carrier}:5060";
  if (!t_relay()) sl_reply_error();
  exit;
}

event_route[xhttp:request] {
  if (${allowed.map((one) => `$si != "${one}"`).join(' && ')}) { xhttp_reply("403", "Forbidden", "text/plain", "no"); exit; }
  if ($hu =~ "^/RPC") { jsonrpc_dispatch(); exit; }
  xhttp_reply("404", "Not Found", "text/plain", "no");
}
${MARK.last}
`

const accountingText = (url: string): string => `loadmodule "db_postgres.so"
loadmodule "acc.so"
modparam("acc", "db_url", "${url}")
modparam("acc", "db_flag", 1)
modparam("acc", "db_missed_flag", 2)
modparam("acc", "detect_direction", 0)
modparam("acc", "db_extra", "src_user=$fU;dst_ouser=$tU;dst_user=$rU;src_ip=$si;user_agent=$ua")
modparam("acc", "time_mode", 2)
modparam("acc", "time_attr", "time_utc")
modparam("acc", "cdr_enable", 1)
modparam("acc", "cdr_expired_dlg_enable", 1)
modparam("acc", "cdrs_table", "acc_cdrs")
modparam("acc", "cdr_start_on_confirmed", 1)
modparam("acc", "cdr_extra", "src_user=$dlg_var(account);dst_user=$dlg_var(number);src_ip=$dlg_var(source);callid=$dlg_var(id)")`

/** The tables of module acc, with the columns that \`db_extra\` and \`cdr_extra\` above fill. */
export const accountingTables: readonly string[] = [
  'CREATE TABLE version (table_name varchar(32) PRIMARY KEY, table_version integer NOT NULL DEFAULT 0)',
  "INSERT INTO version VALUES ('acc', 5), ('missed_calls', 4), ('acc_cdrs', 2)",
  ...['acc', 'missed_calls'].map(
    (name) => `CREATE TABLE ${name} (
      id serial PRIMARY KEY, method varchar(16) NOT NULL DEFAULT '', from_tag varchar(128) NOT NULL DEFAULT '',
      to_tag varchar(128) NOT NULL DEFAULT '', callid varchar(255) NOT NULL DEFAULT '', sip_code varchar(3) NOT NULL DEFAULT '',
      sip_reason varchar(128) NOT NULL DEFAULT '', time timestamp NOT NULL, src_user varchar(64), dst_ouser varchar(64),
      dst_user varchar(64), src_ip varchar(64), user_agent varchar(255), time_utc varchar(64))`,
  ),
  `CREATE TABLE acc_cdrs (
    id serial PRIMARY KEY, start_time timestamp NOT NULL, end_time timestamp NOT NULL, duration real NOT NULL DEFAULT 0,
    src_user varchar(64), dst_user varchar(64), src_ip varchar(64), callid varchar(255))`,
]
