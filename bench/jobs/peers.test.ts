// The peers give the answers that the generator planted: a peer that counts something else proves nothing.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { afterAll, beforeAll, it } from "vitest"
import { assertSameAnswer, type Answer } from "../Answer.ts"
import type { Contender } from "../Contender.ts"
import { fullBill, slimBill, slimResults, textResults } from "../generate/datasets.ts"
import { prepareChildren } from "../prepareChildren.ts"
import { runProcess } from "../runProcess.ts"
import { duckdb, flatAnswer } from "./contenders.ts"

const tokens = 2000
const children = prepareChildren()
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-test-"))
})

afterAll(() => rmSync(folder, { recursive: true }))

const checkAll = (contenders: ReadonlyArray<Contender>, expected: Answer) => {
  for (const contender of contenders) {
    const answer = contender.answer?.(runProcess(contender).stdout) ?? {}
    assertSameAnswer(contender.name, answer, expected)
  }
}

it("DuckDB and the provider's loop count", () => {
  const { path, expected } = textResults(folder, tokens)
  const loop = { name: "loop", command: process.execPath, args: [children.providerLoop, path], answer: flatAnswer }
  checkAll([...duckdb(children.duckdbCount, [path]), loop], expected)
})

it("DuckDB reconciles", () => {
  const [text, full] = [textResults(folder, tokens), fullBill(folder, tokens)]
  checkAll(duckdb(children.duckdbReconcile, [text.path, full.path, "response"]), full.expected)
  const [slim, bill] = [slimResults(folder, tokens), slimBill(folder, tokens)]
  checkAll(duckdb(children.duckdbReconcile, [slim.path, bill.path, "slim"]), bill.expected)
})
