/** Text in which `names` stand between backticks. */
export function Said({ text }: { text: string }) {
  return text.split('`').map((part, n) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    n % 2 === 1 ? <code key={n}>{part}</code> : part,
  )
}
