import type { Action, Family, Match, Step } from '../../model.ts'
import { everything } from '../../model.ts'
import { allOf, negated, unknown } from '../matches.ts'
import { counting, options, readable, synonyms } from './options.ts'
import { type TargetOptions, target } from './targets.ts'

interface Parsed {
  readonly chain: string
  readonly steps: readonly Step[]
}

/** What stands behind -A: the chain, what the rule asks, what it does. `chainKey` names a chain of the same table. */
export function parseRule(
  words: readonly string[],
  family: Family,
  chainKey: (name: string) => string,
): Parsed {
  const reader = new Reader(words, family)
  const chain = reader.take()
  const match = reader.match()
  const action = reader.target(chainKey)
  return { chain, steps: [{ match }, ...(action ? [{ action }] : [])] }
}

/** Reads the words of a rule one by one. */
class Reader {
  #at = 0
  #module = ''
  #not = false
  #jump: { kind: 'jump' | 'goto'; name: string } | null = null
  // What an unreadable module asks, word by word, until the next module or the target.
  #strange: string[] = []
  readonly #matches: Match[] = []
  readonly #words: readonly string[]
  readonly #family: Family
  constructor(words: readonly string[], family: Family) {
    this.#words = words
    this.#family = family
  }

  take(): string {
    this.#at += 1
    return this.#words[this.#at - 1] ?? ''
  }

  /** What the rule asks, up to its target. */
  match(): Match {
    while (this.#at < this.#words.length && !this.#jump) this.#word(this.take())
    this.#closeStrange()
    return allOf(...this.#matches)
  }

  target(chainKey: (name: string) => string): Action | null {
    if (!this.#jump) return null
    const { kind, name } = this.#jump
    const builtIn = kind === 'goto' ? null : target(name, targetOptions(this.#words.slice(this.#at)))
    return builtIn ?? { kind, chain: chainKey(name) }
  }

  #word(text: string): void {
    const name = synonyms[text] ?? text
    if (name === '-j' || name === '-g')
      this.#jump = { kind: name === '-j' ? 'jump' : 'goto', name: this.take() }
    else if (name === '!') this.#not = !this.#not
    else if (name === '-c') this.#at += 2
    else if (name === '-m') this.#enter(this.take())
    else if (name.startsWith('-')) this.#option(name)
    else this.#strange.push(name)
  }

  #enter(module: string): void {
    this.#closeStrange()
    this.#module = module
    if (!readable.has(module)) this.#strange = [module]
  }

  #option(name: string): void {
    const known = this.#strange.length > 0 && !general.has(name) ? undefined : options[name]
    if (known) {
      const args = Array.from({ length: known.args }, () => this.#argument())
      this.#matches.push(
        negated(known.match(args, { family: this.#family, module: this.#module }), this.#not),
      )
    } else this.#strange.push(...(this.#not ? ['!'] : []), name)
    this.#not = false
  }

  /** Old listings write the exclamation mark behind the option. */
  #argument(): string {
    if (this.#words[this.#at] === '!') {
      this.#not = !this.#not
      this.#at += 1
    }
    return this.take()
  }

  #closeStrange(): void {
    if (this.#strange.length > 0) this.#matches.push(strangeMatch(this.#strange))
    this.#strange = []
  }
}

/** Options that belong to no module. */
const general = new Set(['-s', '-d', '-p', '-i', '-o', '-f'])

function strangeMatch(words: readonly string[]): Match {
  const [module = ''] = words
  // --set only remembers the address: it matches always. Together with another question it does not.
  if (module === 'recent' && words.includes('--set') && !words.includes('!')) return everything
  // A thing and its opposite are one condition, so that rules which ask both agree.
  const signs = words.filter((word) => word === '!').length
  const asked = signs === 1 ? words.filter((word) => word !== '!') : words
  return negated(unknown(asked.join(' '), counting.has(module)), signs === 1)
}

function targetOptions(words: readonly string[]): TargetOptions {
  const found = new Map<string, string>()
  for (let at = 0; at < words.length; at += 1) {
    const name = words[at] as string
    if (!name.startsWith('--')) continue
    const value = words[at + 1]
    found.set(name, value !== undefined && !value.startsWith('--') ? value : '')
  }
  return found
}
