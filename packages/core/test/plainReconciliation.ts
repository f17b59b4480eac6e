/** M1–M7 and M13–M19 over arrays: the oracle of reconcile. */
import type { PlainBlock, PlainLine, PlainPage } from "./plainDecode.ts"
import { byBytes, type PlainAttempt, plainDay } from "./plainTally.ts"

export interface PlainOptions {
  readonly from?: string | null
  readonly to?: string | null
  readonly rule?: string | null
  /** What the published table of the edition says of a code on a day; null where it does not list it. */
  readonly charged?: ((code: number, day: string | null, ruleId: string | null) => boolean | null) | null
}

export interface PlainItem {
  readonly kind: string
  readonly impact: number
  readonly seq: string | null
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly account: string | null
  readonly day: string | null
}

export interface PlainReconciliation {
  readonly complete: boolean
  readonly incomplete: ReadonlyArray<{ readonly account: string; readonly day: string }>
  readonly ledger: { attempts: number; charges: number; undated: number; unattributed: number }
  readonly bill: {
    pages: number
    repeatedPages: number
    lines: number
    charges: number
    chargeCountTotal: number
    undated: number
  }
  readonly matched: number
  readonly difference: number
  readonly explained: number
  readonly byKind: Readonly<Record<string, { count: number; impact: number }>>
  readonly items: ReadonlyArray<PlainItem>
}

/** M3: "`default` unless configured". */
const accountOf = (account: string | null): string => account ?? "default"

/** A line with what its page and block say of it. */
interface BillLine extends PlainLine {
  readonly account: string | null
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly day: string | null
}

interface BillBlock extends PlainBlock {
  readonly day: string | null
}

interface BillPage {
  readonly account: string | null
  /** The first and the last Date of the table that the page is of. */
  readonly covers: readonly [first: string, last: string] | null
  readonly askedRuleId: string | null
  readonly cursor: number | null
  readonly hasNext: boolean
  readonly nextCursor: number | null
  readonly date: string | null
  readonly days: ReadonlyArray<string>
  readonly blocks: ReadonlyArray<BillBlock>
}

const ownDay = (date: string | null, ms: number | null): string | null => date ?? (ms === null ? null : plainDay(ms))

const pageOf = (page: PlainPage): BillPage => ({
  account: page.account,
  covers: null,
  askedRuleId: page.askedRuleId,
  cursor: page.cursor,
  hasNext: page.hasNext,
  nextCursor: page.nextCursor,
  date: page.date,
  days: [...new Set(page.blocks.flatMap((b) => b.lines.map((l) => ownDay(page.date, l.reqTime))).concat(page.date))]
    .filter((day) => day !== null)
    .sort(byBytes),
  blocks: page.blocks.map((block) => ({
    ...block,
    day: page.date ?? block.lines.map((l) => ownDay(null, l.reqTime)).find((day) => day !== null) ?? null,
  })),
})

/**
 * 5. "Each row is a record … (or a line)"; 13. "a table is one page a day"; "In a bill table ChargeCount is that of the (Date,
 * BizToken, RuleId), repeated in its rows: taken once, the largest."
 */
