import { dayFromNumber } from "@faceid-tally/core/engine"
import { expect, it } from "vitest"

import { heartbeatOf, type Standing } from "./heartbeat.ts"

const TODAY = 20_731
const [yesterday, today] = [dayFromNumber(TODAY - 1), dayFromNumber(TODAY)]
const closed: Standing = { planned: TODAY - 1, isClosing: false, incidents: 0, failed: 0 }
const told = (standing: Partial<Standing>) => heartbeatOf(TODAY, { ...closed, ...standing })

it("all is well when all days are closed, and when there is nothing to close", () => {
  expect(told({})).toEqual({ kind: "heartbeat", day: today, closedUntil: yesterday, incidents: 0, failed: 0 })
  expect(told({ planned: null })).toMatchObject({ closedUntil: null, incidents: 0 })
})

it("nothing is said while days are being closed, after downtime for instance", () => {
  expect(told({ isClosing: true })).toBeNull()
  expect(told({ planned: TODAY - 3 })).toBeNull()
})

it("what is open or failed is said, also while days wait for it", () => {
  expect(told({ incidents: 2, isClosing: true })).toMatchObject({ closedUntil: null, incidents: 2, failed: 0 })
  expect(told({ failed: 1 })).toMatchObject({ closedUntil: yesterday, failed: 1 })
})
