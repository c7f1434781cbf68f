CREATE TABLE `freepbx_settings` (
  `keyword` varchar(50) NOT NULL,
  `value` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`keyword`)
);
INSERT INTO `freepbx_settings` VALUES ('AUTHTYPE','usermanager');
INSERT INTO `freepbx_settings` VALUES ('SIPSECRETSIZE','8');
INSERT INTO `freepbx_settings` VALUES ('AMP_ACCESS_DB_CREDS','0');
INSERT INTO `freepbx_settings` VALUES ('SIGNATURECHECK','1');
CREATE TABLE `ampusers` (
  `username` varchar(255) NOT NULL,
  `password_sha1` varchar(40) NOT NULL,
  `extension_low` varchar(20) NOT NULL,
  `extension_high` varchar(20) NOT NULL,
  `deptname` varchar(20) NOT NULL,
  `sections` blob NOT NULL
);
INSERT INTO `ampusers` VALUES ('karla','9c1f61e4c9b93f3f0682250b6cf8331b7ee68fd8','','','ops','cdr;extensions');
CREATE TABLE `modules` (
  `id` int(11) NOT NULL,
  `modulename` varchar(50) NOT NULL,
  `version` varchar(20) NOT NULL,
  `enabled` int(11) NOT NULL
);
INSERT INTO `modules` VALUES (1,'core','16.0.1',1),(2,'framework','16.0.1',1),(3,'pbxmfa','16.0.1',1);
