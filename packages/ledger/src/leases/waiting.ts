/** What the open BizTokens wait for: their time, a lease of another process, or somebody to fetch them. */
import { MS_CLOCK_SKEW } from "@faceid-tally/core"
import type { Waiting } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { fromStored } from "../database/StoredText.ts"
import { isGone, readOwner } from "./Owner.ts"

/** As in taking what is due, a lease of the future is none. */
const statement = `
  SELECT coalesce(account, 'default') AS of_account,
    CASE WHEN lease_until > ? AND (leased_at IS NULL OR leased_at <= ?) THEN worker END AS holder,
    CASE WHEN next_due <= ? THEN 1 ELSE 0 END AS is_due, count(*), max(lease_until), min(next_due)
  FROM verification WHERE next_due IS NOT NULL AND deadline > ? AND rule_id IS NOT NULL
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

export const waiting = Effect.fnUntraced(function* (db: Database, now: number) {
  const rows = yield* db.rows(statement, now, now + MS_CLOCK_SKEW, now, now)
  const due = new Map<string, number>()
  const held = new Map<string, { count: number; until: number }>()
  let later = { count: 0, from: Infinity }
  for (const row of rows) {
    const [account, worker, isDue, count, until, from] = row as Row
    if (worker !== null && !isGone(worker)) {
      const known = held.get(worker)
      held.set(worker, { count: (known?.count ?? 0) + count, until: Math.max(known?.until ?? 0, until ?? 0) })
    } else if (isDue === 1) {
      const name = fromStored(account)
      due.set(name, (due.get(name) ?? 0) + count)
    } else later = { count: later.count + count, from: Math.min(later.from, from) }
  }
  return {
    due: [...due].map(([account, count]) => ({ account, count })),
    held: [...held].map(([worker, about]) => {
      const { host = null, pid = null } = readOwner(worker) ?? {}
      return { worker, host, pid, ...about }
    }),
    later: later.count === 0 ? null : later,
  } satisfies Waiting
})

type Row = [account: string, worker: string | null, isDue: number, count: number, until: number | null, from: number]
