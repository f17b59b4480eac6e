import process from "node:process"
import { expect, it } from "vitest"
import { assertSameAnswer } from "./Answer.ts"
import type { Contender } from "./Contender.ts"
import { flatAnswer } from "./jobs/contenders.ts"
import { prepareChildren } from "./prepareChildren.ts"
import { median, race } from "./race.ts"

const { reportPeak } = prepareChildren()

const says = (charges: number): Contender => ({
  name: `says ${charges}`,
  command: process.execPath,
  args: ["-e", `const held = Buffer.alloc(150e6, 1); console.log(JSON.stringify({ charges: ${charges} }))`],
  answer: flatAnswer,
})

it("measures time and the peak of memory", () => {
  const [standing] = race([says(7)], { rounds: 1, expected: { charges: 7 }, reportPeak })
  expect(standing?.seconds).toBeGreaterThan(0)
  expect(standing?.peakBytes).toBeGreaterThan(150e6)
  expect(standing?.peakBytes).toBeLessThan(400e6)
})

it("a fast wrong answer is no result", () => {
  const options = { rounds: 1, expected: { charges: 7 }, reportPeak }
  expect(() => race([says(7), says(8)], options)).toThrow("says 8 says charges = 8, right is 7")
  expect(() => assertSameAnswer("silent", {}, { charges: 7 })).toThrow("silent gave no answer")
})

it("takes medians", () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})