const pagesOfTable = (rows: ReadonlyArray<PlainPage>): ReadonlyArray<BillPage> => {
  const dayOfRow = (row: PlainPage): string | null => ownDay(row.date, row.blocks[0]?.lines[0]?.reqTime ?? null)
  const byDay = Map.groupBy(rows, (row) => JSON.stringify([accountOf(row.account), dayOfRow(row)]))
  const datesOf = (account: string | null): ReadonlyArray<string> =>
    rows
      .filter((row) => accountOf(row.account) === accountOf(account))
      .flatMap((row) => (row.date === null ? [] : [row.date]))
      .sort(byBytes)
  return [...byDay.values()].map((ofDay) => {
    const first = ofDay[0]
    const date = first === undefined ? null : dayOfRow(first)
    const blocks = Map.groupBy(
      ofDay.flatMap((row) => row.blocks),
      (block) => JSON.stringify([block.bizToken, block.ruleId]),
    )
    const dates = datesOf(first?.account ?? null)
    const [from, to] = [dates[0], dates.at(-1)]
    return {
      account: first?.account ?? null,
      covers: from === undefined || to === undefined ? null : [from, to],
      askedRuleId: null,
      cursor: null,
      hasNext: false,
      nextCursor: null,
      date,
      days: date === null ? [] : [date],
      blocks: [...blocks.values()].map((same) => {
        const counts = same.flatMap((block) => (block.chargeCount === null ? [] : [block.chargeCount]))
        return {
          day: date,
          bizToken: same[0]?.bizToken ?? null,
          ruleId: same[0]?.ruleId ?? null,
          chargeCount: counts.length === 0 ? null : Math.max(...counts),
          lines: same.flatMap((block) => block.lines),
        }
      }),
    }
  })
}

/** 16. "when account, day and decoded lines with BizToken, RuleId and ChargeCount equal those of one already read". */
const contentOf = (page: BillPage): string =>
  JSON.stringify([
    accountOf(page.account),
    page.blocks.map(({ bizToken, ruleId, chargeCount, day }) => [bizToken, ruleId, chargeCount, day]),
    page.blocks.flatMap(({ bizToken, ruleId, chargeCount, lines }) =>
      lines.map((line) => [bizToken, ruleId, chargeCount, line, ownDay(page.date, line.reqTime)]),
    ),
  ])

const linesOf = (page: BillPage): ReadonlyArray<BillLine> =>
  page.blocks.flatMap((block) =>
    block.lines.map((line) => ({
      ...line,
      account: page.account,
      bizToken: block.bizToken,
      ruleId: block.ruleId,
      day: ownDay(page.date, line.reqTime),
    })),
  )

const smaller = (a: number | null, b: number | null): number => (a ?? Infinity) - (b ?? Infinity) || 0
const nextDay = (day: string, by: number): string =>
  new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)

/**
 * @param attempts the attempts of the ledger
 * @param files the pages (or rows) of each bill file, in order
 */
