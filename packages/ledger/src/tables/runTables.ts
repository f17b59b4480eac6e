/** Reconciliations that were kept. */
import { added, evidenceOf, int, orNull, table, text } from "./Table.ts"

export const runTable = table(
  "run",
  {
    id: int(),
    ran_at: int(),
    from_day: int(),
    to_day: int(),
    difference: int(),
    item_count: int(),
    body: text(),
    fingerprint: text(),
    batch: int(),
  },
  {
    key: ["id"],
    indexes: {
      run_by_batch: { on: ["batch"] },
      run_by_day: { on: ["to_day", "from_day", "id", "ran_at", "difference"] },
    },
    stands: "evidence",
    isClustered: false,
  },
)

export const runEvidence = evidenceOf(runTable, "run")

/** An item whole, and beside that what it is listed by. */
export const runItemTable = table(
  "run_item",
  {
    run: int(),
    place: int(),
    body: text(),
    kind: added(text(), ""),
    impact: added(int(), 0),
    day: orNull(int()),
    account: added(text(), ""),
    fingerprint: added(text(), ""),
    batch: added(int(), 0),
  },
  {
    key: ["run", "place"],
    indexes: {
      run_item_by_kind: { on: ["run", "kind", "place"] },
      run_item_by_day: { on: ["run", "day", "place"] },
      run_item_by_account: { on: ["run", "account", "place"] },
      run_item_adding: { on: ["run", "place"], where: "impact <> 0" },
      run_item_not_adding: { on: ["run", "place"], where: "impact = 0" },
    },
    stands: "evidence",
  },
)

export const itemEvidence = evidenceOf(runItemTable, "item")
