/**
 * `verify.mjs` of a dispute pack: it needs Node 18 alone and reads only its folder. What it takes for granted is the head,
 * which the reader was given before; everything else in the pack follows from it or is counted again.
 */
import { proofSource } from "./proofSource.ts"

const checks = String.raw`
const read = (name) => readFileSync(new URL(name, import.meta.url))
const ensure = (holds, ...what) => holds || (() => { throw new Error(what.join(" ")) })()
const iso = (ms) => (ms === null ? null : new Date(ms + 288e5).toISOString().replace("Z", "+08:00"))
const flagOf = { 1: "uncharged", 2: "unknown", 3: "charged" }
const words = { missing_in_ledger: "我方无记录", charge_mismatch: "收费标志不一致", duplicate_in_bill: "账单重复",
  rule_violation: "与公布规则不符", charged: "收费", uncharged: "不收费", unknown: "未标明", none: "无记录" }
const columns = "key,kind,Seq,BizToken,RuleId,ChargeType,time,code,ourFlag,billFlag,fetchedAt,day,version,page,value"

/** What the rows of an item say, as the list has it. */
const cellsOf = ({ key, kind, value, line, ours }) => {
  const [, day, version, seq, page, , , token, rule, , flag, code, at, type] = JSON.parse(line.row)
  const [, , , ourFlag, , , fetchedAt = null] = ours === null ? [] : JSON.parse(ours.row)
  const own = kind === "missing_in_ledger" ? "none" : (flagOf[ourFlag] ?? null)
  const texts = [seq === "" ? null : seq, token, rule, type].map((text) => (text === null ? null : plain(text)))
  const date = Math.abs(day) > 1e6 ? null : iso(day * 864e5).slice(0, 10)
  return [key, kind, ...texts, iso(at), code, own, flagOf[flag], iso(fetchedAt), date, version, page, value]
}
const placeOf = (row) => [2, 4, 5].map((i) => row[i]).join("/")
/** Whether the rows bear out what is said of them: this line is charged, and something speaks against it. */
const isBorneOut = ({ kind, question, line, repeats, ours }) => {
  const [its, own, first] = [line, ours, repeats].map((proof) => (proof === null ? [] : JSON.parse(proof.row)))
  const [of, , , seq, , , , token, , , flag] = its
  if (of !== "line" || flag !== 3 || (ours !== null && own[0] !== "observation")) return false
  if (kind === "missing_in_ledger") return ours === null ? question !== null : own[7] === token && own[2] !== seq
  if (ours !== null && own[2] !== seq) return false
  if (kind === "charge_mismatch") return own[3] === 1 || question !== null
  const isAgain = first[0] === "line" && seq !== "" && first[3] === seq && placeOf(first) !== placeOf(its)
  return kind === "rule_violation" || (kind === "duplicate_in_bill" && isAgain)
}
const csvCell = (cell) => {
  const text = cell === null ? "" : typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? "'" + cell : String(cell)
  return /[",\r\n]/.test(text) || text !== text.trim() ? '"' + text.replaceAll('"', '""') + '"' : text
}
/** The cells of a workbook's first sheet below its header, as texts. */
const sheetOf = (zip) => {
  for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [size, name, start] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)]
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    if (zip.toString("utf8", at + 46, at + 46 + name) === "xl/worksheets/sheet1.xml")
      return rowsIn(inflateRawSync(zip.subarray(from, from + size)).toString("utf8"))
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
}
const unescaped = (text) => text.replace(/&(?:amp|lt|gt|quot);|_x[0-9A-F]{4}_/g, (found) =>
  ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' })[found] ?? String.fromCharCode("0x" + found.slice(2, 6)))
const rowsIn = (xml) => [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].slice(1).map(([, row]) => {
  const cells = columns.split(",").map(() => "")
  for (const [, letter, inner] of row.matchAll(/<c r="([A-Z])\d+"[^>]*>(.*?)<\/c>/gs))
    cells[letter.charCodeAt(0) - 65] = unescaped(inner.replace(/<[^>]*>/g, ""))
  return cells
})
const checkList = (name, items) => {
  const rows = items.map(cellsOf)
  const csv = [columns, ...rows.map((row) => row.map(csvCell).join(","))].map((line) => line + "\r\n").join("")
  ensure(read(name + ".csv").toString("utf8") === "\ufeff" + csv, name + ".csv")
  const shown = rows.map((row) => row.map((cell, i) => ([1, 8, 9].includes(i) && words[cell]) || String(cell ?? "")))
  ensure(JSON.stringify(sheetOf(read(name + ".xlsx"))) === JSON.stringify(shown), name + ".xlsx")
}
const amountOf = (items) => {
  if (items.some(({ value }) => value === null)) return null
  const units = items.map(({ value }) => value.split(".")).map(([whole, part = ""]) => BigInt(whole + part.padEnd(8, "0")))
  const digits = String(units.reduce((sum, each) => sum + each, 0n)).padStart(9, "0")
  return digits.slice(0, -8) + "." + digits.slice(-8).replace(/0{1,6}$/, "")
}
const check = (what, run) => {
  try { console.log("✓ " + what + "：" + run()) } catch (error) {
    process.exitCode = console.log("✗ " + what + "：" + error.message) ?? 1
  }
}
const [given, all] = [process.argv[2]?.trim().toLowerCase(), "letter.zh-CN.html list.csv list.xlsx evidence.json verify.mjs"]
let [evidence, items, disputed] = [{}, [], []]
check("文件与清单一致 files are those of the manifest", () => {
  const { files } = JSON.parse(read("manifest.json"))
  for (const name of [...all.split(" "), ...Object.keys(files)])
    ensure(/^[\w.-]+$/.test(name) && sha256(read(name)).toString("hex") === files[name], name)
  return Object.keys(files).length
})
check("存证链首尾相接 seals are one chain up to the head", () => {
  evidence = JSON.parse(read("evidence.json"))
  ensure(read("evidence.json").toString("utf8") === JSON.stringify(evidence) + "\n", "evidence.json")
  ;[items, disputed] = [evidence.items, evidence.items.filter(({ question }) => question === null)]
  const last = evidence.seals.reduce((before, seal) => {
    const follows = seal.number === before.number + 1 && seal.firstBatch === before.lastBatch + 1
    return ensure(follows && seal.previous === before.head && headOf(seal) === seal.head, "seal", seal.number) && seal
  }, { number: 0, head: "0".repeat(64), lastBatch: 0 })
  return ensure(last.head === evidence.head && (given ?? last.head) === last.head, "head", last.head) && last.head
})
check("每行均可追溯到该存证 every row leads to the head", () => {
  const proofs = items.flatMap(({ line, repeats, ours }) => [line, repeats, ours]).filter((proof) => proof !== null)
  const full = proofs.map((proof) => ({ ...proof, seal: { ...evidence.seals[proof.seal.number - 1], ...proof.seal } }))
  for (const proof of full) ensure(breakOf(proof, proof.seal.head) === undefined, proof.row)
  return ensure(full.length > 0, "evidence.json") && full.length
})
check("各项有据，每行账单只主张一次 rows bear out the items, each line once", () => {
  for (const item of items) ensure(isBorneOut(item), item.key)
  const places = items.map(({ line }) => placeOf(JSON.parse(line.row)))
  return ensure(new Set(places).size === items.length, "twice") && items.length
})
check("列表与证据一致 lists say what the rows say", () => {
  checkList("list", disputed)
  if (items.length > disputed.length) checkList("questions", items.filter(({ question }) => question !== null))
  return disputed.length
})
check("笔数与金额重算一致 count and amount add up", () => {
  const [count, amount, letter] = [disputed.length, amountOf(disputed), read("letter.zh-CN.html").toString("utf8")]
  ensure(evidence.count === count && evidence.amount === amount, "evidence.json")
  for (const told of ["month>" + evidence.month, "count>" + count, "amount>" + (amount ?? "—"), "head>" + evidence.head])
    ensure(letter.includes("<b id=" + told + "</b>"), "letter.zh-CN.html", told)
  return count + " / " + (amount ?? "—")
})
if (given === undefined) console.log("· 请核对存证哈希与此前收到的一致 compare the head with the one given to you before")
`

/** Its lines, as they stand in a pack. */
export const verifySource = `// Checks this dispute pack: node verify.mjs [HEAD]. Needs Node 18 or newer, reads only its folder. Exit 0: all holds, 1: not.
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { inflateRawSync } from "node:zlib"
${proofSource.replaceAll("\n\n", "\n")}${checks.replaceAll("\n\n", "\n").trimStart()}`
