/**
 * The bill of one account and day, as the provider pages it: the lines of a BizToken stand together, and a cursor is a
 * number that grows from page to page and says nothing else.
 */
import type { Charge } from "@faceid-tally/core/engine"

import type { ChargeType } from "./Account.ts"
import type { Random } from "./Random.ts"

export interface BilledLine {
  /** The day on whose bill it stands, as a day number. */
  readonly day: number
  readonly bizToken: string
  readonly ruleId: string
  readonly seq: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly errcode: number
  readonly charge: Charge
  readonly chargeType: ChargeType
  readonly sim: string | null
  /** The number of the person. */
  readonly person: number
}

export interface BilledToken {
  /** Where it stands on the bill. */
  readonly cursor: number
  readonly bizToken: string
  readonly ruleId: string
  readonly chargeCount: number
  readonly lines: ReadonlyArray<BilledLine>
}

export interface Bill {
  readonly tokens: ReadonlyArray<BilledToken>
  /** The cursor after the last token. */
  readonly end: number
}

export interface BillPage {
  readonly tokens: ReadonlyArray<BilledToken>
  readonly nextCursor: number
  readonly hasNextPage: boolean
}

/** How far two cursors can be apart. */
const CURSOR_GAP_MAX = 5000

/** Puts lines together by BizToken and RuleId; `miscounted` says by how much a ChargeCount is wrong. */
export const billOf = (
  lines: Iterable<BilledLine>,
  random: Random,
  miscounted: (bizToken: string, ruleId: string) => number,
): Bill => {
  let cursor = 0
  const nextCursor = () => {
    const at = cursor
    cursor += random.integer(1, CURSOR_GAP_MAX)
    return at
  }
  const linesByToken = Map.groupBy(
    [...lines].sort((a, b) => a.at - b.at),
    ({ bizToken, ruleId }) => JSON.stringify([bizToken, ruleId]),
  )
  const tokens = [...linesByToken.values()].flatMap((ofToken) => {
    const [first] = ofToken
    if (first === undefined) return []
    const { bizToken, ruleId } = first
    const chargeCount = ofToken.filter(({ charge }) => charge === true).length + miscounted(bizToken, ruleId)
    return [{ cursor: nextCursor(), bizToken, ruleId, chargeCount, lines: ofToken }]
  })
  return { tokens, end: cursor }
}

/** The page at a cursor, or `undefined` if no page led there. */
export const pageAt = (
  bill: Bill,
  { cursor, size, ruleId }: { readonly cursor: number; readonly size: number; readonly ruleId: string | null },
): BillPage | undefined => {
  const tokens = ruleId === null ? bill.tokens : bill.tokens.filter((token) => token.ruleId === ruleId)
  const start = tokens.findIndex((token) => token.cursor >= cursor)
  const isKnown = cursor === 0 || cursor === bill.end || tokens[start]?.cursor === cursor
  if (!isKnown) return undefined
  const page = start < 0 ? [] : tokens.slice(start, start + size)
  const next = start < 0 ? undefined : tokens[start + size]
  return { tokens: page, nextCursor: next?.cursor ?? bill.end, hasNextPage: next !== undefined }
}

/** The tokens of the page before the one at a cursor. */
export const tokensBefore = (
  bill: Bill,
  { cursor, size, ruleId }: { readonly cursor: number; readonly size: number; readonly ruleId: string | null },
): ReadonlyArray<BilledToken> =>
  bill.tokens.filter((token) => token.cursor < cursor && (ruleId === null || token.ruleId === ruleId)).slice(-size)
