import type { DomainError } from '#core/kernel'
import { commonStems } from './common-passwords.ts'
import { passwordRefused } from './errors.ts'

const shortest = 12
const SWAPS: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * Why a password may not be used, null when it may. After NIST SP 800-63B §3.1.1: length, a list of common ones and words of
 * the person's own; no demands for kinds of characters.
 */
export function judgePassword(password: string, person: { name: string; email: string }): DomainError | null {
  if ([...password].length < shortest) return passwordRefused(`it has fewer than ${shortest} characters`)
  const lower = password.toLowerCase()
  if (ownWords(person).some((word) => lower.includes(word)))
    return passwordRefused('it contains your name or e-mail address')
  if (new Set(lower).size < 5) return passwordRefused('it has too few different characters')
  if (isRun(lower)) return passwordRefused('it is a plain row of characters')
  if (stems(lower).some((stem) => commonStems.has(stem)))
    return passwordRefused('it is one of those tried first')
  return null
}

/** Names and the parts of the address, without what is too short to say anything. */
function ownWords({ name, email }: { name: string; email: string }): string[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@')
  const host = domain.split('.').slice(0, -1)
  const parts = [...name.toLowerCase().split(/\s+/), local, ...local.split(/[._+-]/), ...host]
  return parts.filter((word) => word.length > 3)
}

/** "123456789012", "abcdefghijkl": each character follows the one before at the same distance. */
function isRun(text: string): boolean {
  const steps = new Set<number>()
  for (let i = 1; i < text.length; i++) steps.add((text.charCodeAt(i) - text.charCodeAt(i - 1) + 10) % 10)
  return steps.size === 1
}

/** The word that is left without decoration at both ends, as written and with the usual swaps undone. A word said twice is one. */
function stems(lower: string): string[] {
  const bare = lower.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const swapped = [...lower.replace(/[\d!@#$%^&*._-]+$/, '')].map((c) => SWAPS[c] ?? c).join('')
  const all = [bare, bare.replace(/[^a-z]/g, ''), swapped.replace(/[^a-z]/g, '')]
  return all.flatMap((word) =>
    [word, word.slice(0, word.length / 2)].filter((part) => part === word || part + part === word),
  )
}
