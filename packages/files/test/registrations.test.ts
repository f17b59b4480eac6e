// BizTokens in tables and in JSON (R24, R26, R27, D45).
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"

import type { ReadOptions } from "../src/options/ReadOptions.ts"
import { visitRegistrations } from "../src/visitRecords.ts"

const read = async (text: string, options: ReadOptions = {}) => {
  const rows: Array<ReadonlyArray<unknown>> = []
  const told: Array<string> = []
  await Effect.runPromise(
    visitRegistrations(
      ["-"],
      ({ bizToken, ruleId, account, issuedAt }) => rows.push([bizToken, ruleId, account, issuedAt]),
      {
        ...options,
        stdin: (async function* () {
          yield Buffer.from(text)
        })(),
        onRejected: ({ line, column, rejection: { code, path } }) =>
          told.push(`${line}:${column} ${code} ${path.join(".")}`.trim()),
        onRemark: ({ remark }) => told.push(remark.code),
      },
    ),
  )
  return { rows, told }
}

const uuid = "5C19510D-FF8C-4886-A5B2-F25DE5991A9A"
const at = Date.parse("2026-10-01T10:00:00+08:00")

describe("registrations in a table", () => {
  it.each<[string, string, ReadonlyArray<ReadonlyArray<unknown>>, ReadonlyArray<string>]>([
    [
      "all that they may say",
      "BizToken,RuleId,Account,IssuedAt\nT1,1,shop,2026-10-01T10:00:00+08:00\nT2,,,\n",
      [
        ["T1", "1", "shop", at],
        ["T2", null, null, null],
      ],
      [],
    ],
    ["a token alone", "BizToken\nT1\n", [["T1", null, null, null]], []],
    ["names in people's spelling", "biz_token;rule id;issuedAt\nT1;1;\n", [["T1", "1", null, null]], ["read_as"]],
    [
      "a list without a header",
      `${uuid}\n${uuid.toLowerCase()}\n`,
      [uuid, uuid.toLowerCase()].map((t) => [t, null, null, null]),
      [],
    ],
    ["a list of no UUIDs", "T1\nT2\n", [], ["1:1 missing_column"]],
    ["a UUID and more", `${uuid},1\n`, [], ["1:1 missing_column"]],
    ["a delimiter in another's cell", "note,BizToken,RuleId\nlate; again,T1,a;b\n", [["T1", "a;b", null, null]], []],
    [
      "guards and words",
      `BizToken,RuleId\n'${uuid},="1"\nNULL,1\n\\N,1\n`,
      [[uuid, "1", null, null]],
      ["3:1 missing_value BizToken"],
    ],
    ["spoiled numbers", "BizToken\n1.23457E+19\n", [], ["2:1 spoiled_number BizToken"]],
    ["a header without rows", "BizToken,RuleId\n", [], []],
    ["a total", "BizToken\nT1\n合计 1\n", [["T1", null, null, null]], ["total_row"]],
    ["columns of charges say nothing", "BizToken,ErrorCode,seq\nT1,0,a\n", [["T1", null, null, null]], []],
    ["two spellings", "bizToken,biz_token\nT1,T2\n", [], ["1:10 two_near_names"]],
  ])("%s", async (_, text, rows, told) => {
    const seen = await read(text)
    assert.deepEqual(seen.rows, rows)
    assert.deepEqual(seen.told.slice(0, told.length), told)
  })

  it("other columns than these are not given", async () => {
    const failure = await Effect.runPromise(Effect.flip(visitRegistrations(["-"], () => {}, { columns: { Seq: "a" } })))
    assert.deepInclude(failure, { _tag: "UnknownColumn", known: ["BizToken", "RuleId", "IssuedAt", "Account"] })
    assert.deepEqual((await read("流水\nT1\n", { columns: { BizToken: "流水" } })).rows, [["T1", null, null, null]])
  })
})

describe("registrations in JSON", () => {
  const registration = { BizToken: "T1", RuleId: 1, Account: "shop", IssuedAt: "2026-10-01T10:00:00+08:00" }

  it.each<[string, string]>([
    ["an object", JSON.stringify(registration)],
    ["an array", JSON.stringify([registration])],
    ["lines", `${JSON.stringify(registration)}\n`],
    ["other spellings", JSON.stringify({ bizToken: "T1", rule_id: "1", Account: "shop", "issued-at": String(at) })],
  ])("%s", async (_, text) => assert.deepEqual((await read(text)).rows, [["T1", "1", "shop", at]]))

  it("names in another spelling are told", async () => {
    assert.deepEqual(await read('{"bizToken":"T1","rule_id":"None"}'), {
      rows: [["T1", null, null, null]],
      told: ["read_as"],
    })
  })

  it.each<[string, string]>([
    ['{"BizToken":12345678901234567890}', "1:13 wrong_type BizToken"],
    ['{"bizToken":1e5}', "1:13 wrong_type bizToken"],
    ['{"RuleId":"1"}', "1:1 missing_value BizToken"],
    ['{"BizToken":""}', "missing_value BizToken"],
    ['{"BizToken":"NULL"}', "missing_value BizToken"],
    ['{"bizToken":"a","biz_token":"b"}', "1:1 two_near_names"],
    ['["T1"]', "not_an_object"],
  ])("%s is rejected", async (text, fault) => {
    const { rows, told } = await read(text)
    assert.deepEqual(rows, [])
    assert.include(told[0], fault)
  })
})