export const plainReconcile = (
  attempts: ReadonlyArray<PlainAttempt>,
  files: ReadonlyArray<ReadonlyArray<PlainPage>>,
  options: PlainOptions,
): PlainReconciliation => {
  const read = files.flatMap((file) => [
    ...file.filter((page) => !page.flat).map(pageOf),
    ...pagesOfTable(file.filter((page) => page.flat)),
  ])
  // 16. "empty pages are never repeated".
  const seen = new Set<string>()
  const pages = read.filter((page) => {
    const content = contentOf(page)
    if (page.blocks.length > 0 && seen.has(content)) return false
    seen.add(content)
    return true
  })
  const lines = pages.flatMap(linesOf)

  // The window. 15. "With only `--from` or `--to` the other end is the outermost day seen."
  const daysSeen = [
    ...attempts.map((a) => ownDay(null, a.reqTime)),
    ...lines.map((l) => l.day),
    ...read.flatMap((p) => p.days),
  ]
    .filter((day) => day !== null)
    .sort(byBytes)
  const windowed = (options.from ?? options.to ?? null) !== null
  const from = options.from ?? daysSeen[0] ?? options.to ?? ""
  const to = options.to ?? daysSeen.at(-1) ?? from
  const inWindow = (day: string | null): boolean => !windowed || (day !== null && day >= from && day <= to)
  // 15. "With a window both sides are limited to one day beyond it; without one a shift may be of any length."
  const near = (day: string | null): boolean =>
    !windowed || day === null || (day >= nextDay(from, -1) && day <= nextDay(to, 1))
  const rule = options.rule ?? null
  const ruleOfToken = (token: string | null): string | null =>
    token === null
      ? null
      : (pages
          .flatMap((page) => page.blocks.filter((block) => block.bizToken === token).map((block) => block.ruleId))
          .sort(byBytes)[0] ?? null)

  const nearAttempts = attempts.filter((a) => near(ownDay(null, a.reqTime)))
  const nearLines = lines.filter((l) => near(l.day))
  const attemptBySeq = new Map(nearAttempts.flatMap((a) => (a.seq === null ? [] : [[a.seq, a] as const])))
  const linesBySeq = Map.groupBy(nearLines, (line) => line.seq)
  linesBySeq.delete(null)

  const ledger = { attempts: 0, charges: 0, undated: 0, unattributed: 0 }
  const bill = { pages: 0, repeatedPages: 0, lines: 0, charges: 0, chargeCountTotal: 0, undated: 0 }
  let matched = 0
  const items: Array<PlainItem> = []

  const charges = (charge: boolean | null | undefined): number => (charge === true ? 1 : 0)
  // 18. "a lone attempt by its own, else by that of its BizToken in the bill".
  const ruleOfAttempt = (attempt: PlainAttempt | null): string | null =>
    attempt === null ? null : (attempt.ruleId ?? ruleOfToken(attempt.bizToken))

  /** Counts a line of the bill, and says whether it is selected. */
  const takeLine = (line: BillLine, attempt: PlainAttempt | null, day: string | null): boolean => {
    if (rule !== null && (line.ruleId ?? ruleOfAttempt(attempt)) !== rule) return false
    if (day === null) bill.undated++
    if (!inWindow(day)) return false
    bill.lines++
    bill.charges += charges(line.charge)
    return true
  }

  const takeAttempt = (attempt: PlainAttempt, line: BillLine | null, day: string | null): boolean => {
    if (rule !== null) {
      // 18. "a pair is selected by the bill's RuleId". M3: "still unknown ones are kept out and counted as
      // `unattributed`".
      const own = line?.ruleId ?? ruleOfAttempt(attempt)
      if (own === null && (day === null || inWindow(day))) ledger.unattributed++
      if (own !== rule) return false
    }
    if (day === null) ledger.undated++
    if (!inWindow(day)) return false
    ledger.attempts++
    ledger.charges += charges(attempt.charge)
    return true
  }

  const settle = (attempt: PlainAttempt | null, ofSeq: ReadonlyArray<BillLine>): void => {
    const attemptOwnDay = attempt === null ? null : ownDay(null, attempt.reqTime)
    const dayOfLine = (line: BillLine): string | null => line.day ?? attemptOwnDay
    // 14. "charged, own day, earliest day, then the smallest code, ReqTime, BizToken, RuleId, ChargeType (null last)".
    const [line = null, ...extras] = [...ofSeq].sort(
      (a, b) =>
        charges(b.charge) - charges(a.charge) ||
        (attemptOwnDay === null
          ? 0
          : Number(dayOfLine(b) === attemptOwnDay) - Number(dayOfLine(a) === attemptOwnDay)) ||
        byBytes(dayOfLine(a), dayOfLine(b)) ||
        smaller(a.code, b.code) ||
        smaller(a.reqTime, b.reqTime) ||
        byBytes(a.bizToken, b.bizToken) ||
        byBytes(a.ruleId, b.ruleId) ||
        byBytes(a.chargeType, b.chargeType) ||
        // Beyond the contract: what is left must not depend on the order of reading.
        Number(a.charge === null) - Number(b.charge === null) ||
        byBytes(a.account, b.account),
    )
    const lineDay = line === null ? null : dayOfLine(line)
    // M3: "An attempt without ReqTime takes the day of its line".
    const attemptDay = attemptOwnDay ?? lineDay
    const attemptIn = attempt !== null && takeAttempt(attempt, line, attemptDay)
    const lineIn = line !== null && takeLine(line, attempt, lineDay)
    const extrasIn = extras.filter((extra) => takeLine(extra, attempt, dayOfLine(extra)))

    const seq = attempt?.seq ?? line?.seq ?? null
    const item = (kind: string, impact: number, of: BillLine | null, day: string | null): void => {
      // 13. "BizToken, RuleId and account are the bill's, else ours"; issue: "`day` the bill's, else the ledger's".
      items.push({
        kind,
        impact,
        seq,
        bizToken: of?.bizToken ?? attempt?.bizToken ?? null,
        ruleId: of?.ruleId ?? attempt?.ruleId ?? null,
        account: accountOf(of?.account ?? attempt?.account ?? null),
        day,
      })
    }
    const own = (kind: string, impact: number): void => item(kind, impact, line, lineDay ?? attemptDay)

    const paired = attempt !== null && line !== null
    const cut = paired && attemptIn !== lineIn
    const impact = charges(lineIn ? line.charge : false) - charges(attemptIn ? attempt.charge : false)
    if (cut) own("day_shift", impact)
    else if (paired && lineIn) {
      if (impact !== 0) own("charge_mismatch", impact)
      else matched++
      if (lineDay !== attemptDay) own("day_shift", 0)
      // 19. "`code_mismatch`: both codes known and different, also beside a `charge_mismatch`".
      if (attempt.code !== null && line.code !== null && attempt.code !== line.code) own("code_mismatch", 0)
    } else if (attemptIn && impact !== 0) own("missing_in_bill", impact)
    else if (lineIn && impact !== 0) own("missing_in_ledger", impact)

    for (const extra of extrasIn) item("duplicate_in_bill", charges(extra.charge), extra, dayOfLine(extra))

    // 15. "A cut pair gives no other item of its own".
    const whole = !cut && (attemptIn || lineIn)
    // 19. "once per Seq, where two different BizTokens occur among our entries and the paired line".
    const tokens = new Set([...(attempt?.tokens ?? []), ...(line?.bizToken == null ? [] : [line.bizToken])])
    if (whole && tokens.size > 1) own("token_mismatch", 0)
    // 19. "once per Seq, where a bill line's own flag is null, or a charged line stands against our unknown flag".
    const against = whole && paired && line.charge === true && attempt.charge === null
    if (against || (whole && lineIn && line.charge === null)) own("unknown_flag", 0)
    else {
      const extra = extrasIn.find((e) => e.charge === null)
      if (extra !== undefined) item("unknown_flag", 0, extra, dayOfLine(extra))
    }
    // 19. "a flag against the published rules of the edition: the bill's flag, else ours, once per Seq"; "not for extras and
    // cut pairs".
    const flag = line?.charge ?? attempt?.charge ?? null
    const code = line?.code ?? attempt?.code ?? null
    const published =
      code === null
        ? null
        : (options.charged?.(code, lineDay ?? attemptDay, line?.ruleId ?? attempt?.ruleId ?? null) ?? null)
    if (whole && flag !== null && published !== null && published !== flag) own("rule_violation", 0)
  }

  for (const seq of new Set([...attemptBySeq.keys(), ...linesBySeq.keys()])) {
    settle(attemptBySeq.get(seq ?? "") ?? null, linesBySeq.get(seq) ?? [])
  }
  for (const attempt of nearAttempts) if (attempt.seq === null) settle(attempt, [])
  for (const line of nearLines) if (line.seq === null) settle(null, [line])

  // 13. "`pages` the distinct ones with a day in the window".
  const pageIn = (page: BillPage): boolean => !windowed || page.days.some(inWindow)
  bill.pages = pages.filter(pageIn).length
  bill.repeatedPages = read.filter(pageIn).length - bill.pages
  // 19. "`count_mismatch`: per (account, day, BizToken, RuleId), a null ChargeCount skipped".
  const counted = pages.flatMap((page) =>
    page.blocks.flatMap((block) =>
      block.chargeCount === null || !inWindow(block.day) || (rule !== null && block.ruleId !== rule)
        ? []
        : [{ ...block, account: accountOf(page.account), chargeCount: block.chargeCount }],
    ),
  )
  for (const block of counted) bill.chargeCountTotal += block.chargeCount
  const sums = Map.groupBy(counted, (b) => JSON.stringify([b.account, b.day, b.bizToken, b.ruleId]))
  for (const same of sums.values()) {
    const stated = same.reduce((sum, block) => sum + block.chargeCount, 0)
    const charged = same.flatMap((block) => block.lines).filter((line) => line.charge === true).length
    const { account, day, bizToken, ruleId } = same[0] ?? {}
    if (stated !== charged) {
      items.push({
        kind: "count_mismatch",
        impact: 0,
        seq: null,
        bizToken: bizToken ?? null,
        ruleId: ruleId ?? null,
        account: account ?? null,
        day: day ?? null,
      })
    }
  }

  const incomplete = incompleteDays(attempts, read, { from, to, windowed, rule })
  const byKind: Record<string, { count: number; impact: number }> = {}
  for (const item of items) {
    const of = (byKind[item.kind] ??= { count: 0, impact: 0 })
    of.count++
    of.impact += item.impact
  }
  return {
    complete: incomplete.length === 0,
    incomplete,
    ledger,
    bill,
    matched,
    difference: bill.charges - ledger.charges,
    explained: items.reduce((sum, item) => sum + item.impact, 0),
    byKind,
    // 13. "Items are in the order of day, kind, Seq, BizToken".
    items: items.sort(
      (a, b) =>
        byBytes(a.day, b.day) || byBytes(a.kind, b.kind) || byBytes(a.seq, b.seq) || byBytes(a.bizToken, b.bizToken),
    ),
  }
}

