// What a folder gives, what of it is told, and that a file is the same whatever it is called (R32).
import { chmodSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { getuid } from "node:process"
import { gzipSync } from "node:zlib"

import { Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterEach, assert, beforeEach, describe, it } from "vitest"

import { type Fault, type FileRemark, isGiven, type ReadOptions, readResults, sameFile } from "../index.ts"

let folder = ""
const path = (...names: ReadonlyArray<string>) => join(folder, ...names)
const put = (name: string, content: string | Uint8Array) => {
  mkdirSync(dirname(path(name)), { recursive: true })
  writeFileSync(path(name), content)
}
const result = (seq: string) => `{"LivenessDetail":[{"Seq":"${seq}","IsNeedCharge":true}]}\n`

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = async (files: ReadonlyArray<string>, options: ReadOptions = {}) => {
  const tally = new Tally()
  const faults: Array<Fault> = []
  const remarks: Array<FileRemark> = []
  const report = await Effect.runPromise(
    readResults(files, tally, {
      onRejected: (fault) => faults.push(fault),
      onRemark: (remark) => remarks.push(remark),
      ...options,
    }),
  )
  const seqs: Array<string> = []
  tally.forEachSeq((seq) => seqs.push(tally.names.seqs.text(seq)))
  return {
    seqs,
    missing: report.missing.map(({ file, reason }) => [file.replace(`${folder}/`, ""), reason]),
    faults: faults.map(({ rejection }) => rejection.code),
    remarks: remarks.map(({ file, remark }) => ({ ...remark, file: file.replace(`${folder}/`, "") })),
  }
}

describe("a folder gives", () => {
  const table = "Seq,IsNeedCharge\nrow,true\n"
  it.each([
    ["a.log", `2026-10-01 INFO answer ${result("x")}`],
    ["a.txt", result("x")],
    ["a.txt", `[\n${result("x")}]`],
    ["a.tsv", table.replaceAll(",", "\t")],
    ["a.TXT", `title\n\nnothing,here\n${table}`],
    ["a.ndjson.1", result("x")],
    ["a.log.12.gz", gzipSync(result("x"))],
    ["a.log-20261001", result("x")],
    ["a.json.2026-10-01", result("x")],
    ["a.csv-20261001.gz", gzipSync(table)],
    ["a.txt", Buffer.from(`\ufeff${result("x")}`, "utf16le")],
    ["a.txt", `${"noise\n".repeat(9000)}${result("x")}`],
  ])("%s, whose first 64 KiB hold JSON, a header or a line of a log", async (name, content) => {
    put(`in/${name}`, content)
    put("in/b.ndjson", result("b"))
    const { remarks } = await read([path("in")])
    assert.deepEqual(
      remarks.filter(({ code }) => code === "files_left"),
      [],
    )
  })

  it.each([
    ["a.log", "nothing to see\n"],
    ["a.txt", "Seq is a word, IsNeedCharge too\n"],
    ["a.txt", `${"noise\n".repeat(11_000)}${result("x")}`],
    ["a.log", `a "quoted" word ${result("x")}`],
    ["a.ndjson.bak", result("x")],
    ["a.log.1x", result("x")],
    ["a.zip", "PK\u0003\u0004"],
    ["a.json.zst", result("x")],
    ["a.txt.gz", gzipSync("nothing")],
  ])("not %s, and says so", async (name, content) => {
    put(`in/${name}`, content)
    put("in/b.ndjson", result("b"))
    const { seqs, remarks } = await read([path("in")])
    assert.deepEqual(seqs, ["b"])
    assert.deepEqual(remarks, [{ code: "files_left", files: 1, names: [name], file: "in" }])
  })

  it("and tells how many were not read, and the first twenty, of all folders in it together", async () => {
    put("in/b.ndjson", result("b"))
    for (let i = 10; i < 40; i++) put(`in/sub${i}/photo.png`, "x")
    for (const name of [".hidden", "~$open.xlsx", "Thumbs.db", "desktop.ini"]) put(`in/${name}`, "x")
    const [remark] = (await read([path("in/")])).remarks
    assert.deepEqual(remark, {
      code: "files_left",
      files: 30,
      names: Array.from({ length: 20 }, (_, i) => `sub${i + 10}/photo.png`),
      file: "in/",
    })
  })

  it("a table by columns of people's own", async () => {
    put("in/a.ndjson", result("a"))
    put("in/b.txt", "流水号,是否计费\nx,true\n")
    assert.deepEqual((await read([path("in")])).seqs, ["a"])
    const columns = { Seq: "流水号", IsNeedCharge: "是否计费" }
    assert.sameMembers((await read([path("in")], { columns })).seqs, ["a", "x"])
  })

  it("no table without a header: a remark there, and rejected where it is named", async () => {
    put("in/b.ndjson", result("b"))
    put("in/rules.csv", "code,plus\n0,y\n")
    const inFolder = await read([path("in")])
    assert.deepEqual(inFolder, {
      seqs: ["b"],
      missing: [],
      faults: [],
      remarks: [{ code: "no_header", file: "in/rules.csv" }],
    })
    assert.deepEqual((await read([path("in/rules.csv")])).faults, ["missing_column"])
  })

  it("a rejection for JSON that is none, in folders too", async () => {
    put("in/b.json", "seq, flag\n1, 2\n")
    assert.lengthOf((await read([path("in")])).faults, 1)
  })

  it("what its links lead to; where they lead nowhere or round that is their error, and the others are read", async () => {
    put("in/b.ndjson", result("b"))
    put("far/c.ndjson", result("c"))
    symlinkSync(path("far"), path("in/far"))
    symlinkSync(path("in"), path("in/up"))
    symlinkSync("nowhere", path("in/d.ndjson"))
    symlinkSync("loop", path("in/loop"))
    const { seqs, missing } = await read([path("in")])
    assert.deepEqual(seqs, ["b", "c"])
    assert.deepEqual(missing, [
      ["in/d.ndjson", "not_found"],
      ["in/loop", "link_loop"],
    ])
    assert.deepEqual((await read([path("in/[dl]*")])).missing, missing)
    assert.deepEqual((await read([path("in/loop"), path("in/b.ndjson")])).seqs, ["b"])
  })

  it("what the disk refuses is that file's error", async () => {
    const long = path(`${"a".repeat(300)}.ndjson`)
    put("b.ndjson", result("b"))
    assert.deepEqual((await read([long, path("b.ndjson")])).missing, [
      [long.replace(`${folder}/`, ""), "name_too_long"],
    ])
    assert.deepEqual((await read([path("b.ndjson/c")])).missing, [["b.ndjson/c", "not_found"]])
  })

  it.skipIf(getuid?.() === 0)("what nobody may read is an error, with its name", async () => {
    put("in/b.ndjson", result("b"))
    put("in/c.ndjson", result("c"))
    put("in/d.log", result("d"))
    for (const name of ["in/c.ndjson", "in/d.log"]) chmodSync(path(name), 0)
    const { seqs, missing } = await read([path("in")])
    assert.deepEqual(seqs, ["b"])
    assert.sameDeepMembers(missing, [
      ["in/c.ndjson", "no_permission"],
      ["in/d.log", "no_permission"],
    ])
  })

  it("nothing: a wrong call, that names what is there", async () => {
    put("in/a.zip", "x")
    const failure = await Effect.runPromise(Effect.flip(readResults([path("in")], new Tally())))
    assert.deepInclude(failure, { _tag: "NoFiles", pattern: path("in"), left: ["a.zip"] })
  })
})

describe("a file is the same", () => {
  const same = (one: string, other: string) => Effect.runPromise(sameFile([one], [other]))

  it("by any path, link or folder that leads to it", async () => {
    put("in/a.ndjson", result("a"))
    put("in/b.ndjson", result("b"))
    symlinkSync(path("in/a.ndjson"), path("link"))
    linkSync(path("in/a.ndjson"), path("hard.ndjson"))
    for (const name of ["in", "link", "hard.ndjson", "in/../in/a.ndjson", "in/*.ndjson", "{link,none}"]) {
      assert.isDefined(await same(path("in/a.ndjson"), path(name)), name)
      assert.isDefined(await same(path(name), path("in/a.ndjson")), name)
    }
    assert.isUndefined(await same(path("in/a.ndjson"), path("in/b.ndjson")))
    assert.isUndefined(await same(path("in/b.ndjson"), path("link")))
  })

  it("standard input is one", async () => {
    put("a.ndjson", result("a"))
    assert.equal(await same("-", "-"), "-")
    assert.isUndefined(await same("-", path("a.ndjson")))
  })
})

describe("a file that is to be written is given by", () => {
  const given = (args: ReadonlyArray<string>, name: string, isJson = false) =>
    Effect.runPromise(
      isGiven(
        args.map((arg) => path(arg)),
        { path: path(name), isJson },
      ),
    )

  it("a folder or a pattern that would read it, whether it is there or not", async () => {
    put("in/sub/a.ndjson", result("a"))
    symlinkSync(path("in/sub"), path("link"))
    for (const name of ["in/new.csv", "in/sub/new.json", "link/new.xlsx", "in/sub/a.ndjson"]) {
      assert.isTrue(await given(["in"], name), name)
    }
    assert.isTrue(await given(["in/*.csv"], "in/new.csv"))
    assert.isTrue(await given(["in/**/*.csv"], "link/new.csv"))
    assert.isTrue(await given(["link/*.csv"], "in/sub/new.csv"))
    assert.isTrue(await given(["in"], "in/new.txt", true))
    for (const name of ["in/new.txt", "new.csv", "in/.new.csv", "in/new"]) {
      assert.isFalse(await given(["in"], name), name)
    }
    assert.isFalse(await given(["in/*.json", "nowhere"], "in/new.csv"))
    assert.equal(readFileSync(path("in/sub/a.ndjson"), "utf8"), result("a"))
  })
})
