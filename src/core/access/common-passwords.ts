/**
 * Stems of passwords that are tried first: from public lists of leaked passwords, with the words of this trade. Only stems:
 * digits, signs and the usual letter swaps around them are taken away before comparing.
 */
export const commonStems: ReadonlySet<string> = new Set(
  `password passwort passw0rd motdepasse contrasena wachtwoord senha parola haslo geheim secret topsecret
  admin administrator root superuser manager operator supervisor user username guest default system
  letmein letmeinnow welcome welcomeback hello helloworld changeme changemenow changethis pleasechange temporary temp test testtest testing demo
  qwerty qwertz azerty qwertyuiop qwertzuiop qwertyuiopasdfghjkl asdfgh asdfghjkl asdfghjklzxcvbnm zxcvbn zxcvbnm qazwsx qazwsxedc qazwsxedcrfv
  abc abcd abcdef abcdefg abcdefgh abcdefghijkl abcdefghijklm abcdefghijklmnop iloveyou iloveyousomuch loveyou trustno monkey dragon master shadow sunshine princess
  football baseball superman batman michael jordan liverpool chelsea arsenal starwars pokemon whatever freedom computer internet
  summer winter spring autumn sommer herbst january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday company business office newyork london berlin
  asterisk freepbx issabel elastix trixbox freeswitch kamailio opensips cucm cisco polycom yealink grandstream sangoma digium avaya mitel
  sip siptrunk trunk voip voicemail telephone telefon phone phonesystem pbx extension ringfence firewall network
  correcthorsebatterystaple passphrase mypassword mypasswordis thepassword newpassword yourpassword adminpassword adminadmin rootroot passwordpassword
  onetwothree onetwothreefour`
    .split(/\s+/)
    .filter(Boolean),
)
