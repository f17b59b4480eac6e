/** What the open BizTokens wait for: their time, a lease of another process, or somebody to fetch them. */
import { MS_CLOCK_SKEW } from "@faceid-tally/core/engine"
import type { Waiting } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, readRows } from "../database/Database.ts"
import { bool, int, orNull, shape, text } from "../tables/Table.ts"
import { fromStored } from "../database/storedText.ts"
import { isGone, readOwner } from "./Owner.ts"

/** As in taking what is due, a lease of the future is none. */
const statement = `
  SELECT coalesce(account, 'default') AS of_account,
    CASE WHEN lease_until > ? AND (leased_at IS NULL OR leased_at <= ?) THEN worker END AS holder,
    CASE WHEN next_due <= ? THEN 1 ELSE 0 END AS is_due, count(*), max(lease_until), min(next_due)
  FROM verification WHERE next_due IS NOT NULL AND deadline > ? AND rule_id IS NOT NULL
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

export const waiting = Effect.fnUntraced(function* (db: Database, now: number) {
  const rows = yield* readRows(db, held, statement, now, now + MS_CLOCK_SKEW, now, now)
  const due = new Map<string, number>()
  const byWorker = new Map<string, { count: number; until: number }>()
  let later = { count: 0, from: Infinity }
  for (const [account, worker, isDue, count, until, from] of rows) {
    if (worker !== null && !isGone(worker)) {
      const known = byWorker.get(worker)
      byWorker.set(worker, { count: (known?.count ?? 0) + count, until: Math.max(known?.until ?? 0, until ?? 0) })
    } else if (isDue) {
      const name = fromStored(account)
      due.set(name, (due.get(name) ?? 0) + count)
    } else later = { count: later.count + count, from: Math.min(later.from, from) }
  }
  return {
    due: [...due].map(([account, count]) => ({ account, count })),
    held: [...byWorker].map(([worker, about]) => {
      const { host = null, pid = null } = readOwner(worker) ?? {}
      return { worker, host, pid, ...about }
    }),
    later: later.count === 0 ? null : later,
  } satisfies Waiting
})

/** Account, who holds it, whether it is due, how many, until when it is held, from when on it is due. */
const held = shape(text(), orNull(text()), bool(), int(), orNull(int()), int())
