// The pages of the console without a browser: what they say of a small month, what leads where, and what can be taken away.
import { readWorkbook } from "@faceid-tally/report"
import { afterAll, beforeAll, expect, it } from "vitest"

import { startTestService, type TestService } from "./api/TestService.ts"
import { LONG_ID, NOW_AFTER, smallSettings, tellSmallMonth } from "./console/smallMonth.ts"

const MONTH = "2026-10"

let service: TestService
beforeAll(async () => {
  service = await startTestService({ settings: smallSettings(), env: { FACEID_TALLY_NOW: NOW_AFTER } })
  await tellSmallMonth(service.handle)
})
afterAll(() => service.close())

type Language = "zh-CN" | "en"

const html = async (path: string, language: Language = "zh-CN"): Promise<string> => {
  const answer = await service.handle(`/console/${path}`, { headers: { "Accept-Language": language } })
  expect({ path, status: answer.status }).toEqual({ path, status: 200 })
  return await answer.text()
}

/** What a person reads of a page, without the gaps between elements. */
const words = (page: string): string =>
  page
    .replace(/<style.*?<\/style>/gs, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll(/\s+/g, " ")

const sheetsOf = async (path: string) => {
  const answer = await service.handle(`/console/${path}`, { headers: { "Accept-Language": "zh-CN" } })
  expect({ path, status: answer.status }).toEqual({ path, status: 200 })
  const sheets = await readWorkbook(new Uint8Array(await answer.arrayBuffer()))
  return Promise.all(
    sheets.map(async ({ name, rows }) => {
      const all: Array<ReadonlyArray<unknown>> = []
      for await (const { values } of rows()) all.push(values)
      return { name, rows: all }
    }),
  )
}

it("says whether the bill is right, over- and undercharge apart and in yuan, beside the month before", async () => {
  const zh = words(await html(`months/${MONTH}`))
  expect(zh).toContain("账单收费 4 次，我方记录为 3 次，多收 1 次（¥0.50）")
  expect(zh).toMatch(/多收 \+2 \+¥1\.70 .*少收 −1 −¥1\.20 .*净差额 \+1 \+¥0\.50/)
  expect(zh).toContain("上月账单收费 2 次（本月 +100.0%），应付 ¥2.40（本月 +70.8%）")
  const en = words(await html(`months/${MONTH}`, "en"))
  expect(en).toContain("Overcharged +2 +¥1.70")
  expect(en).toContain("Last month the bill charged 2 (this month +100.0%); due ¥2.40 (this month +70.8%).")
})

it("says what to do next, and never that there is nothing under a bill that is wrong", async () => {
  const zh = words(await html(`months/${MONTH}`))
  expect(zh).toContain("2 笔多收：导出申诉清单")
  expect(zh).toContain("3 笔差异等待处理，多收少收共计 ¥2.90")
  expect(zh).not.toContain("无需处理")
  expect(words(await html(`months/${MONTH}`, "en"))).toContain("3 discrepancies, ¥2.90 either way, await a decision")
})

it("says what retries cost: charges by return code with their amount", async () => {
  expect(words(await html(`months/${MONTH}`))).toMatch(/2016 [^ ]+ 1 1 100\.0% ¥1\.20/)
  expect(words(await html(`statements/${MONTH}`))).toMatch(/2016 1 1 100\.0% ¥1\.20/)
  expect(words(await html(`statements/${MONTH}`, "en"))).toContain("The bill is ¥0.50 too high")
})

it("shows the difference by kind, with those without impact in one row, and by account, RuleId and channel", async () => {
  const kinds = words(await html(`months/${MONTH}`))
  expect(kinds).toContain("不影响合计的差异（")
  expect(kinds).not.toContain("返回码不一致")
  expect(words(await html(`months/${MONTH}?by=rule`))).toMatch(/ 3 3 0 ¥3\.60 ¥2\.40 2 0 1 \+1 ¥0\.50/)
  expect(words(await html(`months/${MONTH}?by=channel`))).toMatch(/小程序 0 1 \+1 ¥0\.50/)
})

it("lists for the provider only what they owe, with real dates", async () => {
  const [sheet] = await sheetsOf("reconciliations/1/claims.xlsx")
  const rows = (sheet?.rows ?? []).filter((row) => row[0] instanceof Date)
  expect(rows.map(([, , seq, , ruleId]) => [seq, ruleId])).toEqual(
    expect.arrayContaining([
      ["s-1", "1"],
      [LONG_ID, "2"],
    ]),
  )
  expect(rows).toHaveLength(2)
})

it("gives the whole reconciliation as a workbook: verdict, bridge, by RuleId and account, every item, seal head", async () => {
  const sheets = await sheetsOf("reconciliations/1.xlsx")
  expect(sheets.map(({ name }) => name)).toEqual(["对账结果", "计费类型", "按 RuleId", "差异明细"])
  const above = sheets[0]?.rows.map(([cell]) => String(cell)).join("\n")
  expect(above).toMatch(/第 1 次对账/)
  expect(above).toMatch(/存证哈希：[0-9a-f]{64}/)
  const seqs = sheets[3]?.rows.flat() ?? []
  for (const seq of ["s-1", "s-2", "s-4", LONG_ID]) expect(seqs).toContain(seq)
})

it("filters the discrepancies by RuleId, channel, beginning of Seq and impact, and counts their kinds", async () => {
  const rangeOf = async (query: string) =>
    /第 [\d,]+–[\d,]+ 项，共 [\d,]+ 项/.exec(words(await html(`discrepancies?month=${MONTH}&${query}`)))?.[0]
  expect(await rangeOf("impact=only")).toBe("第 1–3 项，共 3 项")
  expect(await rangeOf("rule=2&impact=only")).toBe("第 1–1 项，共 1 项")
  expect(await rangeOf("channel=h5&impact=only")).toBe("第 1–2 项，共 2 项")
  expect(await rangeOf("channel=h5&rule=2")).toBeUndefined()
  expect(await rangeOf("prefix=xxx&impact=only")).toBe("第 1–1 项，共 1 项")
  expect(words(await html(`discrepancies?month=${MONTH}&impact=only`))).toMatch(
    /全部 3 账单漏列 1 我方无记录 1 账单重复 1/,
  )
  // Another month than that of the run asks for the run of that month.
  expect(await html("discrepancies?month=2026-09&run=1")).toContain("还没有对过账")
})

it("leads from a case to the one before and after, and back to the list as it was", async () => {
  const list = await html(`discrepancies?month=${MONTH}&impact=only`)
  const [first = ""] = /\/console\/verifications\/[^"]*place=[^"]*/.exec(list) ?? []
  const page = await html(first.replace("/console/", "").replaceAll("&amp;", "&"))
  expect(page).toMatch(/rel="next">下一项/)
  expect(page).not.toMatch(/rel="prev">上一项/)
  expect(page).toContain(`/console/discrepancies?month=${MONTH}&amp;run=1&amp;impact=only">返回列表`)
  expect(words(page)).toContain("账单重复 · s-1")
})

it("keeps the month from an attempt to its receipt, and in the forms of that page", async () => {
  expect(await html(`verifications/b-s-1?month=${MONTH}`)).toContain(`/console/evidence?seq=s-1&amp;month=${MONTH}`)
  expect(await html("days/2026-10-05")).toContain(`/console/verifications/b-s-1?seq=s-1&amp;month=${MONTH}`)
  expect(await html(`evidence?month=${MONTH}`)).toContain(`name="month" value="${MONTH}"`)
})

it("keeps the chosen month in every link of the menu, on every page, and has a search on each", async () => {
  for (const path of [
    `months/${MONTH}`,
    `months/${MONTH}/reconciliations`,
    `statements/${MONTH}`,
    "days/2026-10-05",
    `discrepancies?month=${MONTH}`,
    `verifications?month=${MONTH}`,
    `verifications/b-s-1?month=${MONTH}`,
    `evidence?month=${MONTH}`,
    `settings?month=${MONTH}`,
  ]) {
    const page = await html(path)
    const menu = /<nav aria-label="主导航">.*?<\/nav>/s.exec(page)?.[0] ?? ""
    const links = [...menu.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
    const others = links.filter((href) => href?.includes(MONTH) !== true)
    expect({ path, links: links.length, others, hasSearch: page.includes('name="q"') }).toEqual({
      path,
      links: 5,
      others: [],
      hasSearch: true,
    })
  }
})

it("takes the account bill of a month from a form, and tells what became of it", async () => {
  const opened = await service.handle(`/console/months/${MONTH}`)
  const cookie = (opened.headers.getSetCookie()[0] ?? "").split(";")[0] ?? ""
  const [, token = ""] = /name="form-token" value="([^"]+)"/.exec(await opened.text()) ?? []
  const upload = async (text: string) => {
    const form = new FormData()
    const fields = { "form-token": token, back: `/console/months/${MONTH}`, month: MONTH, account: "default" }
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set("file", new File([text], "bill.csv", { type: "text/csv" }))
    const headers = { cookie, "Accept-Language": "en" }
    const answer = await service.handle("/console/actions/account-bill", { method: "POST", headers, body: form })
    const noticed = answer.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    const page = await service.handle(answer.headers.get("location") ?? "", {
      headers: { cookie: `${cookie}; ${noticed}`, "Accept-Language": "en" },
    })
    return words(await page.text())
  }
  const head = "产品名称,子产品名称,组件名称,交易类型,账单月,开始使用时间,组件用量,组件单价,优惠后总价\n"
  const bill = `${head}人脸核身,人脸核身,人脸核身-one,按量计费月结,2026-10,2026-10-01 00:00:00,2,1.2,2.40\n`
  expect(await upload(bill)).toContain("The account bill of 2026-10 (default) is stored: version 1, 1 row of FaceID.")
  expect(await upload(bill)).toContain("was stored before: nothing is new")
  expect(await upload("a,b\n1,2\n")).toMatch(/Nothing was stored|This is no account bill/)
  expect(await upload("")).toContain("Choose a file first.")
})
