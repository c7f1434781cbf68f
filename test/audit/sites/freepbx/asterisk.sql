CREATE TABLE `freepbx_settings` (
  `keyword` varchar(50) NOT NULL,
  `value` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`keyword`)
);
INSERT INTO `freepbx_settings` VALUES ('AUTHTYPE','usermanager');
INSERT INTO `freepbx_settings` VALUES ('SIPSECRETSIZE','32');
INSERT INTO `freepbx_settings` VALUES ('AMP_ACCESS_DB_CREDS','0');
INSERT INTO `freepbx_settings` VALUES ('SIGNATURECHECK','1');
INSERT INTO `freepbx_settings` VALUES ('AMPDBPASS','Zk8pQ2vLr6TyWm4dXc9s');
CREATE TABLE `ampusers` (
  `username` varchar(255) NOT NULL,
  `password_sha1` varchar(40) NOT NULL,
  `extension_low` varchar(20) NOT NULL,
  `extension_high` varchar(20) NOT NULL,
  `deptname` varchar(20) NOT NULL,
  `sections` blob NOT NULL
);
INSERT INTO `ampusers` VALUES ('karla','624341de095cd3f2ab2be3b57b75241195b4742b','','','','cdr;extensions');
INSERT INTO `ampusers` VALUES ('otto','48570e0a59a59f21a84f5b9fc245990ba8b6add4','','','','*');
CREATE TABLE `modules` (
  `id` int(11) NOT NULL,
  `modulename` varchar(50) NOT NULL,
  `version` varchar(20) NOT NULL,
  `enabled` int(11) NOT NULL
);
INSERT INTO `modules` VALUES (1,'core','16.0.1',1),(2,'framework','16.0.1',1),(3,'pbxmfa','16.0.1',1);
INSERT INTO `sip` (`id`,`keyword`,`data`,`flags`) VALUES ('201','secret','mQ7$kV2!tR9xLw4Zp8',2),('tr-peer-1','secret','Hn4@vB8#qWs2LeXc7Z',2);
