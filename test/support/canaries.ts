export const canary = (n: number): string => `cAnary-${n}-Zx9`

/** A secret in every place where configurations keep one, also where a comment or an address repeats it. */
export const canaryFiles: readonly { readonly path: string; readonly text: string }[] = [
  {
    path: 'pjsip.conf',
    text: `[1001]\ntype=endpoint\nauth=1001\n[1001]\ntype=auth\nusername=1001\npassword=${canary(1)} ; was ${canary(2)}\n[t]\ntype=registration\noutbound_auth=t\n[t]\ntype=auth\npassword=${canary(3)}\npassword_digest=SHA-256:${canary(4)}\nmd5_cred=${canary(5)}\n`,
  },
  {
    path: 'sip.conf',
    text: `[general]\nregister => me:${canary(6)}@carrier\n[1002]\nhost=dynamic\nsecret=${canary(7)}\nmd5secret=${canary(8)}\n`,
  },
  { path: 'iax.conf', text: `[general]\n[b]\nhost=dynamic\nsecret=${canary(9)}\n` },
  { path: 'manager.conf', text: `[general]\nenabled=yes\n[crm]\nsecret=${canary(10)}\nwrite=all\n` },
  { path: 'ari.conf', text: `[general]\nenabled=yes\n[app]\ntype=user\npassword=${canary(11)}\n` },
  { path: 'voicemail.conf', text: '[general]\n[default]\n1001 => 98765432101,Alice\n' },
  { path: 'confbridge.conf', text: '[u]\ntype=user\npin=98765432102\n' },
  {
    path: 'extensions.conf',
    text: '[default]\nexten => _X.,1,Authenticate(98765432103)\n same => n,DISA(98765432104,default)\nexten => 5,1,DISA(98765,default)\n',
  },
  {
    path: 'vars.xml',
    text: `<include><X-PRE-PROCESS cmd="set" data="default_password=${canary(12)}"/></include>`,
  },
  {
    path: 'directory/default/1000.xml',
    text: '<include><user id="1000"><params><param name="password" value="$${default_password}"/><param name="vm-password" value="98765432105"/></params></user></include>',
  },
  {
    path: 'event_socket.conf.xml',
    text: `<configuration name="event_socket.conf"><settings><param name="listen-ip" value="::"/><param name="password" value="${canary(13)}"/><param name="apply-inbound-acl" value="x"/></settings></configuration>`,
  },
  {
    path: 'kamailio.cfg',
    text: `#!KAMAILIO\n#!define DBURL "mysql://kamailio:${canary(14)}@localhost/k"\nmodparam("auth_db", "db_url", "mysql://k:${canary(15)}@h/k")\nmodparam("auth", "secret", "${canary(16)}")\nmodparam("auth_db", "calculate_ha1", 1)\n`,
  },
  {
    path: 'dump.sql',
    text: `INSERT INTO \`freepbx_settings\` (\`keyword\`,\`value\`) VALUES ('AMPDBPASS','${canary(17)}'),('AUTHTYPE','none');\nINSERT INTO \`sip\` (\`id\`,\`keyword\`,\`data\`,\`flags\`) VALUES ('301','secret','${canary(18)}','2');\n`,
  },
  {
    path: '001565000000.cfg',
    text: `#!version:1.0.0.1\naccount.1.password = ${canary(19)}\nstatic.security.user_password = admin:${canary(20)}\nstatic.auto_provision.server.url = http://u:${canary(21)}@h/\n`,
  },
  {
    path: 'vmail/modulejson/Core.json',
    text: JSON.stringify(
      {
        configs: {
          settings: { AMPDBPASS: canary(22), AMPMGRPASS: canary(23), AUTHTYPE: 'none' },
          Ampusers: [{ username: 'x', password_sha1: canary(24), sections: '*', deptname: '' }],
          Devices: { techTables: { sip: [{ id: '302', keyword: 'secret', data: canary(25) }] } },
        },
      },
      null,
      1,
    ),
  },
  // Cut off in the middle of a secret: what cannot be read is not quoted.
  { path: 'cut/modulejson/Core.json', text: `{"configs": {"settings": {"AMPDBPASS": "${canary(26)}` },
  {
    path: 'broken/pjsip.conf',
    text: `[1001\npassword=${canary(27)}\n${canary(28)}\n[x]\ntype=auth\n${canary(29)} = 1\n`,
  },
  { path: 'acl.conf.xml', text: `<configuration><param name="password" value="${canary(30)}"><broken` },
  {
    path: 'switch.txt',
    text: `hostname access-1\nenable secret 5 ${canary(31)}\nusername admin privilege 15 password 0 ${canary(32)}\nsnmp-server community ${canary(33)} RW\ninterface GigabitEthernet0/1\n switchport mode access\n switchport access vlan 30\n`,
  },
  {
    path: 'sshd_config',
    text: `PasswordAuthentication yes\nPermitRootLogin yes\n# ${canary(34)}\n`,
  },
  {
    path: 'jail.local',
    text: `[DEFAULT]\nbantime = 60\n[asterisk]\nenabled = true\naction = mail[password=${canary(35)}]\n`,
  },
  {
    path: 'gs/cfg000b82000000.xml',
    text: `<gs_provision version="1"><config version="1"><P2>${canary(36)}</P2><P34>${canary(37)}</P34></config></gs_provision>`,
  },
  {
    path: 'poly/reg.cfg',
    text: `<PHONE_CONFIG><ALL reg.1.auth.password="${canary(38)}" device.auth.localAdminPassword="${canary(39)}"/></PHONE_CONFIG>`,
  },
]
/** Rules of firewalls, whose files hold secrets of their own. */
export const canaryRules: Readonly<Record<string, string>> = {
  'pfsense.xml': `<pfsense><system><user><name>admin</name><bcrypt-hash>${canary(40)}</bcrypt-hash></user></system><ipsec><phase1><pre-shared-key>${canary(41)}</pre-shared-key></phase1></ipsec><interfaces><wan><if>igb0</if><ipaddr>203.0.113.2</ipaddr><subnet>30</subnet></wan><lan><if>igb1</if><ipaddr>10.0.30.1</ipaddr><subnet>24</subnet></lan></interfaces><filter><rule><type>pass</type><interface>lan</interface><source><any/></source><destination><any/></destination></rule></filter></pfsense>`,
  'mikrotik.rsc': `/ip ipsec identity\nadd peer=x secret=${canary(42)}\n/ppp secret\nadd name=u password=${canary(43)}\n/ip firewall filter\nadd action=accept chain=forward connection-state=established,related\nadd action=drop chain=forward\n`,
  'unifi.json': `{"vpn":{"ipsec":{"site-to-site":{"peer":{"x":{"authentication":{"pre-shared-secret":"${canary(44)}"}}}}}},"firewall":{"name":{"WAN_IN":{"default-action":"drop"}}},"interfaces":{"ethernet":{"eth0":{"address":["203.0.113.2/30"],"firewall":{"in":{"name":"WAN_IN"}}}}}}`,
}
export const CANARIES = 44

/** The canaries that are in a text. */
export const canariesIn = (text: string): string[] =>
  [...Array.from({ length: CANARIES }, (_, n) => canary(n + 1)), ...canaryPins].filter((secret) =>
    text.includes(secret),
  )
const canaryPins = ['98765432101', '98765432102', '98765432103', '98765432104', '98765432105']
