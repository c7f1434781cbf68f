/** Secrets that products ship, samples show or people type first; in lower case. */
export const commonSecrets: ReadonlySet<string> = new Set(
  `1234 12345 123456 1234567 12345678 123456789 1234567890 0000 1111 4321 654321 7000 6001 6002 secret mysecret secret1 secretpassword
   password password1 password123 passw0rd p@ssw0rd p@ssword pass123 changeme change_me changethis letmein welcome welcome1 default
   admin admin123 administrator root toor test test123 testing guest user demo public private qwerty qwerty123 asdf1234 abc123 iloveyou
   monkey dragon football asterisk asterisk123 freepbx elastix elastix456 trixbox amp109 amp111 eletel passw0rd1 sip sip123 phone
   voip voip123 pbx pbx123 works clueconn cluecon jpdm ast3r1sk mypassword unsecurepassword s3cr3t secr3t supersecret topsecret
   digium polycom grandstream yealink sangoma 456 789 admin@123 company office telephone extension ae3%b8*$jk^g 1234qwer q1w2e3r4
   1q2w3e4r 1qaz2wsx zaq12wsx trustno1 master super sunshine shadow kamailiorw kamailiopw opensipsrw vicidial 11111 22222 99999`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
