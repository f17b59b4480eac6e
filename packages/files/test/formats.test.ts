// What a file's bytes tell of its format, which records are in it, and where each fault is (R1, R2, R6, R8).
import { readFileSync } from "node:fs"

import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { runs } from "../../core/test/runs.ts"
import { resultRecord } from "../../core/test/world.ts"
import { A, B, formatCases } from "./formatCases.ts"
import { mutate, mutation } from "./mutate.ts"
import { byteByByte, countBytes, cutAt } from "./readBytes.ts"
import type { Content } from "../src/options/Content.ts"

/** Results, rejected and the places of faults, as `1:5 invalid_json`. */
const read = (text: string | Uint8Array, about: Partial<Content> = {}) => {
  const bytes = typeof text === "string" ? Buffer.from(text) : text
  const { faults, ...facts } = countBytes([bytes], { name: "file", ...about })
  const results = "summary" in facts ? facts.summary.results : facts.counts[0]
  return [results, ...faults.map(({ line, column, rejection }) => `${line}:${column} ${rejection.code}`)]
}

describe("RecordsAreFoundByContent", () => {
  it.each(formatCases)("%s", (_, text, expected) => {
    assert.deepEqual(read(text), expected)
    assert.deepEqual(
      countBytes(byteByByte(Buffer.from(text)), { name: "file" }),
      countBytes([Buffer.from(text)], { name: "file" }),
    )
  })

  it("a file named .ndjson is read line by line from its first line on", () => {
    assert.deepEqual(read(`{"a":\n${A}\n`), [0, "3:1 invalid_json"])
    for (const name of ["a.ndjson", "a.jsonl", "a.NDJSON.gz"]) {
      assert.deepEqual(read(`{"a":\n${A}\n`, { name }), [1, "1:6 invalid_json"])
    }
  })

  it.each([
    ["HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + A, "1:1 http"],
    ["\n\n< HTTP/2 200\n" + A, "3:1 http"],
    ["Content-Type: application/json\n\n" + A, "1:1 http"],
    ["<!DOCTYPE html><table><tr><td>Seq</td></tr></table>", "1:1 html"],
    ["<?xml version='1.0'?><a/>", "1:1 xml"],
    ["<result code='0'><seq>a</seq></result>", "1:1 xml"],
    ["```json\n" + A + "\n```", "1:1 markdown"],
    ["| Seq | IsNeedCharge |\n| --- | --- |\n", "1:1 markdown"],
    [")]}',\n" + A, "1:1 jsonp"],
    ["  callback(" + A + ");", "1:3 jsonp"],
    ["var results = [" + A + "]", "1:1 jsonp"],
    ["{'Response': {'Text': None}}", "1:1 python"],
    ["[{'Response': {'Text': None}}]", "1:1 python"],
    ["b'" + A + "'", "1:1 python"],
    ["OrderedDict([('Response', 1)])", "1:1 python"],
    ["GetDetectInfoEnhancedResponse(text=DetectInfoText(errCode=0))", "1:1 dump"],
    ["DetectInfoText [errCode=0, livenessDetail=null]", "1:1 dump"],
    ["{Response={Text={ErrCode=0}}}", "1:1 dump"],
    ["&{Response:{Text:{ErrCode:0}}}", "1:1 dump"],
    ["map[Response:map[Text:map[ErrCode:0]]]", "1:1 dump"],
    ["{ Response: { Text: [Object] } }", "1:1 dump"],
    ["array(1) {\n", "1:1 dump"],
    ["{:Response=>{:Text=>nil}}", "1:1 dump"],
  ])("%j is told by its name", (text, expected) => {
    const told = ({ line, column, rejection: { code, expected: kind } }: (typeof faults)[number]) =>
      `${line}:${column} ${code === "other_format" ? kind : code}`
    const { faults } = countBytes([Buffer.from(text)], { name: "file" })
    for (const name of ["file", "file.json", "file.ndjson", "file.csv"]) {
      assert.deepEqual(countBytes([Buffer.from(text)], { name }).faults.map(told), [expected], name)
      assert.deepEqual(countBytes(byteByByte(Buffer.from(text)), { name }).faults.map(told), [expected], name)
    }
  })

  it.each([
    ["FaceService [trace=1] resp=" + A, [1]],
    ["<INFO> resp=" + A, [1]],
    ["INFO start\nFaceService [trace=1] resp=" + A, [1, "1:1 invalid_json"]],
    ["DetectService [trace=1] start\nDetectService [trace=1] " + A, [1, "1:1 invalid_json"]],
    ["Export (day=2026-10-01),x\nSeq,IsNeedCharge\na,true", [1]],
  ])("%j is not", (text, expected) => assert.deepEqual(read(text), expected))

  it("what is neither is a table, unless it is called .json and looks like none", () => {
    assert.deepEqual(read("hello"), [0, "1:1 missing_column"])
    assert.deepEqual(read("hello", { name: "a.json" }), [0, "1:1 invalid_json"])
    assert.deepEqual(read("Seq,IsNeedCharge\na,true\n", { name: "a.json" }), [1])
  })
})

describe("PositionsPointAtTheFault", () => {
  const sample = (name: string) => readFileSync(new URL(`../../../samples/provider/${name}`, import.meta.url))

  it("the provider's commented sample: 5:8", () => {
    assert.deepEqual(read(sample("detect-info-commented.txt")), [0, "5:8 invalid_json"])
  })

  it("a wrong type at the value, a wrong shape at the record's start, columns in code points", () => {
    const wrong = (field: string) => `{"Text":{"Name":"爱新觉罗😀","LivenessDetail":[{"Seq":"a",${field}}]}}`
    assert.deepEqual(read(`${A}\n  ${wrong('"IsNeedCharge":"true"')}`), [1, "2:71 wrong_type"])
    assert.deepEqual(read(`${A}\n  {"Response":{"EncryptedBody":"x"}}`), [1, "2:3 encrypted"])
    assert.deepEqual(read(`[${A},\n {"a":1}]`), [1, "2:2 no_result"])
    assert.deepEqual(read(wrong('"Errcode":1.5')), [0, "1:64 wrong_type"])
  })

  it("of a repeated key the last one is at fault", () => {
    assert.deepEqual(read('{"Seq":1,"IsNeedCharge":true,"Seq":2}'), [0, "1:36 wrong_type"])
    assert.deepEqual(read('{"Seq":1,"IsNeedCharge":true,"Seq":"2"}'), [1])
  })

  it("a byte order mark is no column", () => {
    assert.deepEqual(read(`\ufeff${A}x`), [1, "1:53 text_after_value"])
    assert.deepEqual(read(Buffer.from(`\ufeff${A}x`, "utf16le")), [1, "1:53 text_after_value"])
  })
})

describe("OnlyStringsThatAreReadMustBeText", () => {
  const bytes = (text: string) => Buffer.from(text, "latin1")

  it.each([
    ['{"LivenessDetail":[{"Seq":"\xff"}]}', [0, "1:27 invalid_encoding"]],
    ['{"LivenessDetail":[{"Seq":"a","Name":"\xff\xfe"}]}', [1]],
    ['{"LivenessDetail":[{"Seq":"a","\xff":1}]}', [1]],
    ['{"BizToken":"\xc3","LivenessDetail":[]}', [0, "1:13 invalid_encoding"]],
    ['{"Seq":"\xed\xa0\x80"}', [0, "1:8 invalid_encoding"]],
    ['{"BestFrame":{"BestFrame":"\xff\x00\x0a"},"LivenessDetail":[]}', [1]],
    ['at \xff{"LivenessDetail":[]}', [1]],
  ])("%j", (text, expected) => assert.deepEqual(read(bytes(text)), expected))
})

describe("EncodingsAreHonoured", () => {
  const text = `{"LivenessDetail":[{"Seq":"流水号😀","IsNeedCharge":true}]}\n${B}\n`
  const utf16be = (s: string) => Buffer.from(s, "utf16le").swap16()

  it.each<[string, Uint8Array, Partial<Content>]>([
    ["UTF-8", Buffer.from(text), {}],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`), {}],
    ["UTF-16LE with a mark", Buffer.from(`\ufeff${text}`, "utf16le"), {}],
    ["UTF-16BE with a mark", utf16be(`\ufeff${text}`), {}],
    ["UTF-16LE by --encoding", Buffer.from(text, "utf16le"), { encoding: "utf-16le" }],
    ["UTF-16BE by --encoding", utf16be(text), { encoding: "utf-16be" }],
    ["UTF-8 with a mark, whatever --encoding says", Buffer.from(`\ufeff${text}`), { encoding: "gb18030" }],
  ])("%s", (_, bytes, about) => {
    const expected = countBytes([Buffer.from(text)])
    assert.deepEqual(countBytes([bytes], about), expected)
    assert.deepEqual(countBytes(byteByByte(bytes), about), expected)
  })

  it("JSON in GB18030 by --encoding", () => {
    const gb = Buffer.concat([Buffer.from('{"Seq":"'), Buffer.from([0xc1, 0xf7, 0xcb, 0xae]), Buffer.from('"}')])
    const expected = countBytes([Buffer.from('{"Seq":"流水"}')])
    assert.deepEqual(countBytes(byteByByte(gb), { encoding: "gb18030" }), expected)
    assert.deepEqual(read(gb), [0, "1:8 invalid_encoding"])
  })

  it("half a character of UTF-16 is no text", () => {
    const half = Buffer.concat([
      Buffer.from('\ufeff{"Seq":"', "utf16le"),
      Buffer.from([0x00, 0xd8]),
      Buffer.from('"}', "utf16le"),
    ])
    assert.deepEqual(read(half), [0, "1:8 invalid_encoding"])
    assert.deepEqual(read(Buffer.concat([Buffer.from(`\ufeff${A}`, "utf16le"), Buffer.from("x")])), [
      1,
      "1:53 text_after_value",
    ])
  })
})

describe("CuttingTheInputDoesNotMatter", () => {
  const separators = fc.constantFrom("\n", "", " ", "\r\n", ",", "\n\n")
  const streams = fc
    .tuple(
      fc.array(fc.tuple(resultRecord, separators), { maxLength: 6 }),
      fc.boolean(),
      fc.boolean(),
      fc.array(mutation, { maxLength: 1 }),
    )
    .map(([records, isArray, isPretty, mutations]) => {
      const texts = records.map(([record, separator], i) => {
        const text = JSON.stringify(record, undefined, isPretty ? 1 : 0)
        return text + (isArray ? (i === records.length - 1 ? "" : ",") : separator)
      })
      const text = isArray ? `[${texts.join("")}]\n` : texts.join("")
      return mutations.reduce(mutate, Buffer.from(text) as Uint8Array)
    })

  it("nor who reads it: the scanner or the plain path", () => {
    fc.assert(
      fc.property(
        streams,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.constantFrom("a", "a.ndjson"),
        (bytes, cuts, name) => {
          const expected = countBytes([bytes], { name }, "plain")
          assert.deepEqual(countBytes([bytes], { name }), expected)
          assert.deepEqual(countBytes(cutAt(bytes, cuts), { name }), expected)
          assert.deepEqual(countBytes(cutAt(bytes, cuts), { name }, "plain"), expected)
        },
      ),
      runs(600),
    )
  }, 60_000)

  it("one byte at a time", () => {
    fc.assert(
      fc.property(streams, (bytes) => {
        assert.deepEqual(countBytes(byteByByte(bytes), { name: "a" }), countBytes([bytes], { name: "a" }, "plain"))
      }),
      { numRuns: 100 },
    )
  }, 60_000)
})

describe("RecordsMayBeLong", () => {
  it("a record of 30 MB, in lines and in a document", () => {
    const photo = Buffer.alloc(30 << 20, "A").toString("latin1")
    const record = `{"Response":{"BestFrame":{"BestFrame":"${photo}"},"Text":{"LivenessDetail":[{"Seq":"a"}]}}}`
    const chunks = (text: string) => {
      const bytes = Buffer.from(text)
      return Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) =>
        bytes.subarray(i * 65_536, (i + 1) * 65_536),
      )
    }
    for (const path of ["fast", "plain"] as const) {
      for (const text of [`${A}\n${record}\n${B}`, `[${A},\n${record},\n${B},x`]) {
        const { faults, ...facts } = countBytes(chunks(text), { name: "a" }, path)
        assert.equal("summary" in facts ? facts.summary.results : 0, 3)
        assert.deepEqual(
          faults.map(({ line, column }) => [line, column]),
          text.endsWith("x") ? [[3, B.length + 2]] : [],
        )
      }
    }
  }, 60_000)
})