/** 17, per account. */
const incompleteDays = (
  attempts: ReadonlyArray<PlainAttempt>,
  read: ReadonlyArray<BillPage>,
  window: { readonly from: string; readonly to: string; readonly windowed: boolean; readonly rule: string | null },
): ReadonlyArray<{ readonly account: string; readonly day: string }> => {
  const incomplete: Array<{ readonly account: string; readonly day: string }> = []
  const accounts = new Set(read.map((page) => accountOf(page.account)))
  // A bill that names accounts is expected of each account that our records name, too.
  if (read.some((page) => page.account !== null)) {
    for (const { account } of attempts) if (account !== null) accounts.add(account)
  }
  if (accounts.size === 0) accounts.add("default")
  for (const account of accounts) {
    const ofAccount = read.filter((page) => accountOf(page.account) === account)
    const begun = [...new Set(ofAccount.flatMap((page) => page.days))]
    for (const day of window.windowed ? daysBetween(window.from, window.to) : begun) {
      // "A bill table covers every day from its first to its last Date."
      if (ofAccount.some(({ covers }) => covers !== null && day >= covers[0] && day <= covers[1])) continue
      // "A page that was asked for one RuleId covers the day only under that `--rule`."
      // 39. "Else the page covers no day: its lines count by their own."
      const ofDay = ofAccount.filter(({ date, days }) => days.includes(day) && (date !== null || days.length === 1))
      const isWhole = (asked: string | null): boolean => isComplete(ofDay.filter((page) => page.askedRuleId === asked))
      if (isWhole(null) || (window.rule !== null && isWhole(window.rule))) continue
      incomplete.push({ account, day })
    }
  }
  return incomplete.sort((a, b) => byBytes(a.day, b.day) || byBytes(a.account, b.account))
}

const daysBetween = (from: string, to: string): Array<string> => {
  const days: Array<string> = []
  for (let day = from; day <= to; day = nextDay(day, 1)) days.push(day)
  return days
}

/** "when one of its pages says that there is no next, and, where cursors are known, NextCursor leads from 0 to it without a hole" */
const isComplete = (pages: ReadonlyArray<BillPage>): boolean => {
  if (pages.some((page) => !page.hasNext && page.cursor === null)) return true
  const reached = new Set([0])
  for (let before = 0; before !== reached.size;) {
    before = reached.size
    for (const { cursor, hasNext, nextCursor } of pages) {
      // A page whose cursor is not known may stand anywhere.
      if (cursor !== null && !reached.has(cursor)) continue
      if (!hasNext) return true
      if (nextCursor !== null) reached.add(nextCursor)
    }
  }
  return false
}
