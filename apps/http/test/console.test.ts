// The console in a real Chromium, over a real ledger that was filled from the simulated provider.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it, vi } from "vitest"

import { type RunningServer, startServer } from "../src/server.ts"
import { type FilledBooks, fillBooks, MONTH } from "./console/books.ts"
import { openBrowser } from "./console/browser.ts"
import { readSheet } from "./console/sheet.ts"
import { LONG_ID, NOW_AFTER, smallSettings, tellSmallMonth } from "./console/smallMonth.ts"
import { faultsOf, overflowOf, signIn, visit } from "./console/visit.ts"

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let books: FilledBooks
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-console-"))
  books = await fillBooks(`sqlite:${join(folder, "books.db")}`)
  server = await startServer({
    settings: books.settings,
    env: { FACEID_TALLY_NOW: books.now },
    port: 0,
    writeLog: () => {},
  })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await books?.simulator.close()
  rmSync(folder, { recursive: true, force: true })
})

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }
const chinese = { locale: "zh-CN", viewport: DESK }
const english = { locale: "en-GB", viewport: PHONE }

/** README's pictures are made anew only when it is asked for. */
const picture = async (page: Page, name: string, height: number): Promise<void> => {
  const isAsked = process.env["FACEID_TALLY_SCREENSHOTS"] === "1"
  const to = isAsked ? join(import.meta.dirname, "..", "..", "..", "docs", "images") : folder
  mkdirSync(to, { recursive: true })
  await page.screenshot({ path: join(to, name), fullPage: true, clip: { x: 0, y: 0, width: DESK.width, height } })
}

it("answers every key that does not open the console in the same words", async () => {
  const { page, complaints } = await visit(browser, chinese)
  await page.goto(`${server.url}/console/months/${MONTH}`)
  expect(page.url()).toContain("/console/sign-in?to=")
  const alien = books.keys.admin.replace(/^ft_[^_]+/, "ft_0123456789ab")
  const answers = new Set<string | null>()
  for (const key of ["nonsense", alien, `${books.keys.admin}x`, books.keys.ingest]) {
    await page.fill("#key", key)
    await page.click("button.primary")
    answers.add(await page.textContent('[role="alert"]'))
  }
  expect([...answers]).toEqual(["这个密钥不能登录控制台。请检查是否完整复制，且角色为只读、财务或管理。"])
  expect(complaints.filter((each) => !each.includes("403"))).toEqual([])

  await page.fill("#key", books.keys.read)
  await page.click("button.primary")
  expect(new URL(page.url()).pathname).toBe(`/console/months/${MONTH}`)
  const cookies = await page.context().cookies()
  const session = cookies.find(({ name }) => name === "faceid-tally-session")
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/console" })
  expect(Buffer.from(session?.value ?? "", "base64url").toString()).not.toContain(books.keys.read.slice(-20))
  await page.click("text=退出")
  await page.goto(`${server.url}/console/months/${MONTH}`)
  expect(page.url()).toContain("/console/sign-in")
  await page.context().close()
})

const wordsOf = {
  "zh-CN": {
    answer: /^账单有误：账单收费 \d+ 次，我方记录为 \d+ 次，多收 \d+ 次（¥[\d.]+），差额已由 \d+ 项差异全部说明。$/,
    kind: "收费标志不一致",
    why: "我方记录为不收费，账单为收费",
    attempt: /账单收费 · .*与我方不一致.*按 \w+ 规则，返回码 \d+ 不收费，与我方记录的标志相符/,
  },
  en: {
    answer:
      /^The bill is not right: it charges \d+, our records show \d+\. It is \d+ too high \(¥[\d.]+\), explained by \d+ discrepancies\.$/,
    kind: "charge flag differs",
    why: "our record: not charged; bill: charged",
    attempt: /The billcharged · .*not as ours.*By the rules of \w+ code \d+ is not charged, as our record has it/,
  },
}

