/**
 * The order in which SIPVicious svcrack tries numbers: its default range 100-999, then the default list of its
 * `numericbrute` (svhelper.py): round thousands, one digit repeated, three digits, round ten thousands, runs of digits.
 */
function* svcrackOrder(): Generator<string> {
  for (let n = 100; n <= 999; n++) yield String(n)
  for (const offset of [0, 1]) for (let n = 1000 + offset; n < 9999; n += 100) yield String(n)
  for (let digit = 0; digit < 9; digit++)
    for (let length = 1; length < 8; length++) yield String(digit).repeat(length)
  for (const offset of [0, 1]) for (let n = 10_000 + offset; n < 99_999; n += 100) yield String(n)
  for (const length of [4, 5, 6, 7, 8])
    for (let first = 0; first + length <= 10; first++) yield '0123456789'.slice(first, first + length)
}

const ranks = new Map<string, number>()
let position = 0
for (const guess of svcrackOrder()) {
  position++
  if (!ranks.has(guess)) ranks.set(guess, position)
}

/** At which try that tool finds this secret; null when its own list does not hold it. */
export const guessRank = (secret: string): number | null => ranks.get(secret) ?? null
