// What lasts is told once, again when it gets worse, and once more when it is over.
import { dayFromNumber } from "@faceid-tally/core/engine"
import { describe, expect, it } from "vitest"

import type { Alert } from "./Alert.ts"
import { changeOf, type IncidentChange, type IncidentNote } from "./Incident.ts"

const HOUR = 3_600_000
const alertOf = (charges: number): Alert => ({
  kind: "overcharged_day",
  day: dayFromNumber(20_000),
  account: "default",
  charges: Math.max(charges, 1),
  run: null,
})

/** How it stands at each hour: a level, 0 for over; what is told then. */
const play = (levels: ReadonlyArray<number>, about: { readonly afterMs?: number; readonly marks?: string } = {}) => {
  let before: Pick<IncidentChange, "incident" | "isOpen"> | null = null
  return levels.map((level, hour) => {
    const mark = about.marks?.[hour]
    const lasts = { alert: alertOf(level), level, mark, afterMs: about.afterMs }
    const note: IncidentNote = { subject: "it", now: level === 0 ? null : lasts }
    const change: IncidentChange | null = changeOf(before, note, hour * HOUR)
    if (change !== null) before = change
    return change?.news ?? "-"
  })
}

describe("an incident", () => {
  it("that ended as it should is over without a word, and is told again when it comes again", () => {
    const lasts = { subject: "it", now: { alert: alertOf(1), level: 1 } }
    const opened = changeOf(null, lasts, 0)
    const ended = changeOf(opened, { subject: "it", now: null, quietly: true }, HOUR)
    expect(ended).toMatchObject({ isOpen: false, news: null })
    expect(changeOf(ended, { subject: "it", now: null, quietly: true }, HOUR)).toBeNull()
    expect(changeOf(ended, lasts, 2 * HOUR)).toMatchObject({ isOpen: true, news: "opened" })
  })

  it.each([
    ["is told once for as long as it stays", [3, 3, 3], ["opened", "-", "-"]],
    [
      "that gets worse is told again, one that gets better is not",
      [3, 5, 2, 2, 3],
      ["opened", "updated", "-", "-", "updated"],
    ],
    ["that is over is told as that, once", [3, 0, 0], ["opened", "resolved", "-"]],
    ["that comes again is told again", [3, 0, 3, 0], ["opened", "resolved", "opened", "resolved"]],
    ["that never was is not over", [0, 0], ["-", "-"]],
  ] as const)("%s", (_rule, levels, told) => {
    expect(play(levels)).toEqual(told)
  })

  it("that must last a while is told when it has, and not at all where it is over before", () => {
    expect(play([1, 1, 1, 0], { afterMs: 2 * HOUR })).toEqual(["-", "-", "opened", "resolved"])
    expect(play([1, 1, 0, 1, 1, 1], { afterMs: 2 * HOUR })).toEqual(["-", "-", "-", "-", "-", "opened"])
  })

  it("of another mark is told again", () => {
    expect(play([1, 1, 1], { marks: "aab" })).toEqual(["opened", "-", "updated"])
  })
})
