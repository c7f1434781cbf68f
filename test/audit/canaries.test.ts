import { expect, test } from 'vitest'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { audit } from '../../src/app/flows/audit.ts'

const C = (n: number): string => `cAnary-${n}-Zx9`

/** A secret in every place where configurations keep one, also where a comment or an address repeats it. */
const files = [
  {
    path: 'pjsip.conf',
    text: `[1001]\ntype=endpoint\nauth=1001\n[1001]\ntype=auth\nusername=1001\npassword=${C(1)} ; was ${C(2)}\n[t]\ntype=registration\noutbound_auth=t\n[t]\ntype=auth\npassword=${C(3)}\npassword_digest=SHA-256:${C(4)}\nmd5_cred=${C(5)}\n`,
  },
  {
    path: 'sip.conf',
    text: `[general]\nregister => me:${C(6)}@carrier\n[1002]\nhost=dynamic\nsecret=${C(7)}\nmd5secret=${C(8)}\n`,
  },
  { path: 'iax.conf', text: `[general]\n[b]\nhost=dynamic\nsecret=${C(9)}\n` },
  { path: 'manager.conf', text: `[general]\nenabled=yes\n[crm]\nsecret=${C(10)}\nwrite=all\n` },
  { path: 'ari.conf', text: `[general]\nenabled=yes\n[app]\ntype=user\npassword=${C(11)}\n` },
  { path: 'voicemail.conf', text: '[general]\n[default]\n1001 => 98765432101,Alice\n' },
  { path: 'confbridge.conf', text: '[u]\ntype=user\npin=98765432102\n' },
  {
    path: 'extensions.conf',
    text: '[default]\nexten => _X.,1,Authenticate(98765432103)\n same => n,DISA(98765432104,default)\nexten => 5,1,DISA(98765,default)\n',
  },
  {
    path: 'vars.xml',
    text: `<include><X-PRE-PROCESS cmd="set" data="default_password=${C(12)}"/></include>`,
  },
  {
    path: 'directory/default/1000.xml',
    text: '<include><user id="1000"><params><param name="password" value="$${default_password}"/><param name="vm-password" value="98765432105"/></params></user></include>',
  },
  {
    path: 'event_socket.conf.xml',
    text: `<configuration name="event_socket.conf"><settings><param name="listen-ip" value="::"/><param name="password" value="${C(13)}"/><param name="apply-inbound-acl" value="x"/></settings></configuration>`,
  },
  {
    path: 'kamailio.cfg',
    text: `#!KAMAILIO\n#!define DBURL "mysql://kamailio:${C(14)}@localhost/k"\nmodparam("auth_db", "db_url", "mysql://k:${C(15)}@h/k")\nmodparam("auth", "secret", "${C(16)}")\nmodparam("auth_db", "calculate_ha1", 1)\n`,
  },
  {
    path: 'dump.sql',
    text: `INSERT INTO \`freepbx_settings\` (\`keyword\`,\`value\`) VALUES ('AMPDBPASS','${C(17)}'),('AUTHTYPE','none');\nINSERT INTO \`sip\` (\`id\`,\`keyword\`,\`data\`,\`flags\`) VALUES ('301','secret','${C(18)}','2');\n`,
  },
  {
    path: '001565000000.cfg',
    text: `#!version:1.0.0.1\naccount.1.password = ${C(19)}\nstatic.security.user_password = admin:${C(20)}\nstatic.auto_provision.server.url = http://u:${C(21)}@h/\n`,
  },
]
const pins = ['98765432101', '98765432102', '98765432103', '98765432104', '98765432105']

test('no secret of any configuration is in what the audit says', async () => {
  const report = audit(await readChecks(), { files }, sha1)
  const text = JSON.stringify(report)
  expect(report.findings.filter(({ status }) => status === 'fail').length).toBeGreaterThan(20)
  for (let n = 1; n <= 21; n++) expect(text.includes(C(n)), C(n)).toBe(false)
  for (const pin of pins) expect(text.includes(pin), pin).toBe(false)
})
