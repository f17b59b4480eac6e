// Who is signed in stays so in every process over the same books, until signing out; wrong keys keep nobody else out.
import { afterEach, beforeEach, expect, it } from "vitest"

import { makeKey, startTestService, type TestService } from "./TestService.ts"

let one: TestService
let other: TestService
let key: string
beforeEach(async () => {
  one = await startTestService()
  key = await makeKey(one.settings, "read")
  other = await startTestService(one.settings.ledger === undefined ? {} : { ledger: one.settings.ledger })
})
afterEach(async () => {
  await other.close()
  await one.close()
})

const SETTINGS = "/console/settings"

const cookieOf = (response: Response): string => {
  const sent = response.headers.getSetCookie().find((each) => each.startsWith("faceid-tally-session="))
  return sent?.split(";")[0] ?? ""
}
const tokenOf = async (response: Response): Promise<string> =>
  /name="form-token" value="([^"]+)"/.exec(await response.text())?.[1] ?? ""

/** Opens the page in one process and sends its form to another. */
const post = async (
  from: TestService,
  to: TestService,
  path: string,
  form: Record<string, string>,
  cookie?: string,
) => {
  const page = await from.fetch(
    "/console/sign-in",
    cookie === undefined ? {} : { headers: { cookie }, redirect: "follow" },
  )
  const kept = cookie ?? cookieOf(page)
  const body = new URLSearchParams({ "form-token": await tokenOf(page), ...form })
  return to.fetch(`/console/${path}`, { method: "POST", body, headers: { cookie: kept }, redirect: "manual" })
}

const isIn = async (service: TestService, cookie: string): Promise<boolean> =>
  (await service.fetch(SETTINGS, { headers: { cookie }, redirect: "manual" })).status === 200

it("a session holds in each process, also in one that starts later, and ends with signing out", async () => {
  const signedIn = await post(one, other, "sign-in", { key })
  expect(signedIn.status).toBe(303)
  const cookie = cookieOf(signedIn)
  const later = await startTestService({ ledger: one.settings.ledger ?? "" })
  for (const service of [one, other, later]) expect(await isIn(service, cookie)).toBe(true)
  await later.close()

  const page = await one.fetch(SETTINGS, { headers: { cookie } })
  const body = new URLSearchParams({ "form-token": await tokenOf(page) })
  const left = await other.fetch("/console/sign-out", { method: "POST", body, headers: { cookie }, redirect: "manual" })
  expect(left.status).toBe(303)
  for (const service of [one, other]) expect(await isIn(service, cookie)).toBe(false)
})

it("wrong keys are told to wait, and the right one is let in all the same", async () => {
  for (let i = 0; i < 12; i++) {
    const wrong = await post(one, one, "sign-in", { key: "nonsense" })
    expect(wrong.status).toBe(i < 10 ? 403 : 429)
  }
  expect((await post(one, one, "sign-in", { key })).status).toBe(303)
})
