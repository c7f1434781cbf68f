import { commonSecrets } from './common-secrets.ts'
import { guessRank } from './guess-rank.ts'
import type { Fact, Origin } from './model.ts'

/** Measures secrets and forgets them: what leaves are lengths and yes or no, never the secret. */
export interface SecretScale {
  /** Facts `secret.…` of a secret; `names` are those it must not be. */
  measure(secret: string, names: readonly string[], at: Origin, facts: Map<string, Fact>): void
  /** Call once when all are measured: says of each how many others share it. */
  finish(): void
}

export function createSecretScale(): SecretScale {
  const users = new Map<string, { facts: Map<string, Fact>; at: Origin }[]>()
  return {
    measure(secret, names, at, facts) {
      const say = (name: string, value: Fact['value']): void => {
        facts.set(name, { value, at })
      }
      say('secret.length', secret.length)
      say('secret.classes', classesOf(secret))
      say('secret.digitsOnly', /^\d+$/.test(secret))
      say(
        'secret.sameAsName',
        names.some((name) => isMadeOf(secret, name)),
      )
      say('secret.common', commonSecrets.has(secret.toLowerCase()))
      say('secret.repeatedOrRun', isRepeatedOrRun(secret))
      // 0: not in the list.
      say('secret.guessRank', guessRank(secret) ?? 0)
      users.set(secret, [...(users.get(secret) ?? []), { facts, at }])
    },
    finish() {
      for (const same of users.values())
        for (const { facts, at } of same) facts.set('secret.sharedWith', { value: same.length - 1, at })
      users.clear()
    },
  }
}

/** Small letters, capitals, digits, everything else. */
function classesOf(secret: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(secret)).length
}

/** The name itself, backwards, twice, or with a digit or two before or behind. */
function isMadeOf(secret: string, name: string): boolean {
  if (name === '') return false
  const s = secret.toLowerCase()
  const n = name.toLowerCase()
  if (s === n || s === [...n].reverse().join('') || s === n + n) return true
  const padded = s.length <= n.length + 2 && s.length > n.length
  if (padded && n.length >= 3 && (s.startsWith(n) || s.endsWith(n))) {
    const rest = s.startsWith(n) ? s.slice(n.length) : s.slice(0, -n.length)
    return /^[\d!#*._-]+$/.test(rest)
  }
  return false
}

/** 1111, 123456, 654321. */
function isRepeatedOrRun(secret: string): boolean {
  if (secret.length < 3) return false
  const steps = new Set<number>()
  for (let i = 1; i < secret.length; i++) steps.add(secret.charCodeAt(i) - secret.charCodeAt(i - 1))
  const [step] = steps
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1
}