it.each(["zh-CN", "en"] as const)(
  "leads from the month to a planted overcharge in three clicks, and lets the list be downloaded: %s",
  async (language) => {
    const words = wordsOf[language]
    const { page, complaints } = await visit(browser, { locale: language, viewport: DESK })
    await signIn(page, server.url, books.keys.read)
    await page.goto(`${server.url}/console/months/${MONTH}`)
    expect(await page.textContent(".answer")).toMatch(words.answer)
    const [over, under, net] = impactsOf(books)
    const figures = await page.locator(".figures dd").allTextContents()
    expect(figures.slice(2).map((figure) => figure.replace(/[+−]?¥.*/, ""))).toEqual([
      `+${over}`,
      `−${under}`,
      `+${net}`,
    ])
    expect(figures.every((figure) => /¥\d+\.\d\d/.test(figure))).toBe(true)
    await picture(page, `console-month.${language}.png`, 1850)

    const overcharges = books.truth.planted.filter(({ kind, day }) => kind === "overcharge" && day.startsWith(MONTH))
    const [planted] = overcharges
    await page.click(`a:text-is('${words.kind}')`)
    const path = await download(page)
    await page.click(`a[href*='seq=${planted?.seq}']`)
    expect(page.url()).toContain(`/console/verifications/${planted?.bizToken}`)
    expect(await page.textContent(".notice.bad")).toContain(words.why)
    expect(await page.textContent(".card.asked")).toMatch(words.attempt)
    expect(await page.textContent("h1")).toContain(words.kind)
    await picture(page, `console-verification.${language}.png`, 1120)

    const rows = readSheet(path)
    expect(rows.filter((row) => row.includes("uncharged_against_charged")).map((row) => row[5])).toEqual(
      expect.arrayContaining(overcharges.map(({ seq }) => seq)),
    )
    expect(complaints).toEqual([])
    await page.context().close()
  },
)

/** What the planted errors of the month add to its bill, with the charges of what was registered too late, and take. */
const impactsOf = ({ truth, late }: FilledBooks): readonly [over: number, under: number, net: number] => {
  const isOfMonth = (day: string) => day.startsWith(MONTH)
  const lateSeqs = new Set(late.flatMap(({ attempts }) => attempts.map(({ seq }) => seq)))
  const lines = truth.bills
    .filter(({ day }) => isOfMonth(day))
    .flatMap(({ tokens }) => tokens.flatMap((token) => token.lines))
  const unknown = lines.filter(({ seq, charge }) => charge === true && lateSeqs.has(seq))
  const impacts = truth.planted.filter(({ day }) => isOfMonth(day)).map(({ impact }) => impact)
  const over = impacts.reduce<number>((sum, impact) => sum + Math.max(impact, 0), unknown.length)
  const under = impacts.reduce<number>((sum, impact) => sum + Math.max(-impact, 0), 0)
  return [over, under, over - under]
}

const download = async (page: Page, link = "a[download]"): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(link)])
  return await file.path()
}

it("serves readers of both languages on every page, in the light and in the dark, on a desk and on a phone", async () => {
  const [first] = books.truth.planted
  const pages = [
    `months/${MONTH}`,
    `months/${MONTH}?by=rule&days=all`,
    "months/2026-11",
    "months/2020-01",
    `months/${MONTH}/reconciliations`,
    `statements/${MONTH}`,
    `disputes/${MONTH}`,
    "days/2026-10-31",
    "discrepancies?kind=charge_mismatch&impact=only&order=impact",
    "verifications?q=nothing",
    `verifications/${first?.bizToken}`,
    `evidence?seq=${first?.seq}`,
    "settings",
  ]
  // Colours do not depend on the language, so each page is looked at in each language and in each of the two schemes.
  const readers = [chinese, { ...english, colorScheme: "dark" as const }]
  for (const options of readers) {
    const { page, complaints } = await visit(browser, options)
    const faults: Array<string> = []
    const look = async (path: string) => {
      const found = await faultsOf(page)
      faults.push(...found.map((each) => `${options.locale} ${path} ${each}`))
      if ((await overflowOf(page)) > 0) faults.push(`${options.locale} ${path} is wider than the window`)
    }
    await page.goto(`${server.url}/console/sign-in`)
    await look("sign-in")
    await signIn(page, server.url, books.keys.admin)
    for (const path of pages) {
      await page.goto(`${server.url}/console/${path}`)
      await look(path)
    }
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
    // What is looked for would be found.
    await page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    expect(await faultsOf(page, ["image-alt"])).toHaveLength(1)
    await page.context().close()
  }
})

