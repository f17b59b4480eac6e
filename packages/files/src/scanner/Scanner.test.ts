// The scanner against a plain twin of the rules: what it accepts has the twin's rows, and what is regular is accepted.
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { type Form, type Kind, type RowBlock, Scanner } from "./Scanner.ts"

describe("RegularRecordsAreAccepted", () => {
  it("a result in every shape, with the rows of the twin", () => {
    fc.assert(fc.property(printed(regularResult), (text) => accepts("results", text)))
  })

  it("a bill page in every shape, with the rows of the twin", () => {
    fc.assert(fc.property(printed(regularBill), (text) => accepts("bills", text)))
  })

  it("nested 64 deep, but not deeper", () => {
    const nested = (levels: number) => `{"LivenessDetail":null,"a":${"[".repeat(levels)}${"]".repeat(levels)}}`
    assert.equal(outcomeOf("results", nested(59)), "done")
    assert.equal(outcomeOf("results", nested(64)), "odd")
  })

  it.each([
    "2024-02-29T23:59:59Z",
    "2026-10-05T12:00:00.123+08:00",
    "2014-12-31T15:30:00-00:30",
    "2099-12-31T23:59:59.999+08:00",
  ])("FetchedAt %s", (fetchedAt) => accepts("results", JSON.stringify({ FetchedAt: fetchedAt, LivenessDetail: null })))
})

