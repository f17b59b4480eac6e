#!/usr/bin/env node
// Checks a receipt of faceid-tally without the ledger: node verify-receipt.mjs RECEIPT.json [HEAD]
// It imports nothing but Node. The rules are those of docs/receipts.md. Exit 0: proved, 1: not proved, 2: no receipt.
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import process from "node:process"

const texts = {
  en: {
    usage: "Usage: node verify-receipt.mjs RECEIPT.json [HEAD]   (RECEIPT.json may be - for standard input)",
    unreadable: "This file cannot be read as a receipt.",
    proved: (what, seal) => `Proved: ${what} was in the ledger at seal ${seal}.`,
    head: (head) => `Head: ${head}`,
    ownHead: "Compare the head with the one that you kept: without that it only agrees with itself.",
    failed: {
      row: "Not proved: the row is not the one that the receipt names.",
      batch: "Not proved: the row does not lead to the batch.",
      seal: "Not proved: the batch does not lead to the seal.",
      head: "Not proved: the seal does not have this head.",
    },
  },
  zh: {
    usage: "用法：node verify-receipt.mjs 凭证.json [存证哈希]（凭证.json 可写 -，表示标准输入）",
    unreadable: "无法将该文件读取为凭证。",
    proved: (what, seal) => `已证明：第 ${seal} 次存证时，账本中有 ${what}。`,
    head: (head) => `存证哈希：${head}`,
    ownHead: "请与您另行保存的存证哈希核对：否则只说明凭证自身一致。",
    failed: {
      row: "未能证明：该行不是凭证所指的行。",
      batch: "未能证明：该行不属于该批次。",
      seal: "未能证明：该批次不属于该次存证。",
      head: "未能证明：该次存证的哈希不符。",
    },
  },
}
const language = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ""
const say = language.startsWith("zh") ? texts.zh : texts.en

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest()
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

/** The kind, and the Seq or the key, that the row itself has. */
const nameOf = (values) => {
  const [kind, ...of] = values
  const numbers = (...places) => places.map((place) => of[place]).join("/")
  const keys = {
    observation: () => plain(of[1]),
    line: () => numbers(1, 3, 4),
    bill: () => numbers(0),
    page: () => numbers(1, 2),
    run: () => numbers(0),
    item: () => numbers(0, 1),
    registration: () => plain(of[0]),
    account_bill: () => `${numbers(0, 2, 3)}/${plain(of[1])}`,
  }
  const key = keys[kind]?.()
  return {
    kind,
    key,
    seq: kind === "line" ? (of[2] === "" ? null : plain(of[2])) : kind === "observation" ? key : null,
  }
}

/** What is wrong with it; nothing where it proves what it says. */
const faultOf = (receipt, head) => {
  const { row, kind = "observation", key = receipt.seq } = receipt
  const name = nameOf(JSON.parse(row))
  if (name.kind !== kind || name.key !== key) return "row"
  if (typeof receipt.seq === "string" && receipt.seq !== name.seq) return "row"
  return breakOf(receipt, head)
}

const [file, given] = process.argv.slice(2)
const end = (code, ...lines) => {
  ;(code === 2 ? process.stderr : process.stdout).write(lines.map((line) => `${line}\n`).join(""))
  process.exitCode = code
}
const check = () => {
  if (file === undefined || (given !== undefined && !isHash(given.trim().toLowerCase()))) return end(2, say.usage)
  let receipt, fault
  try {
    receipt = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"))
    fault = faultOf(receipt, given?.trim().toLowerCase() ?? receipt.seal.head)
  } catch {
    return end(2, say.unreadable)
  }
  if (fault !== undefined) return end(1, say.failed[fault])
  const what = `${receipt.kind ?? "observation"} ${receipt.seq ?? receipt.key}`.replace(/[\p{C}]/gu, "�")
  const lines = [say.proved(what, receipt.seal.number), say.head(receipt.seal.head)]
  return end(0, ...lines, ...(given === undefined ? [say.ownHead] : []))
}
check()