it("pulls, reconciles and verifies for an admin, and tells what came of it", async () => {
  const { page, complaints } = await visit(browser, english)
  await signIn(page, server.url, books.keys.admin)
  await page.goto(`${server.url}/console/months/2026-11`)
  expect(await page.textContent(".answer")).toBe("This month was not reconciled yet.")
  await press(page, "button:text-is('Pull the missing bills')", /version 1/)
  await press(page, "button:text-is('Collect results now')", /^Fetched \d+ results/)
  await press(page, "button:text-is('Reconcile')", /^Kept as run 2\.$/)
  expect(await page.textContent(".answer")).toMatch(/^The bill is/)
  await page.goto(`${server.url}/console/evidence`)
  await press(page, "button:text-is('Verify now')", /^The ledger is intact: /)
  // It is told once.
  await page.reload()
  expect(await page.locator("[role=status]").count()).toBe(0)
  await page.click("text=中文")
  expect(await page.getAttribute("html", "lang")).toBe("zh-CN")
  await page.goto(`${server.url}/console/months/${MONTH}`)
  expect(await page.textContent("h1")).toBe("2026年10月账单")
  expect(complaints).toEqual([])
  await page.context().close()
})

/** Presses a button and waits for what is told of it. */
const press = async (page: Page, button: string, told: RegExp): Promise<void> => {
  await page.click(button)
  await page.getByRole("status").filter({ hasText: told }).waitFor()
}