describe("WhatIsNotRegularIsOdd", () => {
  it.each([
    '{"Response":{"Error":{"Code":"a"}}}',
    '{"Response":{}}',
    '{"Response":{"Text":null}}',
    '{"Response":{"Text":{}},"Text":{}}',
    '{"Text":{},"LivenessDetail":[]}',
    '{"Text":{},"EncryptedBody":"a"}',
    '{"Text":{},"Seq":"a"}',
    '{"Seq":null,"IsNeedCharge":true}',
    '{"Errcode":0}',
    '{"LivenessDetail":[null]}',
    '{"LivenessDetail":[{"IsNeedCharge":true}]}',
    '{"LivenessDetail":[{"Seq":""}]}',
    '{"LivenessDetail":[{"Seq":"a","Seq":"a"}]}',
    '{"LivenessDetail":[{"\\u0053eq":"a"}]}',
    '{"LivenessDetail":[{"Seq":"\\u0061"}]}',
    '{"LivenessDetail":[{"Seq":"流水号"}]}',
    '{"LivenessDetail":[{"Seq":"a","IsNeedCharge":"true"}]}',
    '{"LivenessDetail":[{"Seq":"a","IsNeedCharge":1}]}',
    '{"LivenessDetail":[{"Seq":"a","Errcode":2147483648}]}',
    '{"LivenessDetail":[{"Seq":"a","Errcode":4294967296}]}',
    '{"LivenessDetail":[{"Seq":"a","Errcode":1.0}]}',
    '{"LivenessDetail":[{"Seq":"a","Errcode":-0}]}',
    '{"LivenessDetail":[{"Seq":"a","Errcode":01}]}',
    '{"LivenessDetail":[{"Seq":"a","Errcode":1x}]}',
    '{"LivenessDetail":[{"Seq":"a","ReqTime":"15771793881"}]}',
    '{"LivenessDetail":[{"Seq":"a","ReqTime":"1577179388135000"}]}',
    '{"LivenessDetail":[{"Seq":"a","ReqTime":1577179388135.5}]}',
    '{"LivenessDetail":[{"Seq":"a","ReqTime":"1420041599999"}]}',
    '{"LivenessDetail":[{"Seq":"a","ReqTime":4102416000000}]}',
    '{"LivenessDetail":[{"Seq":"a","ReqTime":"01577179388135"}]}',
    '{"FetchedAt":"2014-12-31T23:59:59+08:00","LivenessDetail":[]}',
    '{"FetchedAt":"2100-01-01T00:00:00+08:00","LivenessDetail":[]}',
    '{"FetchedAt":"2026-02-28T00:00:00","LivenessDetail":[]}',
    '{"LivenessDetail":[],"NFCBillingCounts":1}',
    '{"BizToken":"a","LivenessDetail":[],"NFCBillingCounts":-1}',
    '{"BizToken":1,"LivenessDetail":[]}',
    '{"LivenessDetail":[],"a":"\\u00\u001100"}',
    '{"LivenessDetail":[],"a":"\u0001"}',
    '{"LivenessDetail":[],"a":"\\x"}',
    '{"LivenessDetail":[],"a":"\\"}',
    '{"LivenessDetail":[],"a":01}',
    '{"LivenessDetail":[],"a":1.}',
    '{"LivenessDetail":[],"a":1e}',
    '{"LivenessDetail":[],"a":.1}',
    '{"LivenessDetail":[],"a":+1}',
    '{"LivenessDetail":[],"a":-}',
    '{"LivenessDetail":[],"a":truE}',
    '{"LivenessDetail":[],"a":[1,]}',
    '{"LivenessDetail":[],}',
    '{"LivenessDetail":[]]',
    '{"FetchedAt":"2026-02-29T00:00:00Z","LivenessDetail":[]}',
    '{"FetchedAt":"2100-02-29T00:00:00Z","LivenessDetail":[]}',
    '{"FetchedAt":"2026-02-28T24:00:00Z","LivenessDetail":[]}',
    '{"FetchedAt":"2026-02-28T23:59:60Z","LivenessDetail":[]}',
    '{"FetchedAt":"2026-02-28 00:00:00Z","LivenessDetail":[]}',
    // Words for nothing.
    ...[
      "null",
      "NULL",
      "(null)",
      "[Null]",
      "<null>",
      "none",
      "None",
      "nil",
      "NaN",
      "n/a",
      "N/A",
      "undefined",
      "-",
      "--",
    ].flatMap((word) => [
      `{"LivenessDetail":[{"Seq":"${word}"}]}`,
      ...["BizToken", "RuleId", "Account"].map((name) => `{"${name}":"${word}","LivenessDetail":[]}`),
    ]),
    // Near names where the name is absent.
    ...["needCharge", "isNeedCharge", "is_need_charge", "Is Need Charge"].map(
      (name) => `{"LivenessDetail":[{"Seq":"a","${name}":true}]}`,
    ),
    '{"LivenessDetail":[{"Seq":"a","ErrCode":0}]}',
    '{"LivenessDetail":[{"Seq":"a","errcode":0}]}',
    '{"LivenessDetail":[{"Seq":"a","Req-Time":"1577179388135"}]}',
    '{"Text":{"livenessDetail":[]}}',
    '{"Text":{"nfcBillingCounts":1}}',
    '{"LivenessDetail":[],"nfc_billing_counts":1}',
    '{"bizToken":"a","LivenessDetail":[]}',
    '{"rule_id":"a","Text":{}}',
    '{"Response":{"Text":{}},"fetchedAt":1577179388135}',
    '{"Seq":"a","needCharge":true}',
    '{"Seq":"a","IsNeedCharge":true,"ErrCode":0}',
    '{"Seq":"a","IsNeedCharge":true,"Biz Token":"a"}',
    // A flat object of the other side.
    '{"Seq":"a","IsNeedCharge":true,"ErrorCode":"0"}',
    '{"Seq":"a","ChargeType":null}',
    '{"Seq":"a","ChargeCount":1}',
    '{"Seq":"a","WeChatBillDetails":null}',
    "{}",
    "[]",
    "1",
  ])("result %s", (text) => assert.equal(outcomeOf("results", text), "odd"))

  it.each([
    '{"Response":{}}',
    '{"Seq":"a","LivenessDetail":null}',
    '{"Seq":"a","HasNextPage":true}',
    '{"WeChatBillDetails":[null]}',
    '{"WeChatBillDetails":[{"ChargeDetails":[1]}]}',
    '{"WeChatBillDetails":[{"ChargeDetails":[{"ChargeType":"活体"}]}]}',
    '{"WeChatBillDetails":[{"ChargeDetails":[{"ErrorCode":"-0"}]}]}',
    '{"WeChatBillDetails":[{"ChargeDetails":[{"ErrorCode":"1 "}]}]}',
    '{"WeChatBillDetails":[],"LivenessDetail":[]}',
    '{"Date":"2026-02-29","WeChatBillDetails":[]}',
    '{"Date":"2026-2-9","WeChatBillDetails":[]}',
    '{"HasNextPage":1,"WeChatBillDetails":[]}',
    '{"Date":"2014-12-31","WeChatBillDetails":[]}',
    '{"Date":"2100-01-01","WeChatBillDetails":[]}',
    '{"Cursor":2147483648,"WeChatBillDetails":[]}',
    '{"WeChatBillDetails":[{"BizToken":"NULL"}]}',
    '{"WeChatBillDetails":[{"RuleId":"-"}]}',
    '{"WeChatBillDetails":[{"ChargeDetails":[{"Seq":"None"}]}]}',
    '{"date":"2026-10-01","WeChatBillDetails":[]}',
    '{"date":"2026-10-01","Response":{"WeChatBillDetails":[]}}',
    '{"hasNextPage":true,"WeChatBillDetails":[]}',
    '{"Response":{"next_cursor":1,"WeChatBillDetails":[]}}',
    '{"WeChatBillDetails":[{"bizToken":"a"}]}',
    '{"WeChatBillDetails":[{"chargeDetails":[]}]}',
    '{"WeChatBillDetails":[{"ChargeDetails":[{"errorCode":"0"}]}]}',
    '{"WeChatBillDetails":[{"ChargeDetails":[{"Seq":"a","chargeCount":1}]}]}',
    '{"Seq":"a","IsNeedCharge":true,"chargeType":"核身"}',
    '{"Seq":"a","IsNeedCharge":true,"rule id":"a"}',
    '{"Seq":"a","IsNeedCharge":true,"Errcode":0}',
    '{"Seq":"a","IsNeedCharge":true,"FetchedAt":null}',
    "{}",
  ])("bill %s", (text) => {
    // With a day, so that this is not why it is odd.
    const dated = /"date"/i.test(text) ? text : text.replace(/^\{(?="|\})/, (brace) => `${brace}"Date":"2026-10-01",`)
    assert.equal(outcomeOf("bills", dated.replace(",}", "}")), "odd")
  })

  it.each([
    '{"WeChatBillDetails":[]}',
    '{"Response":{"WeChatBillDetails":[{"BizToken":"a","ChargeDetails":[{"Seq":"a"}]}]}}',
    '{"WeChatBillDetails":[{"ChargeDetails":[{"ReqTime":"1577179388135"},{"ReqTime":"1577279388135"}]}]}',
    '{"Seq":"a","IsNeedCharge":true}',
  ])("bill without a day: %s", (text) => assert.equal(outcomeOf("bills", text), "odd"))

  it("a mutated record is odd, or else has the rows of the twin", () => {
    const mutated = fc.record({
      kind: fc.constantFrom<Kind>("results", "bills"),
      result: printed(regularResult),
      bill: printed(regularBill),
      mutations: fc.array(fc.array(mutation, { minLength: 1, maxLength: 3 }), { minLength: 100, maxLength: 100 }),
    })
    fc.assert(
      fc.property(mutated, ({ kind, result, bill, mutations }) => {
        const original = encode(kind === "results" ? result : bill)
        for (const steps of mutations) {
          const bytes = steps.reduce(mutate, original)
          const scanned = scanValue(kind, bytes)
          if (scanned !== undefined) assert.deepEqual(scanned, twin(kind, decoder.decode(bytes)), decoder.decode(bytes))
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe("WhatOnlyLooksNearIsRegular", () => {
  it.each([
    '{"LivenessDetail":[{"Seq":"a","Errcode":0,"ErrCode":1,"errcode":2}]}',
    '{"LivenessDetail":[{"Seq":"a","seq":"b"}]}',
    '{"Text":{"ErrCode":0,"errcode":0,"account":"x","cursor":1}}',
    '{"account":"x","errcode":0,"error":null,"LivenessDetail":[]}',
    '{"response":{"text":1},"text":2,"LivenessDetail":[]}',
    '{"Date":"anything","date":1,"LivenessDetail":[]}',
    '{"Response":{"livenessDetail":1,"Text":{}}}',
    '{"Seq":"a","IsNeedCharge":true,"Errcode":0,"ErrorCode":"0"}',
    '{"Seq":"a","IsNeedCharge":true,"FetchedAt":null,"ChargeType":1}',
    // What follows an empty time is none of it.
    '{"LivenessDetail":[],"FetchedAt":"" ,"-":1}',
    '{"BizToken":"NA","RuleId":"nullable","Account":"north","LivenessDetail":[{"Seq":"---"}]}',
  ])("result %s", (text) => assert.equal(outcomeOf("results", text), "done"))

  it.each([
    '{"Date":"2026-10-01","bizToken":"a","ruleId":"b","WeChatBillDetails":[]}',
    '{"Date":"2026-10-01","fetchedAt":1,"Response":{"WeChatBillDetails":[]}}',
    '{"Seq":"a","IsNeedCharge":true,"FetchedAt":1,"ErrorCode":"0","ReqTime":"1577179388135"}',
    // Without Date the lines say the day.
    '{"WeChatBillDetails":[{"ChargeDetails":[{"ReqTime":"1577179388135"},{"Seq":"a"},{"ReqTime":"1577179388136"}]}]}',
  ])("bill %s", (text) => assert.equal(outcomeOf("bills", text), "done"))

  it("the provider's own names are near to none that is asked for", () => {
    const entry = {
      ReqTime: "1577179388135",
      Seq: "a",
      Idcard: "x",
      Name: "x",
      Sim: "9",
      IsNeedCharge: true,
      Errcode: 0,
    }
    const more = { Errmsg: "x", Livestatus: 0, Livemsg: "x", Comparestatus: 0, Comparemsg: "x", CompareLibType: "x" }
    const text = { ErrCode: 0, ErrMsg: "x", IdCard: "x", UseIDType: 0, OcrNation: "x", LivenessMode: 1, Mobile: "x" }
    const result = { Response: { Text: { ...text, LivenessDetail: [{ ...entry, ...more }] }, RequestId: "x" } }
    assert.equal(outcomeOf("results", JSON.stringify(result)), "done")
  })
})

describe("WhatTheProviderAnswersNeverLeavesTheScanner", () => {
  const member = (fields: object) => JSON.stringify(fields).slice(1, -1)
  /** Entries as the provider writes them; what else is in an answer is theirs and people's. */
  const providers = fc.record({
    ReqTime: ms.map(String),
    Seq: fc.uuid(),
    Idcard: fc.constant("440111111111111111"),
    Name: fc.constant("爱新觉罗永琪"),
    Sim: fc.constantFrom("92.10", null),
    IsNeedCharge: fc.constantFrom(true, false, null),
    Errcode: code,
    Errmsg: fc.constantFrom("成功", 'a "quoted" text', null),
    Livestatus: fc.constant(0),
    Comparestatus: fc.constant(0),
    CompareLibType: fc.constant("权威库"),
  })
  const about = fc.record({ BizToken: fc.uuid(), RuleId: fc.constant("1"), Account: fc.constantFrom("shop", "north") })

  it("10,000 results, with and without what people write beside them", () => {
    const result = fc
      .tuple(fc.array(providers, { maxLength: 4 }), about, fc.boolean())
      .map(([details, beside, isBare]) => {
        const response = { Text: { ErrCode: 0, ErrMsg: "成功", LivenessDetail: details }, RequestId: "r" }
        return isBare
          ? member({ Response: response })
          : member({ ...beside, FetchedAt: 1_790_784_729_786, Response: response })
      })
    const results = fc.sample(result, 10_000).map((members) => `{${members}}\n`)
    const scanned = scanAll(encode(results.join("")), 1 << 20, filled(encode("")))
    assert.deepEqual(scanned.odd, [])
    assert.equal(scanned.records.length, results.length)
  })
})

describe("PhotosAreSkippedBlindly", () => {
  const photo = (inside: string, rest = "") => `{"Text":{},"BestFrame":{"BestFrame":"${inside}"}${rest}}`
  const base64 = "/9j/4AAQSkZJRg+".repeat(20)

  it("what is inside their strings is not validated", () => {
    const inside = fc.constantFrom("", "\t", "\\x", '\\"', "\\\\", '\\\\\\"', " ", "照")
    const expected = twin("results", photo(""))
    fc.assert(
      fc.property(fc.nat(base64.length), inside, fc.nat(base64.length), (before, odd, after) => {
        const text = photo(base64.slice(0, before) + odd + base64.slice(0, after))
        assert.deepEqual(scanValue("results", encode(text)), expected)
        assert.deepEqual(scanAll(encode(text)).records, [expected])
      }),
    )
  })

  it.each([...large])("%s", (name) => {
    const member = `"${name}":["\\x",{"a":"\\x"}]`
    assert.equal(outcomeOf("results", `{"Text":{},${member}}`), "done")
    assert.equal(outcomeOf("results", `{"Response":{${member},"Text":{}}}`), "done")
    assert.equal(outcomeOf("results", `{"Text":{${member}}}`), "odd")
    assert.equal(outcomeOf("results", `{"Text":{},"a":{${member}}}`), "odd")
  })

  it.each([photo(`${base64}\\\\"`), photo('"'), photo('","\\x":"'), photo("", ',"VideoData":[tru]'), photo("", ",1")])(
    "what is around them is: %s",
    (text) => assert.equal(outcomeOf("results", text), "odd"),
  )

  it("in lines they end with the line", () => {
    assert.equal(scanAll(encode(`${photo("a\nb")}\n`)).odd.length, 2)
  })
})

describe("CuttingTheInputDoesNotMatter", () => {
  const lines = fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: printed(regularResult).map((text) => text.replaceAll("\n", " ")) },
        fc.constantFrom(
          "",
          " \t\r",
          "{}",
          "{",
          '{"LivenessDetail":[{"Seq":"a"},{"Seq":1}]}',
          '{"LivenessDetail":null} x',
        ),
      ),
      { maxLength: 8 },
    )
    .chain((all) => fc.constantFrom("", "\n").map((end) => encode(all.join("\n") + end)))

  it("in lines: rows, odd lines and line numbers are the same whatever the chunks and the room", () => {
    const options = fc.record({
      inputBytes: fc.integer({ min: 16, max: 4096 }),
      words: fc.integer({ min: 1, max: 200 }),
      textBytes: fc.integer({ min: 1, max: 100 }),
      chunk: fc.integer({ min: 1, max: 4096 }),
    })
    fc.assert(
      fc.property(lines, options, (bytes, { chunk, ...sizes }) => {
        assert.deepEqual(scanAll(bytes, chunk, new Scanner(sizes)), scanAll(bytes))
      }),
    )
  })

  it("a value: every beginning of a regular record asks for more", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Kind>("results", "bills"),
        printed(regularResult),
        printed(regularBill),
        fc.nat(),
        (kind, result, bill, at) => {
          const bytes = encode(kind === "results" ? result : bill)
          const scanner = filled(bytes.subarray(0, at % bytes.length))
          assert.equal(scanner.scan(kind, "value", false), "more")
          assert.deepEqual(scanner.takeBlock(), { words: new Int32Array(0), texts: new Uint8Array(0) })
          fill(scanner, bytes.subarray(at % bytes.length))
          assert.equal(scanner.scan(kind, "value", false), "done")
          assert.deepEqual(decodeRows(kind, scanner.takeBlock()), [twin(kind, decoder.decode(bytes))])
          assert.equal(scanner.next, -1)
        },
      ),
    )
  })

  it("a value: what follows it stays unread", () => {
    const scanner = filled(encode('{"LivenessDetail":\n[]\n}\n, rest'))
    assert.equal(scanner.scan("results", "value", false), "done")
    assert.equal(scanner.lines, 2)
    assert.equal(decoder.decode(scanner.unread), "\n, rest")
    assert.equal(scanner.countLines(3), 1)
  })

  it("a line is not whole before its line feed", () => {
    const scanner = filled(encode('{"LivenessDetail":[]}'))
    assert.equal(scanner.scan("results", "lines", false), "more")
    fill(scanner, encode(" x\n"))
    assert.equal(scanner.scan("results", "lines", false), "odd")
  })

  it("a line feed that a document allows before a colon is not learnt for lines", () => {
    const scanner = filled(encode('{"BizToken"\n:"a","LivenessDetail":[]}'))
    assert.equal(scanner.scan("results", "value", true), "done")
    fill(scanner, encode('{"BizToken"\n:"a","LivenessDetail":[]}\n'))
    assert.equal(scanner.scan("results", "lines", true), "odd")
  })

  it("what lies behind the end of the input is not read", () => {
    const scanner = filled(encode('{"LivenessDetail":[]}\n{"LivenessDetail":[]}'))
    scanner.scan("results", "lines", true)
    scanner.takeBlock()
    fill(scanner, encode('{"Live'))
    assert.equal(scanner.scan("results", "value", false), "more")
    assert.equal(scanner.scan("results", "value", true), "odd")
  })

  it("a record larger than all areas makes them grow", () => {
    const entries = Array.from({ length: 5000 }, (_, index) => ({
      Seq: `number ${index}`,
      IsNeedCharge: index % 3 === 0,
    }))
    const bytes = encode(JSON.stringify({ LivenessDetail: entries }))
    const scanned = scanAll(bytes, 1000, new Scanner({ inputBytes: 1, words: 1, textBytes: 1 }))
    assert.deepEqual(scanned.records, [twin("results", decoder.decode(bytes))])
  })
})

const large = [
  "IdCardData",
  "BestFrame",
  "VideoData",
  "Encryption",
  "IntentionVerifyData",
  "IntentionQuestionResult",
  "IntentionActionResult",
]

// Scanning

const encoder = new TextEncoder()
// A byte order mark is not JSON; what is no UTF-8 can only stand in what is not read.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
const encode = (text: string): Uint8Array => encoder.encode(text)

const fill = (scanner: Scanner, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length;) {
    const room = scanner.room()
    const part = bytes.subarray(at, at + room.length)
    room.set(part)
    scanner.write(part.length)
    at += part.length
  }
}

const filled = (bytes: Uint8Array): Scanner => {
  const scanner = new Scanner({ inputBytes: 4096, words: 4096, textBytes: 4096 })
  fill(scanner, bytes)
  return scanner
}

const shared = filled(encode(""))

/** The record that was accepted, or undefined. */
const scanValue = (kind: Kind, bytes: Uint8Array): Decoded | undefined => {
  shared.skip(shared.unread.length)
  fill(shared, bytes)
  const outcome = shared.scan(kind, "value", true)
  const records = decodeRows(kind, shared.takeBlock())
  assert.equal(records.length, outcome === "done" ? 1 : 0)
  // Only white space may follow; the plain path has the rest.
  return decoder.decode(shared.unread).trim() === "" ? records[0] : undefined
}

const outcomeOf = (kind: Kind, text: string): string => filled(encode(text)).scan(kind, "value", true)

const accepts = (kind: Kind, text: string): void => {
  const expected = twin(kind, text)
  assert.isDefined(expected)
  assert.deepEqual(scanValue(kind, encode(text)), expected)
  const line = encode(`${text.replaceAll("\n", " ")}\r\n`)
  assert.deepEqual(scanAll(line, line.length, filled(encode("")), kind), { records: [expected], odd: [], lines: 1 })
}

/** Reads NDJSON in chunks, as a reader would. */
const scanAll = (
  bytes: Uint8Array,
  chunk = bytes.length,
  scanner = filled(encode("")),
  kind: Kind = "results",
  form: Form = "lines",
) => {
  const records: Array<Decoded> = []
  const odd: Array<{ line: number; text: string }> = []
  let lines = 0
  let at = 0
  for (;;) {
    const last = at === bytes.length
    const outcome = scanner.scan(kind, form, last)
    lines += scanner.lines
    if (outcome === "full" || (last && outcome === "done")) records.push(...decodeRows(kind, scanner.takeBlock()))
    if (outcome === "odd") {
      const end = scanner.unread.indexOf(0x0a)
      const length = end < 0 ? scanner.unread.length : end + 1
      odd.push({ line: lines, text: decoder.decode(scanner.unread.subarray(0, length)) })
      lines += scanner.countLines(length)
      scanner.skip(length)
    } else if (outcome !== "full") {
      if (last) break
      const room = scanner.room()
      const part = bytes.subarray(at, at + Math.min(chunk, room.length))
      room.set(part)
      scanner.write(part.length)
      at += part.length
    }
  }
  return { records, odd, lines }
}

// Rows as plain values, and the twin that makes the same values from JSON

type Decoded = Readonly<Record<string, unknown>>

const decodeRows = (kind: Kind, { words, texts }: RowBlock): Array<Decoded> => {
  const float = (at: number) => new Float64Array(words.slice(at, at + 2).buffer)[0]
  const optional = <A>(isPresent: number, value: A): A | null => (isPresent === 0 ? null : value)
  const word = (at: number) => words[at] ?? 0
  const text = (at: number) => decoder.decode(texts.subarray(word(at), word(at) + word(at + 1)))
  const key = (type: number, at: number) => {
    if (type === 0) return null
    if (type === 3) {
      // A canonical UUID has one form only.
      assert.notMatch(text(at), /^(?=[^A-F]*$|[^a-f]*$)[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/)
      return text(at)
    }
    const hex = [0, 1, 2, 3].map((index) => (word(at + index) >>> 0).toString(16).padStart(8, "0")).join("")
    const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
    return type === 2 ? uuid.toUpperCase() : uuid
  }
  const item = (at: number) => ({
    seq: key((word(at) >> 4) & 7, at + 4),
    charge: [false, true, null][word(at) & 3],
    errcode: optional(word(at) & 4, word(at + 1)),
    at: optional(word(at) & 8, float(at + 2)),
  })
  const records: Array<Decoded> = []
  for (let at = 0; at < words.length;) {
    const header = at
    const count = word(at)
    const bits = word(at + 1)
    at += 16
    if (kind === "results") {
      records.push({
        bizToken: key(bits & 3, header + 2),
        ruleId: optional(bits & 4, text(header + 6)),
        account: optional(bits & 8, text(header + 8)),
        fetchedAt: optional(bits & 16, float(header + 10)),
        nfc: optional(bits & 32, word(header + 12)),
        errCode: optional(bits & 64, word(header + 13)),
        flat: (bits & 128) !== 0,
        entries: Array.from({ length: count }, (_, index) => item(at + 8 * index)),
      })
      at += 8 * count
      continue
    }
    records.push({
      day: optional(bits & 1, word(header + 2)),
      cursor: optional(bits & 8, word(header + 3)),
      nextCursor: optional(bits & 16, word(header + 4)),
      ruleId: optional(bits & 2, text(header + 5)),
      account: optional(bits & 4, text(header + 7)),
      hasNextPage: (bits & 32) !== 0,
      flat: (bits & 64) !== 0,
      groups: Array.from({ length: count }, () => {
        const group = at
        at += 10
        return {
          bizToken: key(word(group + 1) & 3, group + 2),
          chargeCount: optional(word(group + 1) & 8, word(group + 6)),
          ruleId: optional(word(group + 1) & 4, text(group + 7)),
          lines: Array.from({ length: word(group) }, () => {
            const line = at
            at += 10
            return { ...item(line), chargeType: chargeTypes[(word(line) >> 8) & 7] }
          }),
        }
      }),
    })
  }
  return records
}

const chargeTypes = [null, "核身", "比对", "混合部署"]

interface Json {
  readonly [name: string]: unknown
}

/** What JSON.parse and the rules make of a record; undefined when they reject it or it is none (an API error). */
const twin = (kind: Kind, text: string): Decoded | undefined => {
  try {
    const record = object(JSON.parse(text))
    return kind === "results" ? twinResult(record) : twinBill(record)
  } catch {
    return undefined
  }
}

const check = (holds: boolean): void => {
  if (!holds) throw new TypeError("rejected")
}

const object = (value: unknown): Json => {
  check(typeof value === "object" && value !== null && !Array.isArray(value))
  return value as Json
}
const list = (value: unknown): ReadonlyArray<Json> => {
  check(value === undefined || value === null || Array.isArray(value))
  return ((value ?? []) as ReadonlyArray<unknown>).map(object)
}
const words = ["null", "(null)", "[null]", "<null>", "\\n", "none", "nil", "nan", "n/a", "undefined", "-", "--"]
const label = (value: unknown): string | null => {
  if (value === undefined || value === null || value === "") return null
  check(typeof value === "string" && !words.includes(value.toLowerCase()))
  return value as string
}
/** Rejects an object that lacks one of these names and has one that is near to it. */
const exact = (place: Json, ...names: ReadonlyArray<string>): void =>
  check(names.every((name) => name in place || Object.keys(place).every((other) => folded(other) !== folded(name))))
const folded = (name: string): string =>
  name
    .replaceAll(/[\s_-]/g, "")
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/^is/, "")
const flag = (value: unknown): boolean | null => {
  check(value === undefined || value === null || typeof value === "boolean")
  return (value ?? null) as boolean | null
}
const integer = (value: unknown): number | null => {
  if (value === undefined || value === null) return null
  check(Number.isInteger(value) && Math.abs(value as number) < 2 ** 31)
  return value as number
}
const instant = (value: unknown): number | null => {
  if (value === undefined || value === null || value === "") return null
  check((typeof value === "string" || typeof value === "number") && /^\d{13}$/.test(String(value)))
  return inSpan(Number(value))
}
const inSpan = (at: number): number => {
  check(at >= Date.parse("2015-01-01T00:00:00+08:00") && at < Date.parse("2100-01-01T00:00:00+08:00"))
  return at
}
const day = (value: unknown): number | null => {
  if (value === undefined || value === null || value === "") return null
  check(typeof value === "string" && new Date(value).toISOString().slice(0, 10) === value)
  check((value as string) >= "2015" && (value as string) < "2100")
  return Date.parse(value as string) / 86_400_000
}
const fetchedAt = (value: unknown): number | null => {
  const parts = /^(.{10})T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{3})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(String(value))
  if (parts === null) return instant(value)
  check(new Date(parts[1] ?? "").toISOString().slice(0, 10) === parts[1])
  return inSpan(Date.parse(String(value)))
}
const errorCode = (value: unknown): number | null =>
  typeof value === "string" ? integer(value === "" ? null : Number(value)) : integer(value)

const refuse = (place: Json, ...names: ReadonlyArray<string>): void =>
  check(names.every((name) => (place[name] ?? null) === null))

const entryOf = (entry: Json) => {
  exact(entry, "Seq", "IsNeedCharge", "Errcode", "ReqTime")
  return {
    seq: label(entry["Seq"]),
    charge: flag(entry["IsNeedCharge"]),
    errcode: integer(entry["Errcode"]),
    at: instant(entry["ReqTime"]),
  }
}
const billMarks = ["ChargeType", "ErrorCode", "ChargeCount", "WeChatBillDetails"]
const resultMarks = ["Errcode", "FetchedAt"]
/** Rejects a flat object of which all that says a side says the other. */
const ofSide = (record: Json, own: ReadonlyArray<string>, other: ReadonlyArray<string>): void =>
  check(own.some((name) => name in record) || other.every((name) => !(name in record)))

const twinResult = (record: Json): Decoded => {
  const response = record["Response"] === undefined ? record : object(record["Response"])
  for (const place of [record, response])
    refuse(place, "Error", "EncryptedBody", "DetectInfo", "WeChatBillDetails", "ChargeDetails")
  const text =
    response["Text"] !== undefined ? object(response["Text"]) : "LivenessDetail" in record ? record : undefined
  check(text !== undefined || (response === record && ("Seq" in record || "IsNeedCharge" in record)))
  exact(record, "BizToken", "RuleId", "FetchedAt")
  if (text === undefined) ofSide(record, resultMarks, billMarks)
  else exact(text, "LivenessDetail", "NFCBillingCounts")
  return {
    bizToken: label(record["BizToken"]),
    ruleId: label(record["RuleId"]),
    account: label(record["Account"]),
    fetchedAt: fetchedAt(record["FetchedAt"]),
    nfc: text === undefined ? null : integer(text["NFCBillingCounts"]),
    errCode: text === undefined ? null : integer(text["ErrCode"]),
    flat: text === undefined,
    entries: text === undefined ? [entryOf(record)] : list(text["LivenessDetail"]).map(entryOf),
  }
}

const twinBill = (record: Json): Decoded => {
  const response = record["Response"] === undefined ? record : object(record["Response"])
  for (const place of [record, response])
    refuse(place, "Error", "EncryptedBody", "DetectInfo", "Text", "LivenessDetail")
  const flat = response === record && !("WeChatBillDetails" in record)
  check(flat ? "Seq" in record || "IsNeedCharge" in record : "WeChatBillDetails" in response)
  exact(record, "Date")
  if (flat) ofSide(record, billMarks, resultMarks)
  else exact(response, "HasNextPage", "NextCursor")
  const lineOf = (line: Json) => {
    exact(line, "Seq", "IsNeedCharge", "ErrorCode", "ReqTime", "ChargeType", "ChargeCount")
    const chargeType = line["ChargeType"] ?? null
    check(chargeTypes.includes(chargeType as string | null))
    return {
      seq: label(line["Seq"]),
      charge: flag(line["IsNeedCharge"]),
      errcode: errorCode(line["ErrorCode"]),
      at: instant(line["ReqTime"]),
      chargeType,
    }
  }
  const groupOf = (group: Json, lines: ReadonlyArray<Json>) => {
    exact(group, "BizToken", "RuleId", ...(flat ? [] : ["ChargeDetails", "ChargeCount"]))
    return {
      bizToken: label(group["BizToken"]),
      chargeCount: integer(group["ChargeCount"]),
      ruleId: label(group["RuleId"]),
      lines: lines.map(lineOf),
    }
  }
  const groups = flat
    ? [groupOf(record, [record])]
    : list(response["WeChatBillDetails"]).map((group) => groupOf(group, list(group["ChargeDetails"])))
  const date = day(record["Date"])
  const days = new Set(
    groups.flatMap(({ lines }) =>
      lines.flatMap(({ at }) => (at === null ? [] : [Math.floor((at + 28_800_000) / 86_400_000)])),
    ),
  )
  // What says no day is for the plain path, but a page whose lines have one.
  check(date !== null || days.size === 1)
  return {
    day: flat ? date : (date ?? [...days][0] ?? null),
    cursor: flat ? null : integer(record["Cursor"]),
    nextCursor: flat ? null : integer(response["NextCursor"]),
    ruleId: flat ? null : label(record["RuleId"]),
    account: label(record["Account"]),
    hasNextPage: !flat && flag(response["HasNextPage"]) === true,
    flat,
    groups,
  }
}

// Records

/** JSON text, compact or with white space between its tokens. */
function printed(value: fc.Arbitrary<Json>): fc.Arbitrary<string> {
  const someSpace = fc.constantFrom("", "", "", "", "", "", " ", "\n", "\t", "\r\n  ", " ".repeat(40))
  const spaces = fc.array(someSpace, { minLength: 1, maxLength: 50 })
  return fc.tuple(value, fc.boolean(), spaces).map(([json, isCompact, some]) => {
    if (isCompact) return JSON.stringify(json)
    let index = 0
    const space = () => some[index++ % some.length] ?? ""
    const print = (inner: unknown): string => {
      if (typeof inner !== "object" || inner === null) return JSON.stringify(inner)
      const parts = Array.isArray(inner)
        ? inner.map(print)
        : Object.entries(inner).map(([name, member]) => `${JSON.stringify(name)}${space()}:${space()}${print(member)}`)
      const [open, close] = Array.isArray(inner) ? "[]" : "{}"
      return `${open}${space()}${parts.join(`${space()},${space()}`)}${space()}${close}`
    }
    return print(json)
  })
}

const characters = (text: string): ReadonlyArray<string> => text.split("")
const optional = <A>(value: fc.Arbitrary<A>): fc.Arbitrary<A | null> => fc.option(value, { freq: 6 })
const ascii = fc
  .string({ unit: fc.constantFrom(...characters("abzAFZ019-_:./ ~")), minLength: 1, maxLength: 40 })
  .filter((text) => !words.includes(text))
const key = fc.oneof(
  { weight: 3, arbitrary: fc.uuid() },
  { weight: 2, arbitrary: fc.uuid().map((uuid) => uuid.toUpperCase()) },
  fc.constantFrom(
    "00000000-0000-0000-0000-000000000000",
    "3D12da91-db34-4e55-81c3-993a41d7ccb7",
    "3d12da91-db34-4e55-81c3-993a41d7ccbg",
  ),
  ascii,
)
const code = fc
  .oneof(fc.constantFrom(0, 1002, 2006, 2016), fc.integer({ min: -999_999_999, max: 999_999_999 }))
  .map((n) => n + 0)
const count = fc.nat(999_999_999)
const ms = fc.integer({
  min: Date.parse("2015-01-01T00:00:00+08:00"),
  max: Date.parse("2099-12-31T23:59:59.999+08:00"),
})
const time = fc.oneof(ms.map(String), ms, fc.constant(""))
const date = fc
  .date({ min: new Date("2015-01-02"), max: new Date("2099-12-30"), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const offset = fc.constantFrom("Z", "+08:00", "-03:30", "+00:00", "+23:59")
const iso = fc.tuple(date, fc.nat(86_399_999), fc.boolean(), offset).map(([onDay, at, hasMs, zone]) => {
  const clock = new Date(at).toISOString().slice(11, hasMs ? 23 : 19)
  return `${onDay}T${clock}${zone}`
})

/** Members that nobody reads, among and between those that are read. */
const unreadName = fc.oneof(
  fc.constantFrom(
    "Name",
    "Idcard",
    "Errmsg",
    "Sim",
    "RequestId",
    "ErrMsg",
    "Extra",
    "姓名",
    "",
    "LivenessActionSequence",
    "a very long name that no one knows",
  ),
  fc.string({ unit: "grapheme", maxLength: 30 }).map((name) => `x${name.replaceAll(/[\\"\p{Cc}]/gu, "")}`),
)
const unread = fc.oneof(
  fc.constantFrom<unknown>("爱新觉罗永琪", "", "26.52", 0, -1.5e-7, 1e21, null, true, [], {}, 'a"b\\c\nd\u0000\ud800'),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
)

/** An object of these members, some of them missing, in any order, with unread ones among them. */
const mixed = (
  members: { readonly [name: string]: fc.Arbitrary<unknown> },
  required: ReadonlyArray<string> = [],
): fc.Arbitrary<Json> =>
  fc
    .tuple(
      fc.record(members, { requiredKeys: [...required] }),
      fc.array(fc.tuple(unreadName, unread), { maxLength: 4 }),
      fc.infiniteStream(fc.nat()),
    )
    .map(([read, others, order]) => {
      const all = [...others, ...Object.entries(read)]
      const places = new Map(all.map((member) => [member, order.next().value as number]))
      return Object.fromEntries(all.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)))
    })

const rowMembers = { IsNeedCharge: optional(fc.boolean()), ReqTime: optional(time) }
const entryMembers = { ...rowMembers, Seq: key, Errcode: optional(code) }
const envelope = {
  RuleId: optional(fc.oneof(fc.constant(""), ascii)),
  Account: optional(ascii),
  FetchedAt: optional(fc.oneof(time, iso)),
}
const textMembers = {
  ErrCode: optional(code),
  NFCBillingCounts: optional(count),
  LivenessDetail: optional(fc.array(mixed(entryMembers, ["Seq"]), { maxLength: 3 })),
}
const nothing = { Error: fc.constant(null), EncryptedBody: fc.constant(null), WeChatBillDetails: fc.constant(null) }
const enveloped = { ...envelope, BizToken: key }

const regularResult: fc.Arbitrary<Json> = fc.oneof(
  mixed({ ...enveloped, Response: mixed({ ...nothing, Text: mixed(textMembers) }, ["Text"]) }, [
    "Response",
    "BizToken",
  ]),
  mixed({ ...enveloped, ...nothing, Text: mixed(textMembers) }, ["Text", "BizToken"]),
  mixed({ ...enveloped, ...textMembers }, ["LivenessDetail", "BizToken"]),
  mixed({ ...envelope, Response: mixed({ Text: mixed({ LivenessDetail: textMembers.LivenessDetail }) }, ["Text"]) }, [
    "Response",
  ]),
  mixed({ ...enveloped, ...entryMembers }, ["Seq"]),
)

const lineMembers = {
  ...rowMembers,
  Seq: optional(fc.oneof(fc.constant(""), key)),
  ChargeType: fc.constantFrom(...chargeTypes),
  ErrorCode: optional(fc.oneof(code, code.map(String), fc.constant(""))),
}
const groupMembers = { BizToken: optional(key), RuleId: optional(ascii), ChargeCount: optional(count) }
const group = mixed({ ...groupMembers, ChargeDetails: optional(fc.array(mixed(lineMembers), { maxLength: 3 })) })
const page = {
  HasNextPage: optional(fc.boolean()),
  NextCursor: optional(count),
  WeChatBillDetails: optional(fc.array(group, { maxLength: 3 })),
}
const billEnvelope = { Date: optional(date), RuleId: optional(ascii), Account: optional(ascii) }

const regularBill: fc.Arbitrary<Json> = fc
  .oneof(
    mixed({ ...billEnvelope, Cursor: optional(count), Response: mixed(page, ["WeChatBillDetails"]) }, ["Response"]),
    mixed({ ...billEnvelope, Cursor: optional(count), ...page }, ["WeChatBillDetails"]),
    mixed({ ...billEnvelope, ...groupMembers, ...lineMembers }, ["IsNeedCharge"]),
  )
  .filter((record) => twin("bills", JSON.stringify(record)) !== undefined)

/** One change: a bit flipped, a byte put in, a part cut out, doubled, or the rest moved up. */
const mutation = fc.record({
  change: fc.constantFrom("flip", "insert", "cut", "copy", "move"),
  from: fc.nat(),
  to: fc.nat(),
  length: fc.nat(20),
  byte: fc.constantFrom(...characters('"\\{}[],:0-.eE \n\u0000\u0019')),
  bit: fc.nat(7),
})

function mutate(bytes: Uint8Array, { change, from, to, length, byte, bit }: MutationOf<typeof mutation>): Uint8Array {
  const at = from % (bytes.length + 1)
  const other = to % (bytes.length + 1)
  const join = (...parts: ReadonlyArray<Uint8Array>) => Uint8Array.from(parts.flatMap((some) => [...some]))
  if (change === "flip") return bytes.map((value, index) => (index === at ? value ^ (1 << bit) : value))
  if (change === "insert") return join(bytes.subarray(0, at), encode(byte), bytes.subarray(at))
  if (change === "cut") return join(bytes.subarray(0, at), bytes.subarray(at + length))
  if (change === "copy") return join(bytes.subarray(0, other), bytes.subarray(at, at + length), bytes.subarray(other))
  return join(bytes.subarray(0, at), bytes.subarray(Math.max(at, other)))
}

type MutationOf<A> = A extends fc.Arbitrary<infer Value> ? Value : never
