/** Inputs of the kinds that real exports and slips of the hand are of, written beside the rule that decides each. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import process from "node:process"
import { gzipSync } from "node:zlib"

import { afterEach, describe, expect, it } from "vitest"

import { temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

interface Input {
  /** By the rule. */
  readonly says: string
  readonly files: { readonly [name: string]: string | Uint8Array }
  readonly run: string | ReadonlyArray<string>
  readonly code: number
  readonly out?: ReadonlyArray<string>
  readonly err?: ReadonlyArray<string>
  readonly never?: ReadonlyArray<string>
}

const A = "aaaaaaaa-0000-4000-8000-000000000001"
const B = "bbbbbbbb-0000-4000-8000-000000000002"
const AT = 1790784729786
const entry = (seq: string, charge: unknown = true, errcode: unknown = 0): string =>
  JSON.stringify({ ReqTime: String(AT), Seq: seq, IsNeedCharge: charge, Errcode: errcode })
const detail = (...entries: ReadonlyArray<string>): string => `{"LivenessDetail":[${entries.join(",")}]}`
const wire = (...entries: ReadonlyArray<string>): string =>
  `{"Response":{"Text":{"ErrCode":0,"LivenessDetail":[${entries.join(",")}]},"RequestId":"r"}}`
const page = (date: string | null, lines: ReadonlyArray<string>, more = ""): string =>
  `{${date === null ? "" : `"Date":"${date}",`}"Cursor":0,"Response":{"HasNextPage":false,"NextCursor":1,"WeChatBillDetails":[${lines.length === 0 ? "" : `{"BizToken":"T","RuleId":"1","ChargeCount":${lines.length},"ChargeDetails":[${lines.join(",")}]}`}]${more}}}`
const line = (seq: string, charge = true, at = String(AT)): string =>
  JSON.stringify({ ReqTime: at, Seq: seq, IsNeedCharge: charge, ChargeType: "核身", ErrorCode: "0" })
const csv = (...rows: ReadonlyArray<string>): string => `${rows.join("\n")}\n`
const count = "count r.json --output ndjson"
const one = '"attempts":1,"charges":1'
const two = '"attempts":2,"charges":2'