it("lets nobody change anything by a reader's key, a forged form, or another site", async () => {
  const { page } = await visit(browser, chinese)
  await signIn(page, server.url, books.keys.read)
  await page.goto(`${server.url}/console/months/2026-11`)
  expect(await page.locator("form[action*='/actions/']").count()).toBe(0)
  await page.goto(`${server.url}/console/settings`)
  expect(await page.locator("pre").count()).toBe(0)
  await page.goto(`${server.url}/console/months/2026-11`)
  const token = await page.getAttribute("input[name=form-token]", "value")
  const post = (path: string, form: Record<string, string>) =>
    page.request.post(`${server.url}/console/${path}`, { form, maxRedirects: 0 })
  expect((await post("actions/collect", { "form-token": token ?? "" })).status()).toBe(403)
  expect((await post("actions/verify", { "form-token": `${token}x` })).status()).toBe(403)
  expect((await post("sign-out", {})).status()).toBe(403)
  const answer = await page.request.get(`${server.url}/console/months/${MONTH}`)
  expect(answer.headers()["content-security-policy"]).toBe(
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  expect(await answer.text()).not.toMatch(/<script| style=|<style| on\w+=/)
  await page.context().close()
})

it("leads through the cases of a list, downloads both files, and prints a statement: three clicks from the month", async () => {
  const { page, complaints } = await visit(browser, { locale: "en-GB", viewport: DESK })
  await signIn(page, server.url, books.keys.read)
  await page.goto(`${server.url}/console/months/${MONTH}`)
  const claims = await download(page, "a[download]:text-is('List for the provider (Excel)')")
  const [over] = impactsOf(books)
  expect(readSheet(claims).filter((row) => row.some((cell) => /^[0-9a-f-]{36}$/.test(cell)))).toHaveLength(over)
  expect(
    readSheet(await download(page, "a[download]:text-is('Whole reconciliation (Excel)')"))
      .flat()
      .join(),
  ).toMatch(/Seal head: [0-9a-f]{64}/)
  await page.click("li:has-text('a decision') a")
  expect(await page.locator("tbody tr").count()).toBeGreaterThan(over)
  await page.click("tbody th a >> nth=0")
  const first = await page.textContent("h1")
  await page.click("a[rel=next]")
  expect(await page.textContent("h1")).not.toBe(first)
  await page.click("a[rel=prev]")
  expect(await page.textContent("h1")).toBe(first)
  await page.click("text=Back to the list")
  expect(new URL(page.url()).searchParams.get("state")).toBe("open")
  await page.click("nav[aria-label='Main'] a:text-is('Month')")
  await page.click("a:text-is('Statement')")
  expect(await page.textContent("h1")).toBe("Statement of October 2026")
  await page.emulateMedia({ media: "print" })
  expect(await page.evaluate(PRINTED)).toMatch(/^"?Run 1 · seal head [0-9a-f]{64}"?$/)
  expect(complaints).toEqual([])
  await page.context().close()
})

/** What the foot of each page is made of. */
const PRINTED = "getComputedStyle(document.documentElement).getPropertyValue('--printed').trim()"

it("holds with names of 60 and ids of 256 characters, on a desk, at 200 % and on a phone", async () => {
  const small = await startServer({
    settings: { ledger: `sqlite:${join(folder, "small.db")}`, ...smallSettings() },
    env: { FACEID_TALLY_NOW: NOW_AFTER },
    port: 0,
    writeLog: () => {},
  })
  try {
    await tellSmallMonth((path, init) => fetch(`${small.url}${path}`, init))
    const { page, complaints } = await visit(browser, chinese)
    const wide: Array<string> = []
    for (const width of [DESK.width, DESK.width / 2, 375]) {
      await page.setViewportSize({ width, height: DESK.height })
      for (const path of [
        `months/${MONTH}?by=rule`,
        `months/${MONTH}?by=account&days=all`,
        "days/2026-10-05",
        `discrepancies?month=${MONTH}`,
        `verifications?q=${LONG_ID}`,
        `evidence?seq=${LONG_ID}`,
        `statements/${MONTH}`,
        "settings",
      ]) {
        await page.goto(`${small.url}/console/${path}`)
        if ((await overflowOf(page)) > 0) wide.push(`${width} ${path}`)
      }
      await page.goto(`${small.url}/console/discrepancies?month=${MONTH}&prefix=xxx`)
      await page.click("tbody th a")
      expect(await page.textContent("main")).toContain(LONG_ID)
      if ((await overflowOf(page)) > 0) wide.push(`${width} the case`)
    }
    expect(wide).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  } finally {
    await small.close()
  }
})

it("two people who decide the same at once: one is recorded, the other is told by whom, when and what", async () => {
  const people = [
    { key: books.keys.finance, options: chinese, says: "disputed" },
    { key: books.keys.admin, options: english, says: "credited" },
  ]
  const seats = await Promise.all(
    people.map(async ({ key, options, says }) => {
      const { page, complaints } = await visit(browser, options)
      await signIn(page, server.url, key)
      await page.goto(`${server.url}/console/discrepancies?month=${MONTH}&state=open`)
      await page.check("tbody input >> nth=0")
      await page.selectOption("#state", says)
      if (says === "credited") await page.fill("#amount", "1.20")
      return { page, complaints }
    }),
  )
  const titles = await Promise.all(
    seats.map(async ({ page }) => {
      await page.click("#decide-form button")
      return page.textContent("[role=status]")
    }),
  )
  const recorded = [/^已记录 1 项/, /^1 recorded/].map((told, i) => told.test(titles[i] ?? ""))
  expect(recorded.toSorted((a, b) => Number(a) - Number(b))).toEqual([false, true])
  const [winner, loser] = recorded[0] === true ? [0, 1] : [1, 0]
  const told = await seats[loser]?.page.textContent("tr.refused")
  expect(told).toMatch(
    winner === 0 ? /conflict.*\(出纳\) decided “disputed”/ : /冲突.*\(财务\) 已于 .* 记为“已补偿 · ¥1\.20”/,
  )
  for (const { page, complaints } of seats) {
    expect([await overflowOf(page), await faultsOf(page), complaints]).toEqual([0, [], []])
  }
  // The second looks again, and finds the one decision in the history of the case.
  const page = seats[loser]?.page
  await page?.goto(`${server.url}/console/discrepancies?month=${MONTH}&state=${people[winner]?.says}`)
  expect(await page?.locator("tbody tr").count()).toBe(1)
  await page?.click("tbody th a")
  expect(await page?.locator("#decisions ~ table tbody tr").count()).toBe(1)
  for (const seat of seats) await seat.page.context().close()
})

it("lets everybody on this machine in while there is no key, and says so; empty books say what to do", async () => {
  const open = await startServer({
    settings: { ledger: `sqlite:${join(folder, "open.db")}` },
    env: {},
    port: 0,
    writeLog: () => {},
  })
  try {
    const answer = await fetch(`${open.url}/console`, { headers: { "accept-language": "zh" } })
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain("尚未设置密钥：只有本机可以访问，且无需登录。")
    expect(html).toContain("账本中还没有这个月的内容。")
    expect(html).toContain("faceid-tally register")
    // A name that another site makes mean this machine is none of its own.
    const other = await fetch(`${open.url}/console`, { headers: { origin: "http://evil.example" } })
    expect([other.status, await other.text()]).toEqual([403, expect.stringContaining("127.0.0.1")])
  } finally {
    await open.close()
  }
})
