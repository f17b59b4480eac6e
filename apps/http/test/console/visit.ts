/** Visits of the console in the browser: what the page complains of is kept, and axe says who could not use it. */
import axe from "axe-core"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"

export interface Visit {
  readonly page: Page
  /** What the console of the browser and the network had to say. */
  readonly complaints: Array<string>
}

export const visit = async (browser: Browser, options: BrowserContextOptions): Promise<Visit> => {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: Array<string> = []
  page.on("console", (message) => complaints.push(`${message.type()} ${message.text()}`))
  page.on("pageerror", (error) => complaints.push(error.message))
  return { page, complaints }
}

export const signIn = async (page: Page, url: string, key: string): Promise<void> => {
  await page.goto(`${url}/console/sign-in`)
  await page.fill("#key", key)
  await page.click("button.primary")
}

/** The serious and critical faults of the page as it is, each with where it is; `rules` for some of them alone. */
export const faultsOf = async (page: Page, rules?: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(axe.source)
    // The rows of a table are alike: a few stand for all, which takes axe a fraction of the time.
    await page.evaluate("document.querySelectorAll('tbody tr:nth-child(n+3)').forEach((row) => row.remove())")
  }
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], preload: false, selectors: false, ...(rules && { runOnly: rules }) })})`,
  )
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`))
}

/** How much wider than the window the page is. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth")
