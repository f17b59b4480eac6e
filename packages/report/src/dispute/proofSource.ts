/**
 * How a row leads to the head of a seal, as source for Node without this program: the verifier in a dispute pack is made of
 * it, and `verify-receipt.mjs` holds the same lines. docs/receipts.md says them in words.
 */
export const proofSource = String.raw`const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest()
const leaf = (text) => sha256(Buffer.from([0]), Buffer.from(text, "utf8"))
const node = (left, right) => sha256(Buffer.from([1]), left, right)
const isHash = (text) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text)
const isIndex = (n) => Number.isSafeInteger(n) && n >= 0

/** The root to which a leaf and its path lead, in hex; nothing where the path is not one of such a tree. */
const rootOf = (start, index, size, path) => {
  if (![index, size].every(isIndex) || index >= size || !Array.isArray(path) || !path.every(isHash)) return undefined
  let [at, width, used, digest] = [index, size, 0, start]
  while (width > 1) {
    // The last of an odd number has no neighbour.
    if (at < width - 1 || at % 2 === 1) {
      if (used === path.length) return undefined
      const neighbour = Buffer.from(path[used++], "hex")
      digest = at % 2 === 1 ? node(neighbour, digest) : node(digest, neighbour)
    }
    at = Math.floor(at / 2)
    width = Math.ceil(width / 2)
  }
  return used === path.length ? digest.toString("hex") : undefined
}

/** A text of a row as it was before it was stored. */
const plain = (text) => {
  if (!text.startsWith("~") || text.startsWith("~i") || text.startsWith("~r")) return text
  return text.startsWith("~x") ? Buffer.from(text.slice(2), "hex").toString("utf16le") : text.slice(1)
}

const headOf = ({ number, sealedAt, firstBatch, lastBatch, previous, root }) =>
  leaf(JSON.stringify(["seal", number, sealedAt, firstBatch, lastBatch, previous, root])).toString("hex")

/** Where the way from a row to the head breaks; nothing where it does not. */
const breakOf = ({ row, batch, seal }, head) => {
  // Leaf 0 is the head of the batch.
  if (batch.index < 1 || rootOf(leaf(row), batch.index, batch.rows + 1, batch.path) !== batch.root) return "batch"
  const batches = seal.lastBatch - seal.firstBatch + 1
  if (rootOf(leaf(batch.root), batch.number - seal.firstBatch, batches, seal.path) !== seal.root) return "seal"
  return headOf(seal) === seal.head && seal.head === head ? undefined : "head"
}
`