const reading: ReadonlyArray<Input> = [
  // 1, 21
  {
    says: "text after a document keeps what came before",
    files: { "r.json": `${detail(entry(A))} x` },
    run: count,
    code: 2,
    out: [one, '"rejected":1'],
  },
  {
    says: "a missing bracket keeps what came before",
    files: { "r.json": `[${detail(entry(A))},${detail(entry(B))}` },
    run: count,
    code: 2,
    out: [two, '"rejected":1'],
  },
  {
    says: "the same in gzip",
    files: { "r.json.gz": gzipSync(`[${detail(entry(A))},]`) },
    run: "count r.json.gz --output ndjson",
    code: 2,
    out: [one, '"rejected":1'],
  },
  {
    says: "a bill page before a fault stands",
    files: { "r.json": detail(entry(A)), "b.json": `[${page("2026-10-01", [line(A)])},]` },
    run: "reconcile --results r.json --bill b.json --output json",
    code: 2,
    out: ['"charges": 1', '"matched": 1'],
  },
  {
    says: "a BOM at the start of a line is nothing",
    files: { "r.ndjson": `\uFEFF${detail(entry(A))}\n\uFEFF${detail(entry(B))}\n` },
    run: "count r.ndjson --output ndjson",
    code: 0,
    out: [two],
  },
  {
    says: "a double BOM is nothing",
    files: { "r.json": `\uFEFF\uFEFF${detail(entry(A))}` },
    run: count,
    code: 0,
    out: [one],
  },
  {
    says: "0x1A at the end of NDJSON is nothing",
    files: { "r.ndjson": `${detail(entry(A))}\n\x1a` },
    run: "count r.ndjson --output ndjson",
    code: 0,
    out: [one],
  },
  {
    says: "UTF-16BE without a mark",
    files: { "r.json": Buffer.from(detail(entry(A)), "utf16le").swap16() },
    run: count,
    code: 0,
    out: [one],
  },
  {
    says: "UTF-16LE table without a mark",
    files: { "r.csv": Buffer.from(csv("Seq,IsNeedCharge", "a,true"), "utf16le") },
    run: "count r.csv --output ndjson",
    code: 0,
    out: [one],
  },
  // 22
  ...(
    [
      "PK\x03\x04",
      "\x28\xb5\x2f\xfd",
      "BZh91AY&SY",
      "\xfd7zXZ\x00",
      "7z\xbc\xaf\x27\x1c",
      "Rar!\x1a\x07",
      "%PDF-1.7",
      "PAR1",
      "SQLite format 3\x00",
    ] as const
  ).map((magic, i): Input => ({
    says: `is told by its first bytes: ${["zip", "zstd", "bzip2", "xz", "7z", "rar", "PDF", "Parquet", "SQLite"][i]}`,
    files: { "r.json": Buffer.from(`${magic}${"\x01\x02\x03".repeat(90)}`, "latin1") },
    run: "count r.json",
    code: 2,
    err: [["zip", "zstd", "bzip2", "xz", "7z", "rar", "PDF", "Parquet", "SQLite"][i] ?? "?"],
    never: ["charges in 0", "column Seq"],
  })),
  {
    says: "HTTP headers",
    files: { "r.txt": `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${wire(entry(A))}` },
    run: "count r.txt",
    code: 2,
    err: ["r.txt:1:1", "HTTP"],
    never: ["column Seq"],
  },
  {
    says: "XML",
    files: { "r.txt": "<?xml version='1.0'?><a/>" },
    run: "count r.txt",
    code: 2,
    err: ["XML"],
    never: ["column Seq"],
  },
  {
    says: "Markdown fence",
    files: { "r.md": "```json\n{}\n```\n" },
    run: "count r.md",
    code: 2,
    err: ["Markdown"],
    never: ["column Seq"],
  },
  {
    says: "JSONP",
    files: { "r.txt": `cb(${wire(entry(A))});` },
    run: "count r.txt",
    code: 2,
    err: ["JavaScript"],
    never: ["column Seq"],
  },
  {
    says: "Go dump",
    files: { "r.txt": "&{Text:0xc000 LivenessDetail:[0xc0]}" },
    run: "count r.txt",
    code: 2,
    never: ["column Seq", "charges in 0"],
  },
  // 23
  {
    says: "a log line under any name",
    files: {
      "x.dat": `2026-10-01 10:00:00 INFO - ${detail(entry(A))}\n2026-10-01 10:00:01 INFO - ${detail(entry(B))}\n`,
    },
    run: "count x.dat --output ndjson",
    code: 0,
    out: [two],
  },
  {
    says: "the last object of a log line is the record",
    files: { "x.log": `req={"a":1} resp=${detail(entry(A))}\n` },
    run: "count x.log --output ndjson",
    code: 0,
    out: [one],
  },
  {
    says: "a line without JSON among log lines is rejected",
    files: { "x.log": `started\n2026 ${detail(entry(A))}\n` },
    run: "count x.log --output ndjson",
    code: 2,
    out: [one, '"rejected":1'],
  },
  // 26 JSON
  {
    says: "a word for nothing is no Seq; `-` too",
    files: { "r.json": detail(entry("NULL"), entry("-")) },
    run: count,
    code: 0,
    out: ['"unidentified":2', two],
  },
  {
    says: "JSON is exact: blanks and guards stay",
    files: { "r.json": detail(entry(" a"), entry("'a"), entry("a")) },
    run: count,
    code: 0,
    out: ['"attempts":3'],
  },
  { says: "NA is a name", files: { "r.json": detail(entry("NA")) }, run: count, code: 0, out: ['"unidentified":0'] },
  // 27
  ...(["seq", "SEQ", "Se_q", "is_seq"] as const).map((name): Input => ({
    says: `${name} is told beside Seq`,
    files: { "r.json": `{"LivenessDetail":[{"${name}":"a","IsNeedCharge":true,"Errcode":0,"ReqTime":"${AT}"}]}` },
    run: "count r.json",
    code: 2,
    err: [name, "Seq"],
    never: ["charges in 0"],
  })),
  {
    says: "needCharge is told beside IsNeedCharge",
    files: { "r.json": '{"LivenessDetail":[{"Seq":"a","needCharge":true}]}' },
    run: "count r.json",
    code: 2,
    err: ["needCharge", "IsNeedCharge"],
  },
  {
    says: "nfcBillingCounts of a Text is told",
    files: { "r.json": '{"Response":{"Text":{"LivenessDetail":[],"nfcBillingCounts":2}}}' },
    run: "count r.json",
    code: 2,
    err: ["nfcBillingCounts", "NFCBillingCounts"],
  },
  {
    says: "ErrCode of the flow, account and cursor are nobody's business",
    files: { "r.json": '{"account":"x","cursor":1,"errcode":0,"Response":{"Text":{"errCode":0,"LivenessDetail":[]}}}' },
    run: count,
    code: 0,
    out: ['"results":1'],
  },
  {
    says: "people's own names are read",
    files: { "r.json": `{"biz_token":"T","rule_id":"1","fetchedAt":"2026-10-02T00:00:00Z",${wire(entry(A)).slice(1)}` },
    run: "count r.json --by token --output ndjson",
    code: 0,
    out: ['"key":"T"'],
    err: ["biz_token", "BizToken"],
  },
  {
    says: "two near misses of one own name",
    files: { "r.json": `{"bizToken":"T","biz_token":"U",${wire(entry(A)).slice(1)}` },
    run: "count r.json",
    code: 2,
    err: ["BizToken"],
  },
  {
    says: "chargeDetails of a bill group is told",
    files: {
      "r.json": detail(entry(A)),
      "b.json":
        '{"Date":"2026-10-01","Response":{"HasNextPage":false,"WeChatBillDetails":[{"BizToken":"T","ChargeCount":1,"chargeDetails":[]}]}}',
    },
    run: "reconcile --results r.json --bill b.json",
    code: 2,
    err: ["chargeDetails", "ChargeDetails"],
    never: ["The bill is"],
  },
  // 28
  ...(
    [
      ["hits.hits._source", (inner: string) => `{"took":1,"hits":{"hits":[{"_source":${inner}}]}}`],
      [
        "log.entries.response.content.text",
        (inner: string) => `{"log":{"entries":[{"response":{"content":{"text":${JSON.stringify(inner)}}}}]}}`,
      ],
      [
        "a.b.c.d.e.f.g.h",
        (inner: string) => ["h", "g", "f", "e", "d", "c", "b", "a"].reduce((text, key) => `{"${key}":${text}}`, inner),
      ],
    ] as const
  ).map(([place, wrap]): Input => ({
    says: `found under ${place}`,
    files: { "r.json": wrap(wire(entry(A))) },
    run: count,
    code: 0,
    out: [one],
    err: [place],
  })),
  {
    says: "nine keys down is too deep",
    files: {
      "r.json": ["i", "h", "g", "f", "e", "d", "c", "b", "a"].reduce(
        (text, key) => `{"${key}":${text}}`,
        wire(entry(A)),
      ),
    },
    run: "count r.json",
    code: 2,
    never: ["charges in 0"],
  },
  {
    says: "two places: none is read, both are named",
    files: { "r.json": `{"old":${wire(entry(A))},"new":${wire(entry(B))}}` },
    run: "count r.json",
    code: 2,
    err: ["old", "new"],
    never: ["charges in 0"],
  },
  {
    says: "--at takes one of two",
    files: { "r.json": `{"old":${wire(entry(A))},"new":${wire(entry(B))}}` },
    run: `${count} --at new`,
    code: 0,
    out: [one],
  },
  {
    says: "never into Extra",
    files: { "r.json": `{"Extra":${JSON.stringify(wire(entry(A)))},"x":1}` },
    run: "count r.json",
    code: 2,
    never: ["charges in 1"],
  },
  {
    says: "BizToken of the nearest object above",
    files: { "r.json": `{"BizToken":"T","data":{"list":[${wire(entry(A))},${wire(entry(B))}]}}` },
    run: "count r.json --by token --output ndjson",
    code: 0,
    out: ['"key":"T"', '"charges":2'],
  },
  {
    says: "a key that may be personal is no part of a message",
    files: { "r.json": `{"张三":${wire(entry(A))}}` },
    run: count,
    code: 0,
    out: [one],
    err: ["*"],
    never: ["张三"],
  },
  // 29
  {
    says: "Response as a string",
    files: { "r.json": `{"Response":${JSON.stringify(wire(entry(A)).slice(12, -1))}}` },
    run: count,
    code: 0,
    out: [one],
  },
  {
    says: "an empty object is no list",
    files: { "r.json": '{"LivenessDetail":{}}' },
    run: "count r.json",
    code: 2,
    err: ["LivenessDetail"],
  },
  {
    says: '"true" is a wrong type',
    files: { "r.json": detail(entry(A, "true")) },
    run: "count r.json",
    code: 2,
    err: ["IsNeedCharge"],
  },
  {
    says: "$numberLong and $numberInt are integers",
    files: {
      "r.json": `{"LivenessDetail":[{"Seq":"a","IsNeedCharge":true,"Errcode":{"$numberInt":"0"},"ReqTime":{"$numberLong":"${AT}"}}]}`,
    },
    run: count,
    code: 0,
    out: [one],
  },
  {
    says: "a bare Error beside a result elsewhere is no API error",
    files: { "r.json": `{"Error":{"code":0},"Data":${wire(entry(A))}}` },
    run: count,
    code: 0,
    out: [one, '"apiErrors":0'],
  },
  {
    says: "what the SDK throws is an API error",
    files: {
      "r.json": `[${wire(entry(A))},{"name":"TencentCloudSDKHttpException","code":"InvalidParameterValue.BizTokenExpired","requestId":"x","message":"m"}]`,
    },
    run: count,
    code: 0,
    out: [one, '"apiErrors":1'],
  },
  { says: "another code is none", files: { "r.json": `{"code":"ok","requestId":"x"}` }, run: "count r.json", code: 2 },
  // 35
  {
    says: "a cursor of 2^31 is one",
    files: {
      "r.json": detail(entry(A)),
      "b.json": page("2026-10-01", [line(A)]).replace('"NextCursor":1', '"NextCursor":2147483648'),
    },
    run: "reconcile --results r.json --bill b.json",
    code: 0,
    out: ["The bill is right"],
  },
  // 34
  ...(
    [
      ["1795744800", "seconds"],
      ["1790784729786000", "micro"],
      ["20261001", "compact"],
      ["7644000000000", "2015"],
    ] as const
  ).map(([at, word]): Input => ({
    says: `FetchedAt ${at} is refused`,
    files: { "r.json": `{"FetchedAt":${at},${wire(entry(A)).slice(1)}` },
    run: "count r.json",
    code: 2,
    err: ["FetchedAt", word],
  })),
  {
    says: "ReqTime as ISO 8601 with offset",
    files: { "r.json": '{"LivenessDetail":[{"Seq":"a","IsNeedCharge":true,"ReqTime":"2026-10-01T10:00:00+08:00"}]}' },
    run: "count r.json --by day --output ndjson",
    code: 0,
    out: ["2026-10-01"],
  },
]

