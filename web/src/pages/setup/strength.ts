export interface Strength {
  /** 0 (none) to 4. */
  readonly score: number
  readonly hint: string
}

const common = /^(password|passwort|letmein|welcome|qwerty|admin|ringfence|asterisk|freepbx|changeme)/i

/** A hint while typing, not the judge: the server decides what it accepts. Length counts more than oddness. */
export function strengthOf(password: string, own: readonly string[]): Strength {
  if (password === '')
    return {
      score: 0,
      hint: 'At least 12 characters. Four or five unrelated words are good and easy to type.',
    }
  const lower = password.toLowerCase()
  const personal = own.some((word) => word.length > 2 && lower.includes(word.toLowerCase()))
  if (personal) return { score: 1, hint: 'It contains your name or address: that is tried first.' }
  if (common.test(password)) return { score: 1, hint: 'It begins with a word that is tried first.' }
  if (password.length < 12) {
    return {
      score: 1,
      hint: `${12 - password.length} more ${password.length === 11 ? 'character' : 'characters'}.`,
    }
  }
  const different = new Set(lower).size
  if (different < 6) return { score: 1, hint: 'Too few different characters.' }
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  if (password.length >= 20 || (password.length >= 16 && classes >= 3)) return { score: 4, hint: 'Strong.' }
  if (password.length >= 16 || classes >= 3) return { score: 3, hint: 'Good. Longer is better.' }
  return { score: 2, hint: 'Fair. A few more words would make it strong.' }
}
