/** The dispute pack as a zip: the same dispute gives the same bytes. */
import { hash } from "node:crypto"

import type { Dispute, DisputedItem } from "@faceid-tally/books/engine"

import { sharedText } from "../messages/sharedText.ts"
import { csvRows } from "../table/csv.ts"
import { sheetOf } from "../xlsx/Sheet.ts"
import { workbookStream } from "../xlsx/workbook.ts"
import { type Entry, zipped } from "../xlsx/zip.ts"
import { disputeTable } from "./disputeTable.ts"
import { disputeText } from "./disputeText.ts"
import { evidenceDocument } from "./evidenceDocument.ts"
import { letterHtml } from "./letterHtml.ts"
import { verifySource } from "./verifySource.ts"

export async function* disputeZip(dispute: Dispute): AsyncGenerator<Uint8Array> {
  yield* zipped(entries(await disputeFiles(dispute)))
}

async function* entries(files: ReadonlyMap<string, Uint8Array>): AsyncGenerator<Entry> {
  yield* [...files].map(([path, bytes]): Entry => ({ path, pieces: [bytes] }))
}

/** The files of the pack by their names; the manifest names the hash of each of the others. */
export const disputeFiles = async (dispute: Dispute): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { items, questions } = dispute
  const evidence = evidenceDocument(dispute)
  const files = new Map<string, Uint8Array>([
    ["letter.zh-CN.html", Buffer.from(letterHtml(dispute, evidence))],
    ...(await listFiles("list", items)),
    ...(questions.length === 0 ? [] : await listFiles("questions", questions)),
    ["evidence.json", Buffer.from(`${JSON.stringify(evidence)}\n`)],
    ["verify.mjs", Buffer.from(verifySource)],
  ])
  const hashes = Object.fromEntries([...files].map(([name, bytes]) => [name, hash("sha256", bytes, "hex")]))
  return files.set("manifest.json", Buffer.from(`${JSON.stringify({ files: hashes }, null, 2)}\n`))
}

const say = sharedText["zh-CN"]

const listFiles = async (
  name: "list" | "questions",
  items: ReadonlyArray<DisputedItem>,
): Promise<ReadonlyArray<readonly [name: string, bytes: Uint8Array]>> => {
  const csv = [...csvRows(disputeTable("codes"), items, { say, header: "keys", bom: true })].join("")
  const sheet = sheetOf(disputeTable("words"), items, { say, name: disputeText[name] })
  const parts: Array<Uint8Array> = []
  for await (const part of workbookStream([sheet])) parts.push(part)
  return [
    [`${name}.csv`, Buffer.from(csv)],
    [`${name}.xlsx`, Buffer.concat(parts)],
  ]
}
