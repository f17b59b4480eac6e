/** Nothing personal in any output: names and numbers are planted wherever data can hold them, and searched for (N1). */
import { writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { languages, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const name = "测试姓名甲"
const idCard = "999999190001019999"
const mobile = "19999999999"
const extra = "customer-secret"
const photo = "aW1hZ2UtYnl0ZXM"
const planted = [name, idCard, mobile, extra, photo]

const person = { Name: name, IdCard: idCard, Idcard: idCard, OcrName: name, Mobile: mobile, Extra: extra, Errmsg: name }
const text = (entry: object) => ({
  ...person,
  ErrCode: 0,
  LivenessDetail: [{ ...person, Seq: "S1", IsNeedCharge: true, Errcode: 0, ...entry }],
})

const results: Readonly<Record<string, string>> = {
  "good.json": JSON.stringify({
    Response: { Text: text({}), BestFrame: { BestFrame: photo }, IdCardData: { OcrFront: photo } },
  }),
  "wrong-types.ndjson": [
    { Text: text({ IsNeedCharge: name }) },
    { Text: text({ Errcode: idCard }) },
    { Text: text({ ReqTime: mobile }) },
    { Text: text({ Seq: { Name: name } }) },
    { Text: { ...text({}), ErrCode: name } },
    { BizToken: [name], Text: text({}) },
    { FetchedAt: mobile, Text: text({}) },
    { Response: name },
    { Response: { Error: name } },
    { Response: { Text: null, EncryptedBody: photo } },
    { Response: { DetectInfo: JSON.stringify(person) } },
    { [name]: idCard },
    [name],
    name,
  ]
    .map((record) => JSON.stringify(record))
    .join("\n"),
  "syntax.json": `{"Text":{"Name":"${name}","IdCard":${idCard}x,"Mobile":"${mobile}"}}`,
  "syntax.ndjson": `{"Name":"${name}"\n{"Name":"${name}"}}\n"${name}\n${idCard}${mobile}\n{"Text":{"Name":'${name}'}}\n`,
  "cut.json": `{"Text":{"LivenessDetail":[{"Seq":"S2","Name":"${name}`,
  "table.csv": `Seq,IsNeedCharge,Errcode,Name,Mobile\nS3,${name},0,${name},${mobile}\nS7,true,${name},${name},${mobile}\nS4,true,0,${name},${mobile},${extra}\n9.1E+15,true,0,${name},${mobile}\nS5,1,0,${name},"${mobile}\n`,
  "headless.csv": `${name},${idCard}\n${name},${mobile}\n`,
}

const detail = (line: object) => ({
  Response: {
    WeChatBillDetails: [
      {
        BizToken: "T1",
        ChargeCount: 1,
        ChargeDetails: [{ ...person, Seq: "S1", IsNeedCharge: true, ErrorMessage: name, ...line }],
      },
    ],
  },
})
const bills: Readonly<Record<string, string>> = {
  "good.json": JSON.stringify({ Date: "2026-10-01", ...detail({ ErrorCode: name, ChargeType: "核身" }) }),
  "wrong.ndjson": [
    detail({ Seq: [name] }),
    detail({ IsNeedCharge: name }),
    { Date: mobile, ...detail({}) },
    detail({ ReqTime: idCard }),
    name,
  ]
    .map((record) => JSON.stringify(record))
    .join("\n"),
  "table.csv": `Date,Seq,IsNeedCharge,Name\n${mobile},S1,true,${name}\n2026-10-01,S6,${name},${name}\n`,
}

describe("privacy", () => {
  it.each(languages)(
    "NothingPersonalInAnyOutput: %s",
    async (language) => {
      using folder = temporaryFolder()
      const write = (kind: string, files: Readonly<Record<string, string>>) =>
        Object.entries(files).map(([file, content]) => {
          const path = join(folder.path, `${kind}-${file}`)
          writeFileSync(path, content)
          return path
        })
      const [r, b] = [write("results", results), write("bills", bills)]
      const outputs = language === "en" ? ["table", "json"] : ["table", "csv"]
      const lines = [
        ["count", ...r, ...b, "--edition", "plus"],
        ...["rule", "errcode", "token", "account"].map((by) => ["count", ...r, "--by", by, "--output", "csv"]),
        ...outputs.map((output) => ["reconcile", "--results", ...r, ...b, "--bill", ...b, ...r, "--output", output]),
        ["show", "S1", ...r, ...b],
        ["show", "T1", ...r, ...b, "--output", "json"],
        ["count", ...r.slice(2), "--strict"],
        ["count", ...r, "--encoding", "gb18030"],
        ["count", ...r, "--columns", `Seq=${extra}`],
      ]
      for (const args of lines) {
        const { out, err } = await runHere([...args, "--lang", language])
        const leaked = planted.filter((secret) => !args.join(" ").includes(secret) && (out + err).includes(secret))
        expect({ args: args.slice(0, 1), leaked }).toEqual({ args: args.slice(0, 1), leaked: [] })
        expect(out + err).not.toBe("")
      }
      expect((await runHere(["count", ...r, ...b, "--lang", language])).code).toBe(2)
    },
    60_000,
  )
})
