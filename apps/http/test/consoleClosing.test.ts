// Closing and disputing a month in the console without a browser: what stands in the way, by whom, and what is kept.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"

import { makeKey, startTestService, type TestService } from "./api/TestService.ts"
import { NOW_AFTER, smallSettings, tellSmallMonth } from "./console/smallMonth.ts"
import { type Seen, ticksIn, type Visitor, visitorOf } from "./console/visitor.ts"

const MONTH = "2026-10"
const BEFORE = "2026-09"

let service: TestService
beforeAll(async () => {
  service = await startTestService({ settings: smallSettings(), env: { FACEID_TALLY_NOW: NOW_AFTER } })
  await tellSmallMonth(service.handle)
})
afterAll(() => service.close())

let me: Visitor
beforeEach(() => {
  me = visitorOf(service)
})

const close = async (fields: Readonly<Record<string, string>>, month = MONTH): Promise<Seen> => {
  await me.open(`statements/${month}`)
  return me.send("actions/close", { month, back: `/console/statements/${month}`, ...fields })
}

/** The section of closing, where links lead. */
const linksIn = ({ html }: Seen): ReadonlyArray<string> => {
  const [, section = ""] = /<h2 id="close">(.*?)<\/section>/s.exec(html) ?? []
  return [...section.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"))
}

describe("a dispute", () => {
  it("says that there is nothing yet, and where to begin", async () => {
    const page = await me.open(`disputes/${MONTH}`)
    expect(page.words).toContain("该月还没有可以申诉的差异")
    expect(page.html).toContain(`/console/discrepancies?month=${MONTH}&amp;state=open`)
    expect((await me.open(`disputes/${MONTH}.zip`)).status).toBe(404)
  })

  it("says how many charges it holds, what is left out and why, and is taken away as a pack", async () => {
    const ticks = ticksIn(await me.open(`discrepancies?month=${MONTH}&impact=only`))
    const done = await me.send(`decisions/${MONTH}`, { scope: "ticked", item: ticks, state: "disputed" })
    expect(done.words).toContain("已记录 3 项")
    expect((await me.open(`discrepancies?month=${MONTH}`)).words).toContain("生成申诉材料")
    const page = await me.open(`disputes/${MONTH}`)
    expect(page.words).toMatch(/申诉 1 笔（¥1\.20）。.*下载申诉材料（1 笔）.*另附 1 笔请对方确认的清单/)
    expect(page.words).toMatch(/未列入的差异及原因 .*账单漏列 s-2 没有可以要回的费用/)
    expect((await visitorOf(service, "en").open(`disputes/${MONTH}`)).words).toContain("Download the pack (1 charge)")
    for (const query of ["", "?weak=yes"]) {
      const file = await service.handle(`/console/disputes/${MONTH}.zip${query}`)
      expect(file.headers.get("content-disposition")).toContain(`dispute-${MONTH}.zip`)
      expect(
        Buffer.from(await file.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe("PK")
    }
  })
})

describe("closing a month", () => {
  it("names what stands in the way, each with where it is put right", async () => {
    const ticks = ticksIn(await me.open(`discrepancies?month=${MONTH}&impact=only`))
    await me.send(`decisions/${MONTH}`, { scope: "ticked", item: ticks.slice(0, 1), state: "open" })
    const page = await me.open(`statements/${MONTH}`)
    expect(page.words).toMatch(/本月暂不能结账： .*1 笔差异尚未处理.*去处理.*账号没有账号账单.*去上传/)
    expect(linksIn(page)).toEqual([
      `/console/discrepancies?month=${MONTH}&state=open`,
      `/console/months/${MONTH}?upload=yes#account-bill`,
    ])
    expect((await me.open(`months/${MONTH}?upload=yes`)).html).toMatch(/<details id="account-bill" open/)
    expect((await close({})).words).toMatch(/本月暂不能结账： ?1 笔差异尚未处理/)
  })

  it.each([
    [{ force: "true" }, "未结账：请填写理由。"],
    [{ force: "true", reason: "问 13812345678" }, "理由中含有手机号或身份证号"],
  ])("with %j is refused by word", async (fields, told) => {
    expect((await close(fields)).words).toContain(told)
    expect((await me.open(`months/${MONTH}`)).words).not.toContain("已结账")
  })

  it("with a reason it is closed all the same; its page is printed of what was kept", async () => {
    expect((await close({ force: "true", reason: "demo" })).words).toContain(
      "2026年10月已结账，此后打印的内容不再变化。",
    )
    const closed = await me.open(`statements/${MONTH}`)
    expect(closed.words).toMatch(/已结账 2026-11-05 由 loopback 结账。 ?理由：demo .*结账时以下各项尚未解决/)
    expect((await me.open(`months/${MONTH}`)).words).toContain("已结账 2026-11-05 由 loopback 结账")
    const ticks = ticksIn(await me.open(`discrepancies?month=${MONTH}&impact=only`))
    await me.send(`decisions/${MONTH}`, { scope: "ticked", item: ticks, state: "credited", amount: "1" })
    expect((await me.open(`statements/${MONTH}`)).words).toBe(closed.words)
    expect((await close({})).words).toContain("2026年10月此前已结账，没有改变。")
  })

  it("closed by mistake it is closed again, beside what was kept; only the latest one", async () => {
    const again = await close({ force: "true", reason: "再次结账" })
    expect(again.words).toContain("2026年10月已结账（第 2 版）")
    expect(again.words).toMatch(/已结账 · 第 2 版 2026-11-05 由 loopback 结账（第 2 版）/)
    expect((await close({ force: "true", reason: "late" }, BEFORE)).words).toContain("2026年9月已结账")
    const former = await close({ force: "true", reason: "again" }, BEFORE)
    expect(former.words).toContain("未结账：2026年10月 也已结账，只有最近结账的月份可以更正。")
    expect(former.html).not.toContain("close-reason")
  })

  it("leads to the earlier month that is open", async () => {
    const page = await me.open("statements/2026-12")
    expect(linksIn(page)).toContain("/console/statements/2026-11#close")
  })

  it("is for admins: others see what stands in the way and no form, and are told so by word", async () => {
    const key = await makeKey(service.settings, "finance")
    await me.open("sign-in")
    await me.send("sign-in", { key })
    const page = await me.open("statements/2026-12")
    expect(page.words).toContain("结账需要管理角色的密钥。")
    expect(page.html).not.toContain("/actions/close")
    const refused = await me.send("actions/close", { month: "2026-12", force: "true", reason: "x" })
    expect([refused.status, refused.words]).toEqual([403, expect.stringContaining("需要管理角色的密钥")])
  })
})
