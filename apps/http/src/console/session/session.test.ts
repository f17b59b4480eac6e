import { expect, it } from "vitest"

import { makeSealer } from "./Sealer.ts"
import { formTokenOf, isFormToken, newSession, openSession, sealSession, SESSION_MS } from "./Session.ts"
import { SignInLimit } from "./SignInLimit.ts"

const NOW = Date.parse("2026-11-03T09:00:00+08:00")

it("opens the session that it sealed, until it is over", () => {
  const sealer = makeSealer()
  const session = newSession("0123456789ab", NOW)
  const cookie = sealSession(sealer, session)
  expect(openSession(sealer, cookie, NOW)).toEqual(session)
  expect(openSession(sealer, cookie, NOW + SESSION_MS)).toBeNull()
})

it("opens no session that was changed, is another's, or was sealed for something else", () => {
  const sealer = makeSealer()
  const cookie = sealSession(sealer, newSession(null, NOW))
  const [body = "", signature = ""] = cookie.split(".")
  const asAdmin = Buffer.from(`${Buffer.from(body, "base64url").toString()}0123456789ab`).toString("base64url")
  for (const forged of [`${asAdmin}.${signature}`, `${body}.`, body, "", undefined, `${cookie}x`]) {
    expect(openSession(sealer, forged, NOW)).toBeNull()
  }
  expect(openSession(makeSealer(), cookie, NOW)).toBeNull()
  expect(sealer.open("notice", cookie)).toBeNull()
})

it("takes the form token of its own session alone", () => {
  const sealer = makeSealer()
  const [one, other] = [newSession(null, NOW), newSession(null, NOW)]
  expect(isFormToken(sealer, one, formTokenOf(sealer, one))).toBe(true)
  expect(isFormToken(sealer, one, formTokenOf(sealer, other))).toBe(false)
  expect(isFormToken(sealer, one, "")).toBe(false)
})

it("lets one address fail ten times in a quarter of an hour, and goes on with the others", () => {
  const limit = new SignInLimit()
  for (let i = 0; i < 10; i++) {
    expect(limit.waitMs("a", NOW + i)).toBe(0)
    limit.begin("a", NOW + i)
  }
  expect(limit.waitMs("a", NOW + 60_000)).toBe(14 * 60_000)
  expect(limit.waitMs("b", NOW + 60_000)).toBe(0)
  expect(limit.waitMs("a", NOW + 15 * 60_000)).toBe(0)
})

it("does not count what was right, and has a limit for all addresses together", () => {
  const limit = new SignInLimit()
  for (let i = 0; i < 50; i++) {
    limit.begin("a", NOW)
    limit.forgive("a")
  }
  expect(limit.waitMs("a", NOW)).toBe(0)
  for (let i = 0; i < 200; i++) limit.begin(`address ${i}`, NOW)
  expect(limit.waitMs("another", NOW)).toBeGreaterThan(0)
})
