import type { HashBytes } from './model.ts'

/**
 * Root of the Merkle tree over hashes (RFC 6962: a leaf is the hash of 0x00 and the data, a node that of 0x01 and its
 * two halves, the left one as large a power of two as fits). The data of a leaf is an entry's own hash.
 */
export const merkleRoot = (hashes: readonly Uint8Array[], sha256: HashBytes): Uint8Array =>
  merkleRoots(hashes, new Set([hashes.length]), sha256).get(hashes.length) ?? sha256(new Uint8Array())

/** The roots over the first entries, for each of these numbers of them that there are. */
export function merkleRoots(
  hashes: readonly Uint8Array[],
  sizes: ReadonlySet<number>,
  sha256: HashBytes,
): Map<number, Uint8Array> {
  const roots = new Map<number, Uint8Array>()
  // A stack of full subtrees of falling size: what the recursion of the RFC makes, without its depth.
  const stack: { root: Uint8Array; size: number }[] = []
  for (const [i, hash] of hashes.entries()) {
    let tree = { root: sha256(joined(0, hash)), size: 1 }
    for (let left = stack.at(-1); left?.size === tree.size; left = stack.at(-1)) {
      stack.pop()
      tree = { root: sha256(joined(1, left.root, tree.root)), size: 2 * tree.size }
    }
    stack.push(tree)
    if (sizes.has(i + 1))
      roots.set(
        i + 1,
        stack.map(({ root }) => root).reduceRight((right, left) => sha256(joined(1, left, right))),
      )
  }
  return roots
}

function joined(mark: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0))
  bytes[0] = mark
  let at = 1
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
