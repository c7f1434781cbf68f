CREATE TABLE `freepbx_settings` (
  `keyword` varchar(50) NOT NULL,
  `value` varchar(255) DEFAULT NULL
);
INSERT INTO `freepbx_settings` VALUES ('AUTHTYPE','usermanager');
CREATE TABLE `kvstore_Sipsettings` (
  `key` char(255) NOT NULL,
  `val` varchar(4096) DEFAULT NULL
);
INSERT INTO `kvstore_Sipsettings` VALUES ('allowguest','no');
INSERT INTO `kvstore_Sipsettings` VALUES ('allowanon','No');
