// Which files a call reads, what is left of broken archives, and what is said of files that are not there (R7).
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"

import { Bill, Dictionaries, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"

import { type Fault, type Progress, readBills, type ReadOptions, readResults, visitRecords } from "../index.ts"

let folder = ""
const path = (name: string) => join(folder, name)

/** A file with one result whose Seq is the file's own name. */
const result = (seq: string) => `{"LivenessDetail":[{"Seq":"${seq}","IsNeedCharge":true}]}`

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-"))
  mkdirSync(path("in/sub/empty"), { recursive: true })
  mkdirSync(path("in/.hidden"))
  for (const name of ["b.json", "a.ndjson", "sub/c.jsonl", "d.txt", ".e.json", ".hidden/f.json"]) {
    writeFileSync(path(`in/${name}`), result(name))
  }
  writeFileSync(path("in/g.csv"), "Seq,IsNeedCharge\ng.csv,true\n")
  writeFileSync(path("in/h.json.gz"), gzipSync(result("h.json.gz")))
  symlinkSync(path("in"), path("in/sub/up"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const count = async (files: ReadonlyArray<string>, options: ReadOptions = {}) => {
  const tally = new Tally()
  const faults: Array<Fault> = []
  const run = readResults(files, tally, { onRejected: (fault) => faults.push(fault), ...options })
  const report = await Effect.runPromise(run)
  const seqs: Array<string> = []
  tally.forEachSeq((seq) => seqs.push(tally.names.seqs.text(seq)))
  return {
    report,
    seqs,
    faults: faults.map(
      ({ file, line, column, rejection }) => `${file.replace(folder, "")}:${line}:${column} ${rejection.code}`,
    ),
    tally,
  }
}

const failure = (files: ReadonlyArray<string>, options: ReadOptions = {}) =>
  Effect.runPromise(Effect.flip(readResults(files, new Tally(), options)))

describe("FilesAreFound", () => {
  it("in folders, in the order of names, by what they are called or hold, dotfiles never", async () => {
    const { seqs } = await count([path("in")])
    assert.deepEqual(seqs, ["a.ndjson", "b.json", "d.txt", "g.csv", "h.json.gz", "sub/c.jsonl"])
  })

  it("named outright, whatever they are called, and each once", async () => {
    const { seqs, tally } = await count([
      path("in/d.txt"),
      path("in/.e.json"),
      path("in/d.txt"),
      path("in/sub/../d.txt"),
    ])
    assert.deepEqual(seqs, ["d.txt", ".e.json"])
    assert.equal(tally.results, 2)
  })

  it("by glob", async () => {
    assert.deepEqual((await count([path("in/*.json")])).seqs, ["b.json"])
    assert.deepEqual((await count([path("in/{a,b}*")])).seqs, ["a.ndjson", "b.json"])
    assert.deepEqual((await count([path("in/**/c.*")])).seqs, ["sub/c.jsonl"])
  })

  it("from standard input, which is called -", async () => {
    const stdin = async function* () {
      yield Buffer.from(`${result("in")}\n`)
      yield Buffer.from("{\n")
    }
    const { seqs, faults, report } = await count(["-", "-"], { stdin: stdin() })
    assert.deepEqual(seqs, ["in"])
    assert.deepEqual(faults, ["-:2:2 invalid_json"])
    assert.deepEqual(report, {
      missing: [],
      files: 1,
      faults: 1,
      apiErrors: 0,
      hasRecords: true,
      hasList: false,
      stopped: false,
    })
  })

  it("or reported as missing, while the others are read", async () => {
    const { seqs, report } = await count([path("nowhere.json"), path("in/b.json")])
    assert.deepEqual(seqs, ["b.json"])
    assert.deepEqual(report.missing, [{ file: path("nowhere.json"), reason: "not_found" }])
  })

  it("a folder or glob without any is a wrong call, and so is a column that no table has", async () => {
    assert.equal((await failure([path("in/b.json"), path("in/sub/empty")]))._tag, "NoFiles")
    assert.equal((await failure([path("in/*.nothing")]))._tag, "NoFiles")
    assert.equal((await failure([path("in/b.json")], { columns: { Sequence: "x" } }))._tag, "UnknownColumn")
  })
})

describe("ArchivesMayBeCut", () => {
  const lines = Array.from({ length: 2000 }, (_, i) => `${result(`${i}${Math.sin(i)}`)}\n`).join("")

  it("what came before is kept, and one is rejected", async () => {
    const packed = gzipSync(lines)
    for (const length of [packed.length - 1, packed.length - 9, packed.length >> 1, 12]) {
      writeFileSync(path("cut.ndjson.gz"), packed.subarray(0, length))
      const { tally, faults } = await count([path("cut.ndjson.gz")])
      assert.equal(tally.rejected, 1)
      assert.equal(faults.length, 1)
      assert.match(faults[0] ?? "", / cut_archive$/)
      if (length > packed.length - 10) assert.equal(tally.results, 2000)
      else if (length > 12) assert.isAbove(tally.results, 800)
    }
  })

  it("whatever is packed: a document, a table", async () => {
    const cases = [
      `[${lines.trimEnd().replaceAll("\n", ",")}]`,
      `Seq,IsNeedCharge\n${lines.replaceAll(/[^\n]*"Seq":"([^"]*)"[^\n]*/g, "$1,true")}`,
    ]
    for (const text of cases) {
      const packed = gzipSync(text)
      writeFileSync(path("cut.gz"), packed.subarray(0, packed.length >> 1))
      const { tally, faults } = await count([path("cut.gz")])
      assert.equal(faults.length, 1)
      assert.isAbove(tally.results, 800)
      writeFileSync(path("whole.gz"), packed)
      assert.equal((await count([path("whole.gz")])).tally.results, 2000)
    }
  })

  it("archives one after the other are one", async () => {
    writeFileSync(path("two.gz"), Buffer.concat([gzipSync(`${result("a")}\n`), gzipSync(result("b"))]))
    assert.deepEqual((await count([path("two.gz")])).seqs, ["a", "b"])
  })
})

describe("TablesWithoutAMarkAreUtf8OrElseGb18030", () => {
  const header = Buffer.from([0xc1, 0xf7, 0xcb, 0xae, 0xba, 0xc5, ...Buffer.from(",IsNeedCharge,ChargeType\n")])
  const row = Buffer.from([...Buffer.from("a,true,"), 0xba, 0xcb, 0xc9, 0xed, 0x0a])
  const types = async (bytes: Uint8Array, name: string) => {
    writeFileSync(path(name), bytes)
    const bill = new Bill(new Dictionaries())
    const options = { columns: { Seq: "流水号" } }
    await Effect.runPromise(readBills([path(name)], bill, options))
    const fromStdin = new Bill(new Dictionaries())
    const stdin = async function* () {
      yield* Array.from(bytes, (byte) => Uint8Array.of(byte))
    }
    await Effect.runPromise(readBills(["-"], fromStdin, { ...options, stdin: stdin() }))
    return [bill, fromStdin].map((one) => [
      one.lines,
      one.rejected,
      one.lines > 0 ? one.names.chargeTypes.text(one.lineType(0)) : null,
    ])
  }

  it("UTF-8", async () => {
    const bytes = Buffer.from("流水号,IsNeedCharge,ChargeType\na,true,核身\n")
    assert.deepEqual(await types(bytes, "utf8.csv"), [
      [1, 0, "核身"],
      [1, 0, "核身"],
    ])
  })

  it("GB18030, also when the first byte that tells comes late", async () => {
    assert.deepEqual(await types(Buffer.concat([header, row]), "gb.csv"), [
      [1, 0, "核身"],
      [1, 0, "核身"],
    ])
    const late = Buffer.concat([
      Buffer.from("Seq,IsNeedCharge,ChargeType\n"),
      Buffer.from("b,true,x\n".repeat(100_000)),
      row,
    ])
    writeFileSync(path("late.csv.gz"), gzipSync(late))
    const bill = new Bill(new Dictionaries())
    await Effect.runPromise(readBills([path("late.csv.gz")], bill))
    assert.equal(bill.names.chargeTypes.text(bill.lineType(bill.lines - 1)), "核身")
  })
})

describe("ReadingTells", () => {
  it("how far it is", async () => {
    const seen: Array<Progress> = []
    await count([path("in/b.json"), path("in/h.json.gz")], { onProgress: (progress) => seen.push(progress) })
    const last = seen.at(-1)
    assert.isAbove(last?.bytes ?? 0, 0)
    assert.equal(last?.bytes, last?.bytesTotal)
  })

  it("strict stops at the first fault", async () => {
    writeFileSync(path("bad.ndjson"), `${result("a")}\nx\ny\n`)
    const { faults, report } = await count([path("bad.ndjson"), path("in/b.json")], { strict: true })
    assert.deepEqual(faults, ["/bad.ndjson:2:1 invalid_json"])
    assert.deepInclude(report, { missing: [], faults: 1, stopped: true })
  })

  it("every record of files of either kind, to who wants to see them", async () => {
    writeFileSync(path("bill.json"), '{"Date":"2026-10-05","Response":{"WeChatBillDetails":[{"BizToken":"t"}]}}')
    writeFileSync(path("bill.csv"), "Date,Seq,IsNeedCharge,ChargeType\n2026-10-05,z,true,\n")
    const seen: Array<string> = []
    const files = ["bill.json", "bill.csv", "in/b.json", "in/g.csv", "bad.ndjson"].map(path)
    await Effect.runPromise(
      visitRecords(files, (record, { line, column }) => seen.push(`${record._tag} ${line}:${column}`)),
    )
    assert.deepEqual(seen, ["BillPage 1:1", "BillPage 2:1", "DetectInfo 1:1", "DetectInfo 2:1", "DetectInfo 1:1"])
  })
})
