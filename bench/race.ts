// Contenders run in turns (A B C A B C …), so whatever else the machine does meanwhile falls on all of them. The first
// turn warms the page cache, and serves to check the answers and to read the memory.
import process from "node:process"
import { assertSameAnswer, type Answer } from "./Answer.ts"
import type { Contender } from "./Contender.ts"
import { runForPeak, runProcess } from "./runProcess.ts"

export interface Standing {
  readonly name: string
  readonly seconds: number
  /** Of Node programs only. */
  readonly peakBytes: number | undefined
  readonly figures?: ReadonlyArray<readonly [name: string, value: string]>
}

export interface RaceOptions {
  readonly rounds: number
  readonly expected: Answer
  readonly reportPeak: string
}

export const race = (
  contenders: ReadonlyArray<Contender>,
  { rounds, expected, reportPeak }: RaceOptions,
): ReadonlyArray<Standing> => {
  const check = ({ name, answer }: Contender, stdout: string) => {
    if (answer !== undefined) assertSameAnswer(name, answer(stdout), expected)
  }
  const lanes = contenders.map((contender) => {
    const isNode = contender.command === process.execPath
    const { stdout, peakBytes } = isNode
      ? runForPeak(contender, reportPeak)
      : { ...runProcess(contender), peakBytes: undefined }
    check(contender, stdout)
    return { contender, peakBytes, figures: contender.figures?.(stdout) ?? [], seconds: new Array<number>() }
  })
  for (let round = 0; round < rounds; round++) {
    for (const { contender, seconds } of lanes) {
      if (round >= (contender.roundsMax ?? rounds)) continue
      const run = runProcess(contender)
      check(contender, run.stdout)
      seconds.push(run.seconds)
    }
  }
  return lanes.map(({ contender, peakBytes, figures, seconds }) => ({
    name: contender.name,
    seconds: median(seconds),
    peakBytes,
    figures,
  }))
}

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1] : upper
  if (upper === undefined || lower === undefined) throw new Error("no median of nothing")
  return (lower + upper) / 2
}
