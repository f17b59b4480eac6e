/** Merkle trees as in RFC 6962, by node:crypto: a leaf is hashed after a byte 0, two children after a byte 1. */
import { hash } from "node:crypto"

const HASH_BYTES = 32

/** The hash of a leaf, given as text: its bytes are UTF-8. */
export const leafHash = (text: string): Buffer => hash("sha256", `\0${text}`, "buffer")

const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1)
const parentHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  node.set(left, 1)
  node.set(right, 1 + HASH_BYTES)
  return hash("sha256", node, "buffer")
}

/** A tree that grows leaf by leaf, holding one hash for each of its whole subtrees: a million leaves take 20. */
export class MerkleTree {
  size = 0
  readonly #subtrees: Array<Buffer> = []

  add(leaf: Buffer): void {
    let digest = leaf
    // Each trailing one bit of the size is a whole subtree of equal height at the right edge.
    for (let bits = this.size; (bits & 1) === 1; bits >>>= 1)
      digest = parentHash(this.#subtrees.pop() as Buffer, digest)
    this.#subtrees.push(digest)
    this.size++
  }

  /** The root over all leaves; of none, the hash of nothing. */
  root(): string {
    const last = this.#subtrees[this.#subtrees.length - 1]
    if (last === undefined) return hash("sha256", "", "hex")
    return this.#subtrees
      .slice(0, -1)
      .reduceRight((right, left) => parentHash(left, right), last)
      .toString("hex")
  }
}

/** The root over leaf hashes. */
export const merkleRoot = (leaves: Iterable<Buffer>): string => {
  const tree = new MerkleTree()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}

const levelAbove = (level: ReadonlyArray<Uint8Array>): Array<Uint8Array> => {
  const above: Array<Uint8Array> = []
  for (let i = 0; i + 1 < level.length; i += 2) above.push(parentHash(level[i] as Buffer, level[i + 1] as Buffer))
  if (level.length % 2 === 1) above.push(level[level.length - 1] as Buffer)
  return above
}

/** The hashes that lead from a leaf to the root, from below. */
export const inclusionPath = (leaves: ReadonlyArray<Uint8Array>, index: number): Array<string> => {
  const path: Array<string> = []
  let [level, at] = [leaves, index]
  while (level.length > 1) {
    const sibling = level[at ^ 1]
    if (sibling !== undefined) path.push(Buffer.from(sibling).toString("hex"))
    level = levelAbove(level)
    at >>= 1
  }
  return path
}

/** The root to which a leaf and its path lead, or `null` where the path cannot be one of a tree of that size. */
export const rootOfPath = (
  leaf: Uint8Array,
  index: number,
  size: number,
  path: ReadonlyArray<string>,
): Buffer | null => {
  if (index < 0 || index >= size) return null
  let [at, width, used] = [index, size, 0]
  let digest: Buffer = Buffer.from(leaf)
  while (width > 1) {
    const isLast = at === width - 1
    if (!(isLast && at % 2 === 0)) {
      const sibling = path[used++]
      if (sibling === undefined || !/^[0-9a-f]{64}$/.test(sibling)) return null
      const other = Buffer.from(sibling, "hex")
      digest = at % 2 === 1 ? parentHash(other, digest) : parentHash(digest, other)
    }
    at >>= 1
    width = (width + 1) >> 1
  }
  return used === path.length ? digest : null
}

/** A short form of a leaf's hash, 128 bits, by which equal content is recognised. */
export const fingerprintOf = (leaf: Buffer): string => leaf.toString("base64url", 0, 16)
