// What Ringfence wants in kamailio.cfg: tables that hold what is refused, a route that asks them, and routes that tell of calls.
// Emergency numbers stand in the text itself, so that they pass with empty tables too, and are looked at before anything else.

/** Tables the guard asks. All are in memory: after a restart they are empty, and the reconciler fills them again. */
export const TABLE = {
  /** `probe`: what a test request must show; `seen`: requests the guard has looked at since the start. */
  house: 'ringfence',
  bar: 'ringfence_bar',
  refuse: 'ringfence_refuse',
  pass: 'ringfence_pass',
  shut: 'ringfence_shut',
  ip: 'ringfence_ip',
  emergency: 'ringfence_emergency',
} as const
export const tables: readonly string[] = Object.values(TABLE)

/** What the guard answers to a test request. */
export const SAID = { refused: 'Refused by Ringfence', passed: 'Passed by Ringfence' } as const

/** Key of the rule for every number: a key cannot be empty. */
const ANY = 'any'
export const keyOf = (prefix: string): string => prefix || ANY
/** A rule's fewest and most digits in one number, as the guard takes it apart. */
export const lengthsOf = (min: number, max: number): number => min * 100 + Math.min(max, 99)

/** A number of fewer digits is an extension or a service, and stays possible while the line is shut. */
const EXTERNAL_DIGITS = 7
const LONGEST = 24

/** Modules that the kit's text uses, and that must be loaded before it. */
const kitModules = ['htable', 'dialog', 'pv', 'sl', 'textops', 'siputils', 'evapi'] as const

export interface KitNeeds {
  /** Names of modules, loaded already or not. */
  readonly modules: readonly string[]
  readonly guard: boolean
  readonly events: boolean
  readonly emergency: readonly string[]
  /** Where evapi is to listen. */
  readonly evapi: string
}

/** The lines to paste for what is missing, '' when nothing is. */
export function kitText({ modules, guard, events, emergency, evapi }: KitNeeds): string {
  const parts: string[] = []
  const wanted = kitModules.filter((name) =>
    name === 'evapi' || name === 'dialog' ? events : guard || events,
  )
  const missing = wanted.filter((name) => !modules.includes(name))
  if (missing.length > 0)
    parts.push(`# with the other modules\n${missing.map((name) => `loadmodule "${name}.so"`).join('\n')}`)
  if (missing.includes('evapi')) parts.push(`modparam("evapi", "bind_addr", "${evapi}")`)
  if (guard) parts.push(guardText(emergency))
  if (events) parts.push(eventText)
  if (parts.length === 0) return ''
  return `${parts.join('\n\n')}\n\n# then: kamailio -c, and restart it\n`
}

/** Without a time of its own a table forgets nothing, entries with a shorter one included. */
const YEAR_S = 31_536_000
const lasting: readonly string[] = [TABLE.house, TABLE.emergency]
const tableText = (name: string): string =>
  `modparam("htable", "htable", "${name}=>size=10;${lasting.includes(name) ? '' : `autoexpire=${YEAR_S};`}")`

const same = (number: string): string => `$var(rf_n) == "${number}"`