const tables: ReadonlyArray<Input> = [
  // 24
  {
    says: "| is a delimiter",
    files: { "r.csv": csv("Seq|IsNeedCharge", "a|true") },
    run: "count r.csv --output ndjson",
    code: 0,
    out: [one],
  },
  {
    says: "sep=, is no record",
    files: { "r.csv": csv("sep=,", "Seq,IsNeedCharge", "a,true") },
    run: "count r.csv --output ndjson",
    code: 0,
    out: [one, '"rejected":0'],
  },
  {
    says: "rows above the header are a remark",
    files: { "r.csv": csv("Export", "", "Seq,IsNeedCharge", "a,true") },
    run: "count r.csv --output ndjson",
    code: 0,
    out: [one],
    err: ["r.csv"],
  },
  {
    says: "a header in the 21st row is too late",
    files: { "r.csv": csv(...Array.from({ length: 20 }, (_, i) => `row ${i}`), "Seq,IsNeedCharge", "a,true") },
    run: "count r.csv",
    code: 2,
    never: ["charges in 0"],
  },
  {
    says: "a repeated column that is read is named",
    files: { "r.csv": csv("Seq,IsNeedCharge,Seq", "a,true,b") },
    run: "count r.csv",
    code: 2,
    err: ["Seq"],
  },
  {
    says: "a repeated column that nobody reads is nothing",
    files: { "r.csv": csv("Seq,IsNeedCharge,x,x", "a,true,1,2") },
    run: "count r.csv --output ndjson",
    code: 0,
    out: [one],
  },
  {
    says: "the same header again is a remark",
    files: { "r.csv": csv("Seq,IsNeedCharge", "a,true", "Seq,IsNeedCharge", "b,true") },
    run: "count r.csv --output ndjson",
    code: 0,
    out: [two, '"rejected":0'],
  },
  {
    says: "another header ends the file",
    files: { "r.csv": csv("Seq,IsNeedCharge", "a,true", "IsNeedCharge,Seq", "true,b") },
    run: "count r.csv --output ndjson",
    code: 2,
    out: [one, '"rejected":1'],
  },
  // 25
  ...(["合计,,", "Total: 1,,", "TOTAL,,", "小计（核身）,,", "sum 3,,", "Grand Total,,"] as const).map((row): Input => ({
    says: `${row} is a total`,
    files: { "r.csv": csv("Seq,IsNeedCharge,ReqTime", `a,true,${AT}`, row) },
    run: "count r.csv --output ndjson",
    code: row.includes("（") ? 0 : 0,
    out: row.includes("（") ? [] : [one, '"rejected":0'],
  })),
  {
    says: "a Seq that begins like a total but has a flag is an attempt",
    files: { "r.csv": csv("Seq,IsNeedCharge", "total-1,true", "summer,true") },
    run: "count r.csv --output ndjson",
    code: 0,
    out: [two],
  },
  // 26
  ...(
    [
      "NULL",
      "(null)",
      "[NULL]",
      "<null>",
      "\\N",
      "None",
      "nil",
      "NaN",
      "N/A",
      "undefined",
      "-",
      "--",
      "—",
      "无",
    ] as const
  ).map((word): Input => ({
    says: `Seq ${word} is missing`,
    files: { "r.csv": csv("Seq,IsNeedCharge,Errcode", `${word},true,0`, `${word},true,0`) },
    run: "count r.csv --output ndjson",
    code: 0,
    out: ['"unidentified":2', two],
  })),
  {
    says: "#N/A in Seq is rejected",
    files: { "r.csv": csv("Seq,IsNeedCharge", "#N/A,true") },
    run: "count r.csv",
    code: 2,
    err: ["r.csv:2:1"],
    never: ["charges in 0"],
  },
  {
    says: "#N/A in BizToken is missing",
    files: { "r.csv": csv("Seq,IsNeedCharge,BizToken", "a,true,#N/A") },
    run: "count r.csv --by token --output ndjson",
    code: 0,
    out: ['"key":null'],
  },
  {
    says: "- as a code stays a wrong type",
    files: { "r.csv": csv("Seq,IsNeedCharge,Errcode", "a,true,-") },
    run: "count r.csv",
    code: 2,
    err: ["Errcode"],
  },
  {
    says: "guards are taken off",
    files: { "r.csv": csv("Seq,IsNeedCharge", '"=""a""",true', "'b,true", "\u200bc,true") },
    run: "count r.csv --by token --output json",
    code: 0,
    out: ['"charges": 3'],
  },
  {
    says: "spoiled RuleId",
    files: { "r.csv": csv("Seq,IsNeedCharge,RuleId", "a,true,1.23457E+19") },
    run: "count r.csv",
    code: 2,
    err: ["r.csv:2:8"],
  },
  {
    says: "2,016 is told as digits with separators",
    files: { "r.csv": csv("Seq,IsNeedCharge,Errcode", 'a,true,"2,016"') },
    run: "count r.csv",
    code: 2,
    err: ["separators"],
  },
  {
    says: "a zero-width character inside an identifier rejects the row",
    files: { "r.csv": csv("Seq,IsNeedCharge", "a\u200bb,true") },
    run: "count r.csv",
    code: 2,
    err: ["r.csv:2:1"],
  },
  {
    says: "1/0 and 是/否 stay rejected",
    files: { "r.csv": csv("Seq,IsNeedCharge", "a,1", "b,是") },
    run: "count r.csv",
    code: 2,
    err: ["r.csv:2:3", "r.csv:3:3"],
  },
  // 27
  {
    says: "a header in lower case is told",
    files: { "r.csv": csv("seq,isneedcharge", "a,true") },
    run: "count r.csv",
    code: 2,
    err: ["seq", "Seq"],
    never: ["charges in 0"],
  },
  {
    says: "own headers are read in their spelling",
    files: { "r.csv": csv("Seq,IsNeedCharge,biz_token,ruleid", "a,true,T,7") },
    run: "count r.csv --by rule --output ndjson",
    code: 0,
    out: ['"key":"7"'],
    err: ["ruleid", "RuleId"],
  },
  // 30
  {
    says: "ChargeType says bill",
    files: { "b.csv": csv("Seq,IsNeedCharge,ChargeType", "a,true,核身") },
    run: "count b.csv",
    code: 2,
    err: ["b.csv"],
    never: ["charges in"],
  },
  {
    says: "marks of both sides: what the command asks for",
    files: { "r.csv": csv("Seq,IsNeedCharge,ChargeType,FetchedAt", "a,true,核身,") },
    run: "count r.csv --output ndjson",
    code: 0,
    out: [one],
  },
  {
    says: "a mapped header stands for that name only",
    files: { "r.csv": csv("Seq,IsNeedCharge,ErrorCode", "a,true,0") },
    run: "count r.csv --columns Errcode=ErrorCode --output ndjson",
    code: 0,
    out: [one],
  },
  {
    says: "all of both sides wrong: one sentence",
    files: { "r.csv": csv("Seq,IsNeedCharge,Errcode", "a,true,0"), "b.json": page("2026-10-01", [line("a")]) },
    run: "reconcile --results b.json --bill r.csv",
    code: 2,
    err: ["--results", "--bill"],
    never: ["The bill is"],
  },
  // 31
  {
    says: "an absent mapped header is told",
    files: { "r.csv": csv("Seq,IsNeedCharge", "a,true") },
    run: "count r.csv --columns Errcode=码",
    code: 2,
    err: ["码"],
    never: ["charges in 0"],
  },
  {
    says: "a mapped header that is absent while its own name is there is fine",
    files: { "r.csv": csv("Seq,IsNeedCharge,Errcode", "a,true,0") },
    run: "count r.csv --columns Errcode=码 --output ndjson",
    code: 0,
    out: [one],
  },
  {
    says: "Name= says that the table has none",
    files: { "r.csv": csv("Seq,IsNeedCharge,ErrCode", "a,true,5") },
    run: "count r.csv --columns Errcode= --output ndjson",
    code: 0,
    out: [one],
  },
  // 32
  {
    says: "a folder: logs, texts and rotated names are read, the rest is named",
    files: {
      "in/a.ndjson": detail(entry(A)),
      "in/b.log": `x ${detail(entry(B))}\n`,
      "in/c.zip": "PK\x03\x04xxxx",
      "in/.hidden.json": "x",
    },
    run: "count in --output ndjson",
    code: 0,
    out: [two],
    err: ["c.zip"],
    never: [".hidden"],
  },
  {
    says: "a folder: a table of something else is a remark",
    files: { "in/a.ndjson": detail(entry(A)), "in/other.csv": csv("x,y", "1,2") },
    run: "count in --output ndjson",
    code: 0,
    out: [one],
    err: ["other.csv"],
  },
  {
    says: "named outright it is rejected",
    files: { "other.csv": csv("x,y", "1,2") },
    run: "count other.csv",
    code: 2,
    never: ["charges in 0"],
  },
]

