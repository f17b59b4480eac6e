// The bill of the month, from the same attempts: complete pages of 100–200 lines for each day, in an order of its own,
// with a few planted differences. What a right reconciliation must find is counted while writing.
import type { Answer } from "../Answer.ts"
import { billLine, type BillLineKind } from "./billLine.ts"
import { hash, uuid } from "./hash.ts"
import type { NdjsonFile } from "./NdjsonFile.ts"
import { attemptOf, attemptsPerToken, bizTokenOf, dateOf, days, firstTokenOfDay, ruleIdOf } from "./verification.ts"
import { isBilledNextDay, plantLines } from "./plantedDifference.ts"

export const writeBill = (file: NdjsonFile, kind: BillLineKind, tokens: number): Answer => {
  const found = emptyFindings()
  let carriedOver: Array<number> = []
  for (let day = 0; day < days; day++) {
    const page = new PageWriter(file, dateOf(day))
    const write = (token: number) => {
      const lines = linesOfToken(token, tokens, found)
      if (lines.length === 0) return
      const charged = lines.filter(({ charge }) => charge).length
      const details = lines.map((line) => billLine(kind, token, line)).join(",")
      page.add(
        `{"BizToken":"${bizTokenOf(token)}","ChargeCount":${charged},"ChargeDetails":[${details}],"RuleId":"${ruleIdOf(token)}"}`,
        lines.length,
      )
    }
    for (const token of carriedOver) write(token)
    const late: Array<number> = []
    for (const token of shuffledTokensOfDay(day, tokens)) {
      if (isBilledNextDay(token) && day < days - 1) late.push(token)
      else write(token)
    }
    for (const token of late) found.day_shift += pairsOfToken(token, tokens)
    carriedOver = late
    page.close()
  }
  return found
}

type Findings = ReturnType<typeof emptyFindings>

const emptyFindings = () => ({
  lines: 0,
  matched: 0,
  difference: 0,
  charge_mismatch: 0,
  code_mismatch: 0,
  count_mismatch: 0,
  day_shift: 0,
  duplicate_in_bill: 0,
  missing_in_bill: 0,
  missing_in_ledger: 0,
  token_mismatch: 0,
  unknown_flag: 0,
})

const linesOfToken = (token: number, tokens: number, found: Findings) => {
  const lines = []
  for (let nth = 0; nth < attemptsPerToken; nth++) {
    const { lines: planted, findings, matched } = plantLines(attemptOf(token * attemptsPerToken + nth, tokens))
    lines.push(...planted)
    if (matched) found.matched += 1
    for (const { kind, impact } of findings) {
      found[kind] += 1
      found.difference += impact
    }
  }
  found.lines += lines.length
  return lines
}

/** Only an attempt with a line of its own can be shifted to another day. */
const pairsOfToken = (token: number, tokens: number): number => {
  let pairs = 0
  for (let nth = 0; nth < attemptsPerToken; nth++) {
    const attempt = attemptOf(token * attemptsPerToken + nth, tokens)
    if (plantLines(attempt).lines.some(({ seq }) => seq === attempt.seq)) pairs += 1
  }
  return pairs
}

/** A walk in steps that share no divisor with the count meets every token once, in an order unlike that of the results. */
function* shuffledTokensOfDay(day: number, tokens: number): Generator<number> {
  const first = firstTokenOfDay(day, tokens)
  const count = firstTokenOfDay(day + 1, tokens) - first
  if (count === 0) return
  let step = 7919
  while (greatestCommonDivisor(step, count) !== 1) step += 1
  for (let nth = 0; nth < count; nth++) yield first + ((nth * step) % count)
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

/** Gathers lines until a page is full; a page is written when it is known whether another one follows. */
class PageWriter {
  readonly #file: NdjsonFile
  readonly #date: string
  #groups: Array<string> = []
  #lines = 0
  #cursor = 0

  constructor(file: NdjsonFile, date: string) {
    this.#file = file
    this.#date = date
  }

  add(group: string, lines: number): void {
    if (this.#lines >= 100 + (hash(this.#cursor) % 100)) this.#write(true)
    this.#groups.push(group)
    this.#lines += lines
  }

  close(): void {
    this.#write(false)
  }

  #write(hasNext: boolean): void {
    const next = this.#cursor + this.#lines + 1
    this.#file.write(
      `{"Date":"${this.#date}","Cursor":${this.#cursor},"Response":{"HasNextPage":${hasNext},"NextCursor":${next},"WeChatBillDetails":[`,
    )
    this.#file.write(this.#groups.join(","))
    this.#file.write(`],"RequestId":"${uuid(next, 0xb111)}"}}\n`)
    this.#cursor = next
    this.#groups = []
    this.#lines = 0
  }
}
