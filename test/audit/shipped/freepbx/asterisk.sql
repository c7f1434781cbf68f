CREATE TABLE `freepbx_settings` (
  `keyword` varchar(50) NOT NULL,
  `value` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`keyword`)
);
INSERT INTO `freepbx_settings` VALUES ('AUTHTYPE','database'),('SIPSECRETSIZE','32'),('AMP_ACCESS_DB_CREDS','0'),('SIGNATURECHECK','1'),('ALLOW_SIP_ANON','no'),('AMPDBPASS','Zk8pQ2vLr6TyWm4dXc9s');
CREATE TABLE `ampusers` (
  `username` varchar(255) NOT NULL,
  `password_sha1` varchar(40) NOT NULL,
  `extension_low` varchar(20) NOT NULL,
  `extension_high` varchar(20) NOT NULL,
  `deptname` varchar(20) NOT NULL,
  `sections` blob NOT NULL
);
INSERT INTO `ampusers` VALUES ('admin','624341de095cd3f2ab2be3b57b75241195b4742b','','','','*');
CREATE TABLE `modules` (
  `id` int(11) NOT NULL,
  `modulename` varchar(50) NOT NULL,
  `version` varchar(20) NOT NULL,
  `enabled` int(11) NOT NULL
);
INSERT INTO `modules` VALUES (1,'core','16.0.68.27',1),(2,'framework','16.0.40.7',1),(3,'sipsettings','16.0.26.17',1),(4,'firewall','16.0.60',1);
CREATE TABLE `kvstore_Sipsettings` (
  `key` char(255) NOT NULL,
  `val` varchar(4096) DEFAULT NULL,
  `type` char(16) DEFAULT NULL,
  `id` char(255) DEFAULT NULL
);
INSERT INTO `kvstore_Sipsettings` VALUES ('allowanon','No',NULL,'noid'),('allowguest','no',NULL,'noid'),('tlsport-0.0.0.0','5161',NULL,'noid'),('strictrtp','Yes',NULL,'noid');