function guardText(emergency: readonly string[]): string {
  return `# with the other parameters
${tables.map(tableText).join('\n')}

# in request_route, for new requests of phones and PBXs (not for calls that come in from a carrier),
# before authentication and before OPTIONS are answered:
#   route(RINGFENCE);
route[RINGFENCE] {
  if (has_totag() || is_method("ACK|CANCEL|BYE|PRACK|UPDATE|INFO")) return;
  $var(rf_probe) = 0;
  if (is_method("OPTIONS") && $hdr(X-Ringfence) != $null && $hdr(X-Ringfence) == $sht(${TABLE.house}=>probe)) $var(rf_probe) = 1;
  else $var(rf_seen) = $shtinc(${TABLE.house}=>seen);
  $var(rf_call) = 0;
  if (is_method("INVITE") || $var(rf_probe) == 1) $var(rf_call) = 1;
  $var(rf_n) = "";
  if ($rU != $null) $var(rf_n) = $(rU{s.unescape.user}{re.subst,/[^0-9+*#]//g});
  if ($var(rf_call) == 1) {
    if (${emergency.map(same).join(' || ')}) { route(RINGFENCE_PASS); return; }
    if ($sht(${TABLE.emergency}=>$var(rf_n)) != $null) { route(RINGFENCE_PASS); return; }
  }
  if ($sht(${TABLE.ip}=>$si) != $null && $var(rf_probe) == 0) exit;
  if (is_method("INVITE|REGISTER") || $var(rf_probe) == 1) {
    if ($sht(${TABLE.bar}=>$fU) != $null) { route(RINGFENCE_REFUSE); }
    if (is_method("REGISTER") && $sht(${TABLE.bar}=>$tU) != $null) { route(RINGFENCE_REFUSE); }
    $var(rf_who) = "";
    if ($hdr(Authorization) != $null) $var(rf_who) = $(hdr(Authorization){re.subst,/^.*username="([^"]*)".*$/\\1/});
    if ($hdr(Proxy-Authorization) != $null) $var(rf_who) = $(hdr(Proxy-Authorization){re.subst,/^.*username="([^"]*)".*$/\\1/});
    if ($var(rf_who) != "" && $sht(${TABLE.bar}=>$var(rf_who)) != $null) { route(RINGFENCE_REFUSE); }
  }
  if ($var(rf_call) == 0) return;
  $var(rf_len) = $(var(rf_n){re.subst,/[^0-9]//g}{s.len});
  $var(rf_i) = $(var(rf_n){s.len});
  if ($var(rf_i) > ${LONGEST}) $var(rf_i) = ${LONGEST};
  while ($var(rf_i) >= 0) {
    $var(rf_p) = "${ANY}";
    if ($var(rf_i) > 0) $var(rf_p) = $(var(rf_n){s.substr,0,$var(rf_i)});
    if ($sht(${TABLE.pass}=>$var(rf_p)) != $null) {
      $var(rf_m) = $sht(${TABLE.pass}=>$var(rf_p));
      if ($var(rf_len) >= $var(rf_m) / 100 && $var(rf_len) <= $var(rf_m) mod 100) break;
    }
    if ($sht(${TABLE.refuse}=>$var(rf_p)) != $null) {
      $var(rf_m) = $sht(${TABLE.refuse}=>$var(rf_p));
      if ($var(rf_len) >= $var(rf_m) / 100 && $var(rf_len) <= $var(rf_m) mod 100) { route(RINGFENCE_REFUSE); }
    }
    $var(rf_i) = $var(rf_i) - 1;
  }
  if ($sht(${TABLE.shut}=>all) != $null && $var(rf_len) >= ${EXTERNAL_DIGITS}) { route(RINGFENCE_REFUSE); }
  route(RINGFENCE_PASS);
}
route[RINGFENCE_PASS] {
  if ($var(rf_probe) == 1) { sl_send_reply("200", "${SAID.passed}"); exit; }
}
route[RINGFENCE_REFUSE] {
  sl_send_reply("403", "${SAID.refused}");
  exit;
}`
}

/** Texts that phones choose are escaped: they must not be able to end a JSON string. */
const told = (event: string, id: string, more: string): string =>
  `$var(rf_ev) = '{"event":"${event}","escaped":1,"callid":"' + $(${id}{s.escape.param}) + '"${more},"ts":' + $TV(Sn) + '}';
  evapi_relay("$var(rf_ev)");`
const part = (name: string, value: string): string => `,"${name}":"' + $(${value}{s.escape.param}) + '"`
const who = part('user', 'fU') + part('to', 'rU') + part('ip', 'si') + part('ua', 'ua')

const eventText = `# where a new INVITE has proved who it is, before its number is changed:
#   route(RINGFENCE_CALL);
route[RINGFENCE_CALL] {
  dlg_manage();
  $dlg_var(ringfence_user) = $fU;
  $dlg_var(ringfence_to) = $rU;
  $dlg_var(ringfence_ip) = $si;
  $dlg_var(ringfence_ua) = $ua;
  ${told('call-new', 'ci', who)}
}

# just before a request is challenged (www_challenge, proxy_challenge, auth_challenge):
#   route(RINGFENCE_DENIED);
route[RINGFENCE_DENIED] {
  $var(rf_code) = $rc;
  if ($hdr(Authorization) == $null && $hdr(Proxy-Authorization) == $null) return;
  # -4 and -6: the nonce was too old, as happens to every phone
  if ($var(rf_code) == -4 || $var(rf_code) == -6) return;
  ${told('auth-failed', 'ci', `${who},"code":' + $var(rf_code) + '`)}
}

# where there are such routes already: add the line to them
event_route[dialog:start] {
  ${told('call-start', 'dlg(callid)', '')}
}
event_route[dialog:end] {
  ${told('call-end', 'dlg(callid)', '')}
}
event_route[dialog:failed] {
  ${told('call-failed', 'dlg(callid)', '')}
}`
