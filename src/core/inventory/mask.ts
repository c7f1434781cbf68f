const SECRET_KEY =
  /(?:^|[-_.])(?:pass(?:word|wd|phrase)?|secret|pin|pwd|md5_cred|md5secret|password_digest|oauth_secret|oauth_token|refresh_token|digest|credentials?|apikey|api_key|token|key)$|^(?:remotesecret|dbpass|regpass|authpass|userpass|vmpw|vmpwd|adminpin|userpin|register|a1-hash|vm-password|default_password)$/i
const IN_ADDRESS = /(\/\/[^\s/:@]+:)[^\s@/]+@/g

export const MASK = '••••'

/** Whether a setting of this name holds a secret. */
const isSecretKey = (key: string): boolean => SECRET_KEY.test(key)

/** The value as it may be shown: hidden under a secret's name, and without passwords in addresses. */
export function shown(key: string, value: string): string {
  if (isSecretKey(key) && value !== '') return MASK
  return value.replace(IN_ADDRESS, `$1${MASK}@`)
}

/** Whether a line that counts gives a secret a value. */
export function holdsSecret(text: string): boolean {
  return text.split('\n').some((line) => {
    const [, key = ''] = /^\s*([\w.-]+)\s*=>?\s*[^\s;#]/.exec(line) ?? []
    return key !== '' && isSecretKey(key)
  })
}
