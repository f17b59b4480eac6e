/** The stored bill: versions with their pages and lines, what they sum up to, and pulls that go on. */
import { bool, evidenceOf, int, oneOf, orNull, type RecordIn, type RowOf, table, text } from "./Table.ts"

/** Versions of a bill day; one of an open pull has minus its id for a version, and no batch. */
export const billVersionTable = table(
  "bill_version",
  {
    id: int(),
    account: text(),
    day: int(),
    /** Empty for a bill of all rules. */
    rule_id: text(),
    version: int(),
    source: oneOf(["pull", "import"]),
    state: oneOf(["open", "closed"]),
    opened_at: int(),
    closed_at: orNull(int()),
    digest: orNull(text()),
    pages: int(),
    line_count: int(),
    charges: int(),
    fingerprint: orNull(text()),
    batch: orNull(int()),
    /** The sum of the ChargeCounts that the bill states, once it is closed and summed up. */
    stated: orNull(int()),
  },
  {
    key: ["id"],
    indexes: {
      bill_version_by_day: { on: ["day", "account", "rule_id", "version"], isUnique: true },
      bill_version_by_batch: { on: ["batch"] },
    },
    stands: "evidence",
    work: ["opened_at"],
    isClustered: false,
  },
)

export const versionEvidence = evidenceOf(billVersionTable, "bill", [
  "id",
  "account",
  "day",
  "rule_id",
  "version",
  "source",
  "closed_at",
  "digest",
  "pages",
  "line_count",
  "charges",
])

/** Pages. One without batch is of a pull that is not closed yet: no evidence, and not counted. So are lines. */
export const billPageTable = table(
  "bill_page",
  {
    day: int(),
    version_id: int(),
    page: int(),
    fingerprint: text(),
    batch: orNull(int()),
    kind: oneOf(["page", "table", "undated"]),
    asked_rule_id: orNull(text()),
    account: orNull(text()),
    cursor: orNull(int()),
    next_cursor: orNull(int()),
    has_next: bool(),
    content: text(),
  },
  { key: ["day", "version_id", "page"], stands: "evidence", byMonth: "partitions" },
)

export const pageEvidence = evidenceOf(billPageTable, "page")

/** Lines lie by Seq, as attempts do, so that both are read side by side; a group without lines has one of flag 0. */
export const billLineTable = table(
  "bill_line",
  {
    day: int(),
    version_id: int(),
    seq: text(),
    page: int(),
    place: int(),
    fingerprint: text(),
    batch: orNull(int()),
    grp: int(),
    biz_token: orNull(text()),
    rule_id: orNull(text()),
    charge_count: orNull(int()),
    flag: int(),
    errcode: orNull(int()),
    at: orNull(int()),
    charge_type: orNull(text()),
  },
  { key: ["day", "version_id", "seq", "page", "place"], stands: "evidence", byMonth: "partitions" },
)

export const lineEvidence = evidenceOf(billLineTable, "line")

/** A line within its version: what a page brings of it. */
export const lineColumns = billLineTable.pick(
  "seq",
  "page",
  "place",
  "grp",
  "biz_token",
  "rule_id",
  "charge_count",
  "flag",
  "errcode",
  "at",
  "charge_type",
)
export type LineRow = RowOf<typeof lineColumns>
export type LineRecord = RecordIn<typeof lineColumns>

export const billSumTable = table(
  "bill_sum",
  { day: int(), version_id: int(), charge_type: text(), rule_id: text(), line_count: int(), charges: int() },
  { key: ["day", "version_id", "charge_type", "rule_id"], stands: "derived" },
)

/** Stated ChargeCounts that differ from the charged lines. */
export const billCountTable = table(
  "bill_count",
  { day: int(), version_id: int(), biz_token: text(), rule_id: text(), charge_count: int(), charged: int() },
  { key: ["day", "version_id", "biz_token", "rule_id"], stands: "derived" },
)

/** Days that are to be pulled, and how far a pull has come. */
export const billDayTable = table(
  "bill_day",
  {
    day: int(),
    account: text(),
    rule_id: text(),
    next_due: orNull(int()),
    lease_until: orNull(int()),
    worker: orNull(text()),
    open_version: orNull(int()),
    cursor: int(),
    pages: int(),
    at_end: bool(),
  },
  {
    key: ["day", "account", "rule_id"],
    indexes: { bill_day_due: { on: ["next_due"], where: "next_due IS NOT NULL" } },
    stands: "work",
  },
)