const verdicts: ReadonlyArray<Input> = [
  // 36, 37
  {
    says: "an empty file has no record",
    files: { "r.json": "" },
    run: "count r.json",
    code: 2,
    never: ["charges in 0"],
  },
  { says: "[] is an answer", files: { "r.json": "[]" }, run: "count r.json", code: 0, out: ["0 charges"] },
  {
    says: "a header without rows is an answer",
    files: { "r.csv": csv("Seq,IsNeedCharge") },
    run: "count r.csv",
    code: 0,
    out: ["0 charges"],
  },
  {
    says: "blank lines are none",
    files: { "r.ndjson": "\n\n  \n" },
    run: "count r.ndjson",
    code: 2,
    never: ["charges in 0"],
  },
  {
    says: "a RuleId that nobody knows: nothing was compared",
    files: { "r.json": detail(entry(A)), "b.json": page("2026-10-01", [line(A)]) },
    run: "reconcile --results r.json --bill b.json --rule 999",
    code: 2,
    out: ["999"],
    never: ["The bill is right"],
  },
  {
    says: "two empty files: nothing was compared",
    files: { "r.json": "[]", "b.json": "[]" },
    run: "reconcile --results r.json --bill b.json",
    code: 2,
    never: ["The bill is right"],
  },
  {
    says: "a day that was pulled and is empty is right",
    files: { "r.json": "[]", "b.json": page("2026-10-01", []) },
    run: "reconcile --results r.json --bill b.json --from 2026-10-01 --to 2026-10-01",
    code: 0,
    out: ["The bill is right"],
  },
  // 39
  {
    says: "the day of a page without Date is that of its lines",
    files: { "r.json": detail(entry(A)), "b.json": page(null, [line(A)]) },
    run: "reconcile --results r.json --bill b.json --from 2026-10-01 --to 2026-10-01",
    code: 0,
    out: ["The bill is right"],
  },
  {
    says: "else a date in the name of its file",
    files: { "r.json": "[]", "bill-2026-10-01.json": page(null, []) },
    run: "reconcile --results r.json --bill bill-2026-10-01.json --from 2026-10-01 --to 2026-10-01",
    code: 0,
    out: ["The bill is right"],
    err: ["2026-10-01"],
  },
  {
    says: "an empty page without any day is rejected",
    files: { "r.json": detail(entry(A)), "b.json": page(null, []) },
    run: "reconcile --results r.json --bill b.json",
    code: 2,
    err: ["b.json:1:1", "Date"],
    never: ["The bill is"],
  },
  // 42
  {
    says: "the first 20 of one kind, then the number of the rest",
    files: {
      "r.ndjson": `${Array.from({ length: 50 }, () => '{"LivenessDetail":[{"Seq":"a","IsNeedCharge":1}]}').join("\n")}\n${detail(entry(A))}\n`,
    },
    run: "count r.ndjson --output ndjson",
    code: 2,
    out: [one, '"rejected":50'],
    err: ["30"],
  },
  // 50
  {
    says: "--month is the whole month",
    files: { "r.json": detail(entry(A)), "b.json": page("2026-10-01", [line(A)]) },
    run: "reconcile --results r.json --bill b.json --month 2026-10 --allow-incomplete",
    code: 0,
    out: ["2026-10-31"],
  },
  {
    says: "count selects by ReqTime",
    files: { "r.json": detail(entry(A), '{"Seq":"u","IsNeedCharge":true}') },
    run: `${count} --from 2026-10-01 --to 2026-10-01`,
    code: 0,
    out: [one],
  },
  {
    says: "two paths are results and bill",
    files: { "r.json": detail(entry(A)), "b.json": page("2026-10-01", [line(A)]) },
    run: "reconcile r.json b.json",
    code: 0,
    out: ["The bill is right"],
  },
  {
    says: "-o json is answered",
    files: { "r.json": detail(entry(A)) },
    run: "count r.json -o json",
    code: 2,
    err: ["--output json"],
  },
  {
    says: "--json is --output json",
    files: { "r.json": detail(entry(A)) },
    run: "count r.json --json",
    code: 0,
    out: ['"charges": 1'],
  },
]

const here = process.cwd()
afterEach(() => {
  process.chdir(here)
  process.exitCode = 0
})

const each = (inputs: ReadonlyArray<Input>) =>
  it.each(inputs)("$says", async ({ files, run, code, out = [], err = [], never = [] }) => {
    using place = temporaryFolder()
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(place.path, name)), { recursive: true })
      writeFileSync(join(place.path, name), content)
    }
    process.chdir(place.path)
    const ran = await runHere(typeof run === "string" ? run.split(" ") : run)
    const all = `${ran.out}\n--- standard error\n${ran.err}`
    expect({ code: ran.code, all }).toEqual({ code, all })
    for (const text of out) expect(ran.out).toContain(text)
    for (const text of err) expect(ran.err).toContain(text)
    for (const text of [...never, "defect of faceid-tally"]) expect(all).not.toContain(text)
  })

describe("records", () => {
  each(reading)
})
describe("tables and folders", () => {
  each(tables)
})
describe("verdicts and the command line", () => {
  each(verdicts)
})
