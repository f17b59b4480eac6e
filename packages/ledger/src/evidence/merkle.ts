/**
 * Merkle trees as in RFC 6962, by node:crypto: a leaf is hashed after a byte 0, two children after a byte 1. A hash is
 * held as a text of 32 characters, one for each byte: as a Buffer of its own each would cost several times what hashing
 * costs.
 */
import { hash } from "node:crypto"

/** A SHA-256, a character (Latin-1) for each byte. */
export type Digest = string

const HASH_BYTES = 32

/** The hash of a leaf, given as text: its bytes are UTF-8. */
export const leafHash = (text: string): Digest => hash("sha256", `\0${text}`, "binary")

const FINGERPRINT_CHARS = 22
/** Bytes whose base64url is no shorter than a fingerprint. */
const short = Buffer.alloc(17)

/** A short form of a leaf's hash, its first 132 bits in base64url, by which equal content is recognised. */
export const fingerprintOf = (leaf: Digest): string => {
  short.write(leaf, 0, short.length, "latin1")
  return short.toString("base64url").slice(0, FINGERPRINT_CHARS)
}

/** The form in which hashes leave the ledger. */
export const toHex = (digest: Digest): string => Buffer.from(digest, "latin1").toString("hex")
const fromHex = (hex: string): Digest => Buffer.from(hex, "hex").toString("latin1")

const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1)
const parentHash = (left: Digest, right: Digest): Digest => {
  node.write(left, 1, HASH_BYTES, "latin1")
  node.write(right, 1 + HASH_BYTES, HASH_BYTES, "latin1")
  return hash("sha256", node, "binary")
}

/** A tree that grows leaf by leaf, holding one hash for each of its whole subtrees: a million leaves take 20. */
export class MerkleTree {
  size = 0
  readonly #subtrees: Array<Digest> = []

  add(leaf: Digest): void {
    let digest = leaf
    // Each trailing one bit of the size is a whole subtree of equal height at the right edge.
    for (let bits = this.size; (bits & 1) === 1; bits >>>= 1) digest = parentHash(this.#subtrees.pop() ?? "", digest)
    this.#subtrees.push(digest)
    this.size++
  }

  /** The root over all leaves, in hex; of none, the hash of nothing. */
  root(): string {
    const last = this.#subtrees[this.#subtrees.length - 1]
    if (last === undefined) return hash("sha256", "", "hex")
    return toHex(this.#subtrees.slice(0, -1).reduceRight((right, left) => parentHash(left, right), last))
  }
}

/** The root over leaf hashes, in hex. */
export const merkleRoot = (leaves: Iterable<Digest>): string => {
  const tree = new MerkleTree()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}

const levelAbove = (level: ReadonlyArray<Digest>): Array<Digest> => {
  const above: Array<Digest> = []
  for (let i = 0; i + 1 < level.length; i += 2) above.push(parentHash(level[i] ?? "", level[i + 1] ?? ""))
  // Pairs from the left, an odd one carried up: the same tree as RFC 6962's split at the greatest power of two.
  if (level.length % 2 === 1) above.push(level[level.length - 1] ?? "")
  return above
}

/** The hashes that lead from a leaf to the root, from below, in hex. */
export const inclusionPath = (leaves: ReadonlyArray<Digest>, index: number): Array<string> => {
  const path: Array<string> = []
  let [level, at] = [leaves, index]
  while (level.length > 1) {
    const sibling = level[at ^ 1]
    if (sibling !== undefined) path.push(toHex(sibling))
    level = levelAbove(level)
    at >>= 1
  }
  return path
}

/** The root, in hex, to which a leaf and its path lead; `null` where the path cannot be one of a tree of that size. */
export const rootOfPath = (leaf: Digest, index: number, size: number, path: ReadonlyArray<string>): string | null => {
  if (index < 0 || index >= size) return null
  let [at, width, used, digest] = [index, size, 0, leaf]
  while (width > 1) {
    const isAlone = at === width - 1 && at % 2 === 0
    if (!isAlone) {
      const sibling = path[used++]
      if (sibling === undefined || !/^[0-9a-f]{64}$/.test(sibling)) return null
      digest = at % 2 === 1 ? parentHash(fromHex(sibling), digest) : parentHash(digest, fromHex(sibling))
    }
    at >>= 1
    width = (width + 1) >> 1
  }
  return used === path.length ? toHex(digest) : null
}
