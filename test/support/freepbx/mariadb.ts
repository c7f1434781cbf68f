import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import mysql from 'mysql2/promise'

export const hasMariadb = existsSync('/usr/sbin/mariadbd') && existsSync('/usr/bin/mariadb-install-db')

/** A real MariaDB in a folder of its own, with the tables of a FreePBX that the connector reads. */
export interface FreepbxDatabase {
  readonly host: string
  readonly port: number
  /** Its socket: who comes that way as root may do everything. */
  readonly socket: string
  run(sql: string): Promise<void>
  kill(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

export const reader = { user: 'ringfence', secret: 'may-only-select' }

/** Tables as FreePBX 16 and 17 make them, with the columns that are read and some that are not. */
const SCHEMA = `
CREATE DATABASE asterisk; USE asterisk;
CREATE TABLE admin (variable varchar(20) NOT NULL PRIMARY KEY, value varchar(80) NOT NULL);
INSERT INTO admin VALUES ('need_reload','false'),('version','16.0.40.7');
CREATE TABLE modules (id int AUTO_INCREMENT PRIMARY KEY, modulename varchar(50) NOT NULL UNIQUE, version varchar(20) NOT NULL, enabled int NOT NULL DEFAULT 0);
INSERT INTO modules (modulename,version,enabled) VALUES ('framework','16.0.40.7',1),('core','16.0.68.2',1),('backup','16.0.70',1),('endpoint','16.0.80',1),('cxpanel','',0),('pbxmfa','16.0.1',0);
CREATE TABLE users (extension varchar(20) NOT NULL PRIMARY KEY, password varchar(20), name varchar(50), voicemail varchar(50));
INSERT INTO users VALUES ('1001','','Reception','novm'),('1002','','Berta','novm'),('1003','','Carl','novm');
CREATE TABLE devices (id varchar(20) NOT NULL PRIMARY KEY, tech varchar(10) NOT NULL, dial varchar(255) NOT NULL, devicetype varchar(5) NOT NULL, user varchar(50), description varchar(50), emergency_cid varchar(100));
INSERT INTO devices VALUES ('1001','pjsip','PJSIP/1001','fixed','1001','Reception',''),('1002','pjsip','PJSIP/1002','fixed','1002','Berta',''),('1003','pjsip','PJSIP/1003','fixed','1003','Carl','');
CREATE TABLE sip (id varchar(20) NOT NULL, keyword varchar(30) NOT NULL, data varchar(255) NOT NULL, flags int NOT NULL DEFAULT 0, PRIMARY KEY (id, keyword));
INSERT INTO sip VALUES ('1001','secret','first-Phone-1',2),('1002','secret','second-Phone-2',2),('1003','secret','1003',2),('1001','context','from-internal',4);
CREATE TABLE trunks (trunkid int NOT NULL, name varchar(50), tech varchar(20) NOT NULL, outcid varchar(40), keepcid varchar(4), maxchans varchar(6), dialoutprefix varchar(255), channelid varchar(190) NOT NULL, disabled varchar(4) DEFAULT 'off', PRIMARY KEY (trunkid, tech, channelid));
INSERT INTO trunks VALUES (1,'carrier','pjsip','','','','','carrier','off');
CREATE TABLE outbound_routes (route_id int AUTO_INCREMENT PRIMARY KEY, name varchar(40), outcid varchar(40), emergency_route varchar(4));
INSERT INTO outbound_routes (name) VALUES ('out');
CREATE TABLE outbound_route_patterns (route_id int NOT NULL, match_pattern_prefix varchar(60) NOT NULL, match_pattern_pass varchar(60) NOT NULL, match_cid varchar(60) NOT NULL, prepend_digits varchar(100) NOT NULL, PRIMARY KEY (route_id, match_pattern_prefix, match_pattern_pass, match_cid, prepend_digits));
INSERT INTO outbound_route_patterns VALUES (1,'9','.','','');
CREATE TABLE ampusers (username varchar(255) NOT NULL PRIMARY KEY, password_sha1 varchar(40) NOT NULL, extension_low varchar(20) NOT NULL, extension_high varchar(20) NOT NULL, deptname varchar(20) NOT NULL, sections blob NOT NULL);
INSERT INTO ampusers VALUES ('otto','48570e0a59a59f21a84f5b9fc245990ba8b6add4','','','','*');
CREATE TABLE freepbx_settings (keyword varchar(50) NOT NULL PRIMARY KEY, value varchar(255), name varchar(80));
INSERT INTO freepbx_settings VALUES ('AUTHTYPE','database',''),('SIPSECRETSIZE','8',''),('SIGNATURECHECK','0',''),('AMPMGRPASS','freepbx-keeps-this',''),('AMPDBPASS','and-this','');
CREATE TABLE kvstore_Sipsettings (\`key\` varchar(190) NOT NULL, val varchar(4096), type varchar(16), id varchar(190), UNIQUE KEY (\`key\`, id));
INSERT INTO kvstore_Sipsettings VALUES ('allowanon','no',NULL,'noid');
CREATE DATABASE asteriskcdrdb;
CREATE TABLE asteriskcdrdb.cdr (calldate datetime NOT NULL, clid varchar(80) NOT NULL DEFAULT '', src varchar(80) NOT NULL DEFAULT '', dst varchar(80) NOT NULL DEFAULT '', dcontext varchar(80) NOT NULL DEFAULT '', channel varchar(80) NOT NULL DEFAULT '', dstchannel varchar(80) NOT NULL DEFAULT '', lastapp varchar(80) NOT NULL DEFAULT '', lastdata varchar(80) NOT NULL DEFAULT '', duration int NOT NULL DEFAULT 0, billsec int NOT NULL DEFAULT 0, disposition varchar(45) NOT NULL DEFAULT '', amaflags int NOT NULL DEFAULT 0, accountcode varchar(20) NOT NULL DEFAULT '', uniqueid varchar(32) NOT NULL DEFAULT '', userfield varchar(255) NOT NULL DEFAULT '', did varchar(50) NOT NULL DEFAULT '', recordingfile varchar(255) NOT NULL DEFAULT '', linkedid varchar(32) NOT NULL DEFAULT '', peeraccount varchar(80) NOT NULL DEFAULT '', sequence int NOT NULL DEFAULT 0, KEY (calldate), KEY (uniqueid));
CREATE USER '${reader.user}'@'%' IDENTIFIED BY '${reader.secret}';
GRANT SELECT ON asterisk.* TO '${reader.user}'@'%';
GRANT SELECT ON asteriskcdrdb.* TO '${reader.user}'@'%';
CREATE USER 'half'@'%' IDENTIFIED BY 'no-calls';
GRANT SELECT ON asterisk.* TO 'half'@'%';
CREATE USER 'elsewhere'@'%' IDENTIFIED BY 'sees-nothing';
`

export async function startDatabase(host: string): Promise<FreepbxDatabase> {
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-mariadb-'))
  const socket = join(dir, 'socket')
  const data = join(dir, 'data')
  const as = process.geteuid?.() === 0 ? ['--user=root'] : []
  execFileSync(
    'mariadb-install-db',
    [
      ...as,
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
    ],
    { stdio: 'ignore' },
  )
  let child: ChildProcess | null = null
  const database: FreepbxDatabase = {
    host,
    port: 3306,
    socket,
    async run(sql) {
      const connection = await mysql.createConnection({
        socketPath: socket,
        user: 'root',
        multipleStatements: true,
      })
      await connection.query(sql)
      await connection.end()
    },
    async start() {
      child = spawn(
        '/usr/sbin/mariadbd',
        [
          '--no-defaults',
          ...as,
          `--datadir=${data}`,
          `--socket=${socket}`,
          `--bind-address=${host}`,
          '--port=3306',
          '--skip-name-resolve',
          '--innodb-buffer-pool-size=8M',
          `--log-error=${join(dir, 'log')}`,
        ],
        { stdio: 'ignore' },
      )
      for (let tries = 0; ; tries++) {
        const up = await database.run('SELECT 1').then(
          () => true,
          () => false,
        )
        if (up) return
        if (tries > 600 || child.exitCode !== null) throw new Error('MariaDB does not answer')
        await sleep(50)
      }
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    async remove() {
      await database.kill()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  await database.start()
  await database.run(SCHEMA)
  return database
}
