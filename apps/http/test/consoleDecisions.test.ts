// Deciding in the console without a browser: by boxes, by all that a filter shows, and by a sheet that is looked at first.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"

import { makeKey, startTestService, type TestService } from "./api/TestService.ts"
import { NOW_AFTER, smallSettings, tellSmallMonth } from "./console/smallMonth.ts"
import { fieldIn, type Seen, ticksIn, type Visitor, visitorOf } from "./console/visitor.ts"

const MONTH = "2026-10"
const LIST = `discrepancies?month=${MONTH}&impact=only`

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

const decide = `decisions/${MONTH}`

/** Where the first row of a list leads. */
const caseIn = ({ html }: Seen): string =>
  (/\/console\/(verifications[^"]*place=[^"]*)/.exec(html)?.[1] ?? "").replaceAll("&amp;", "&")

describe("the list of discrepancies", () => {
  it("says what awaits a decision, and records what is said of the rows that are ticked", async () => {
    const list = await me.open(LIST)
    expect(list.words).toMatch(/全部 待处理 3 已接受 0 申诉中 0 已补偿 0/)
    expect(list.words).toContain("当前筛选的全部 3 项（含其他页）")
    const [tick = "", other = ""] = ticksIn(list)
    const said = await me.send(decide, {
      scope: "ticked",
      item: [tick],
      state: "disputed",
      ref: "T-88",
      back: `/console/${LIST}`,
    })
    expect(said.words).toMatch(/处理结果 .*已记录 1 项，未变 0 项，被拒 0 项。.*申诉中 · T-88（第 1 次处理）/)
    // Sent twice, it is recorded once; who saw it undecided is told of it.
    const twice = await me.send(decide, { scope: "ticked", item: [tick], state: "disputed", ref: "T-88" })
    expect(twice.words).toContain("已记录 0 项，未变 1 项，被拒 0 项。")
    const late = await me.send(decide, {
      scope: "ticked",
      item: [tick, other],
      state: "accepted",
      reason: "immaterial",
    })
    expect(late.words).toMatch(
      /已记录 1 项，未变 0 项，被拒 1 项。.*冲突 loopback 已于 2026年11月5日 .* 记为“申诉中 · T-88”/,
    )
    const after = await me.open(LIST)
    expect(after.words).toContain("全部 待处理 1 已接受 1 申诉中 1 已补偿 0")
    expect(after.words).toContain("已接受 · 金额不大，不再追究")
    expect((await me.open(`months/${MONTH}`)).words).toMatch(/1 笔差异等待处理，多收少收共计 ¥\d\.\d\d .*去处理/)
    expect((await me.open(`${LIST}&state=disputed`)).words).toContain("第 1–1 项，共 1 项")
  })

  it("names how many the filter shows, and shows each of them, before all are decided", async () => {
    const query = "impact=only&state=open"
    await me.open(`discrepancies?month=${MONTH}&${query}`)
    const shown = await me.send(decide, { scope: "all", query, state: "credited", amount: "1.20" })
    expect(shown.words).toMatch(/预览：尚未记录 .*将记录 1 项，未变 0 项，将被拒 0 项。.*确认，记录 1 项/)
    expect((await me.open(LIST)).words).toContain("待处理 1 ")
    const done = await me.send(`${decide}/apply`, { proposal: fieldIn(shown, "proposal") })
    expect(done.words).toMatch(/处理结果 .*已记录 1 项.*已补偿 · ¥1\.20/)
    expect((await me.open(LIST)).words).toContain("待处理 0 ")
  })

  it.each([
    [{ state: "accepted" }, "缺少 理由"],
    [{ state: "disputed", amount: "1" }, "不使用 补偿金额"],
    [{ state: "disputed", note: "联系 13812345678" }, "备注 中含有手机号或身份证号"],
    [{ state: "" }, "请先选择处理结论"],
    [{ state: "disputed", item: [] }, "请先勾选差异"],
  ])("a form that says %j is told what is wrong with it, once", async (fields, told) => {
    const [tick = ""] = ticksIn(await me.open(LIST))
    const answer = await me.send(decide, { scope: "ticked", item: [tick], ...fields })
    expect([answer.status, answer.words]).toEqual([422, expect.stringContaining(told)])
  })

  it("has on the page of a case what was decided of it, the latest first, and of its list the cases of that state", async () => {
    const list = await me.open(`${LIST}&state=credited`)
    const [tick = ""] = ticksIn(list)
    await me.send(decide, { scope: "ticked", item: [tick], state: "disputed", note: "见工单" })
    const path = caseIn(list).replace("state=credited", "state=disputed")
    const page = await me.open(path)
    expect(page.words).toMatch(
      /处理记录 次序 差异 处理 备注 处理人 时间 2 2026-10 · .* 申诉中 见工单 loopback 2026年11月5日 09:\d\d:\d\d 1 2026-10 · .* 已补偿 · ¥1\.20 loopback/,
    )
    expect(page.html).toMatch(/rel="(?:next|prev)"/)
    expect((await me.open(`verifications/b-s-3?month=${MONTH}`)).words).not.toContain("处理记录")
    const others = await me.open(caseIn(await me.open(`discrepancies?month=${MONTH}&impact=none`)))
    expect(others.words).toContain("尚无人处理。")
    // The one that is decided is in its list no more; those beside it are found all the same.
    const again = ticksIn(await me.open(`${LIST}&state=disputed`)).filter((each) => each.startsWith(tick.slice(0, 16)))
    await me.send(decide, { scope: "ticked", item: again, state: "credited", units: "1" })
    const left = await me.open(path)
    expect(left.words).toContain("已补偿 · 退回 1 次")
    expect(left.html).toMatch(/rel="(?:next|prev)"/)
  })

  it("keeps by state what has no Seq", async () => {
    const list = await me.open(`discrepancies?month=${MONTH}&kind=uncollected`)
    const [tick = ""] = ticksIn(list)
    await me.send(decide, { scope: "ticked", item: [tick], state: "accepted", reason: "our_records" })
    const page = await me.open(caseIn(await me.open(`discrepancies?month=${MONTH}&kind=uncollected&state=accepted`)))
    expect(page.words).toMatch(/处理记录 .*已接受 · 我方记录有误 loopback/)
    const decided = ticksIn(await me.open(`discrepancies?month=${MONTH}&kind=uncollected&state=accepted`))
    await me.send(decide, { scope: "ticked", item: decided, state: "open" })
  })

  it("says by which reconciliation is decided, where another is looked at", async () => {
    const json = { from: "2026-10-05", to: "2026-10-05" }
    const headers = { "Content-Type": "application/json" }
    await service.handle("/v1/reconciliations", { method: "POST", headers, body: JSON.stringify(json) })
    const list = await me.open(`discrepancies?month=${MONTH}&run=2`)
    expect(list.words).toContain("处理差异以该月最近一次整月对账为准。")
    expect(list.html).toContain(`/console/discrepancies?month=${MONTH}&amp;run=1"`)
    expect(ticksIn(list)).toEqual([])
  })
})

