import { expect, it } from "vitest"

import { digestOf, formTokenOf, isFormToken, newSession, openSession } from "../context/Session.ts"
import { SignInLimit } from "./SignInLimit.ts"

const NOW = Date.parse("2026-11-03T09:00:00+08:00")

it("opens the visit of its cookie in any process, and takes nothing else for one", () => {
  const session = newSession()
  const opened = openSession(session.id)
  expect(opened === null ? null : digestOf(opened)).toBe(digestOf(session))
  expect(digestOf(session)).toMatch(/^[0-9a-f]{64}$/)
  expect(newSession().id).not.toBe(session.id)
  for (const none of ["", undefined, `${session.id}x`, session.id.slice(1), `${session.id.slice(1)}.`]) {
    expect(openSession(none)).toBeNull()
  }
})

it("takes the form token and the notices of its own visit alone", () => {
  const [one, other] = [newSession(), newSession()]
  expect(isFormToken(one, formTokenOf(one))).toBe(true)
  expect(isFormToken(one, formTokenOf(other))).toBe(false)
  expect(isFormToken(one, "")).toBe(false)
  const notice = one.sealer.seal("notice", "done")
  expect(one.sealer.open("notice", notice)).toBe("done")
  expect([one.sealer.open("form", notice), other.sealer.open("notice", notice)]).toEqual([null, null])
})

it("tells one address to wait after ten failures in a quarter of an hour, and no other", () => {
  const limit = new SignInLimit()
  for (let i = 0; i < 10; i++) expect(limit.fail("a", NOW + i)).toBe(0)
  expect(limit.fail("a", NOW + 60_000)).toBe(14 * 60_000)
  expect(limit.fail("b", NOW + 60_000)).toBe(0)
  expect(limit.fail("a", NOW + 15 * 60_000)).toBe(0)
})