describe("the sheet", () => {
  const sheet = async (query = ""): Promise<string> => (await me.open(`decisions/${MONTH}.csv${query}`)).html
  const upload = (text: string, name = "oct.csv") =>
    me.send(`${decide}/sheet`, { file: new File([text], name), back: `/console/${LIST}` })

  it("comes back as it went out, with nothing to record", async () => {
    await me.open(LIST)
    expect((await upload(await sheet())).words).toMatch(/将记录 0 项，未变 3 项，将被拒 0 项。.*没有可记录的内容/)
  })

  it("comes back as a workbook too", async () => {
    await me.open(LIST)
    const answer = await service.handle(`/console/decisions/${MONTH}.xlsx`)
    expect(answer.headers.get("content-disposition")).toContain(`faceid-decisions-${MONTH}.xlsx`)
    const file = new File([new Uint8Array(await answer.arrayBuffer())], "oct.xlsx")
    expect((await me.send(`${decide}/sheet`, { file })).words).toContain("将记录 0 项，未变 3 项，将被拒 0 项。")
  })

  it("shows each row by its number before anything is written, and records exactly that", async () => {
    await me.open(LIST)
    const mine = (await sheet("?state=accepted")).replace("金额不大，不再追究", "我方记录有误")
    const shown = await upload(mine)
    expect(shown.words).toMatch(
      /将记录 1 项，未变 0 项，将被拒 0 项。.* 2 .* 将记录 已接受 · 我方记录有误（第 2 次处理）/,
    )
    const proposal = fieldIn(shown, "proposal")
    // Another is faster: the row of the sheet is told, and nothing is overwritten.
    const other = visitorOf(service, "en")
    const [tick = ""] = ticksIn(await other.open(`${LIST}&state=accepted`))
    await other.send(decide, { scope: "ticked", item: [tick], state: "open" })
    const late = await me.send(`${decide}/apply`, { proposal })
    expect(late.words).toMatch(/已记录 0 项，未变 0 项，被拒 1 项。.* 2 .* 冲突 loopback 已于 .* 记为“待处理”/)
    // What was shown to one visit can be confirmed by no other, nor changed on its way.
    for (const sent of [proposal, `${proposal}x`]) {
      const answer = await other.send(`${decide}/apply`, { proposal: sent })
      expect([answer.status, answer.words]).toEqual([422, expect.stringContaining("nothing was recorded")])
    }
  })

  it.each([
    ["a,b\n1,2\n", "没有 key 表头"],
    ["key,base\n1,2\n", "缺少 month、key、facts、base、decision 中的列"],
    [
      `month,key,facts,base,decision\n2026-09,${"0".repeat(16)},${"0".repeat(16)},0,disputed\n`,
      "这是 2026-09 的处理表",
    ],
    ["", "请先选择文件"],
  ])("%j is told for what it is", async (text, told) => {
    await me.open(LIST)
    const answer = await upload(text)
    expect([answer.status, answer.words]).toEqual([422, expect.stringContaining(told)])
  })
})

it("is for finance: who may only read sees what was decided and no form, and is told so by word", async () => {
  const keys = { read: await makeKey(service.settings, "read"), finance: await makeKey(service.settings, "finance") }
  const as = async (key: string) => {
    const visitor = visitorOf(service)
    await visitor.open("sign-in")
    await visitor.send("sign-in", { key })
    return visitor
  }
  const reader = await as(keys.read)
  const list = await reader.open(LIST)
  expect(list.words).toContain("处理差异需要财务或管理角色的密钥")
  expect([ticksIn(list), list.html.includes('action="/console/decisions')]).toEqual([[], false])
  const refused = await reader.send(decide, { scope: "all", query: "", state: "disputed" })
  expect([refused.status, refused.words]).toEqual([403, expect.stringContaining("当前密钥无权处理差异")])
  const finance = await as(keys.finance)
  const ticks = ticksIn(await finance.open(LIST))
  expect(ticks).toHaveLength(3)
  const forged = await visitorOf(service).send(decide, { scope: "ticked", item: ticks, state: "disputed" })
  expect(forged.status).toBe(403)
  const done = await finance.send(decide, { scope: "ticked", item: ticks, state: "disputed" })
  expect(done.words).toContain("被拒 0 项")
})
