/** The tables that are written in bulk, and the types of their columns, in the order in which rows hold them. */

export type Value = string | number | null
export type Row = ReadonlyArray<Value>

export interface Table {
  readonly name: string
  readonly columns: { readonly [column: string]: "int" | "text" }
}

/** Statements as they were observed, never changed: the evidence. */
export const observationTable = {
  name: "observation",
  columns: {
    day: "int",
    seq: "text",
    fingerprint: "text",
    batch: "int",
    flag: "int",
    errcode: "int",
    at: "int",
    fetched_at: "int",
    biz_token: "text",
    rule_id: "text",
    account: "text",
    err_code: "int",
    nfc: "int",
    nfc_record: "text",
  },
} as const satisfies Table

/** The current view: what the observations of each Seq resolve to. */
export const attemptTable = {
  name: "attempt",
  columns: {
    day: "int",
    seq: "text",
    flag: "int",
    errcode: "int",
    at: "int",
    fetched_at: "int",
    biz_token: "text",
    rule_id: "text",
    account: "text",
    several: "int",
    statements: "int",
  },
} as const satisfies Table

/** Seqs whose statements lie on several days, under each of these days. */
export const multiDaySeqTable = { name: "strayed", columns: { day: "int", seq: "text" } } as const satisfies Table

/** BizTokens: what is known of them. Leases are columns beside these, which no bulk write touches. */
export const verificationTable = {
  name: "verification",
  columns: {
    biz_token: "text",
    account: "text",
    rule_id: "text",
    issued_at: "int",
    seen_at: "int",
    fetched_at: "int",
    passed: "int",
    nfc_at: "int",
    nfc: "int",
    first_day: "int",
    last_day: "int",
    registered_at: "int",
    failures: "int",
    failure_code: "text",
    refused: "int",
    issue_day: "int",
    state: "text",
    deadline: "int",
    next_due: "int",
  },
} as const satisfies Table

/** How many BizTokens there are, by where they are counted. */
export const tokenSumTable = {
  name: "token_sum",
  columns: { issue_day: "int", account: "text", state: "text", tokens: "int", refused: "int" },
} as const satisfies Table

export const daySumTable = {
  name: "day_sum",
  columns: {
    day: "int",
    account: "text",
    rule_id: "text",
    errcode: "int",
    attempts: "int",
    charges: "int",
    uncharged: "int",
    unknown: "int",
  },
} as const satisfies Table

export const billPageTable = {
  name: "bill_page",
  columns: {
    day: "int",
    version_id: "int",
    page: "int",
    fingerprint: "text",
    batch: "int",
    kind: "text",
    asked_rule_id: "text",
    account: "text",
    cursor: "int",
    next_cursor: "int",
    has_next: "int",
    content: "text",
  },
} as const satisfies Table

export const billLineTable = {
  name: "bill_line",
  columns: {
    day: "int",
    version_id: "int",
    seq: "text",
    page: "int",
    place: "int",
    fingerprint: "text",
    batch: "int",
    grp: "int",
    biz_token: "text",
    rule_id: "text",
    charge_count: "int",
    flag: "int",
    errcode: "int",
    at: "int",
    charge_type: "text",
  },
} as const satisfies Table

export const billSumTable = {
  name: "bill_sum",
  columns: {
    day: "int",
    version_id: "int",
    charge_type: "text",
    rule_id: "text",
    line_count: "int",
    charges: "int",
  },
} as const satisfies Table

export const billCountTable = {
  name: "bill_count",
  columns: {
    day: "int",
    version_id: "int",
    biz_token: "text",
    rule_id: "text",
    charge_count: "int",
    charged: "int",
  },
} as const satisfies Table

export const runTable = {
  name: "run",
  columns: {
    id: "int",
    ran_at: "int",
    from_day: "int",
    to_day: "int",
    difference: "int",
    item_count: "int",
    body: "text",
    fingerprint: "text",
    batch: "int",
  },
} as const satisfies Table

export const runItemTable = {
  name: "run_item",
  columns: {
    run: "int",
    place: "int",
    body: "text",
    kind: "text",
    impact: "int",
    day: "int",
    account: "text",
    fingerprint: "text",
    batch: "int",
  },
} as const satisfies Table

/** What was said of a BizToken when it was registered; of one that an earlier schema knew, all that was known of it. */
export const registrationTable = {
  name: "registration",
  columns: {
    batch: "int",
    biz_token: "text",
    fingerprint: "text",
    account: "text",
    rule_id: "text",
    issued_at: "int",
    seen_at: "int",
    registered_at: "int",
    fetched_at: "int",
    passed: "int",
    nfc_at: "int",
    nfc: "int",
    first_day: "int",
    last_day: "int",
  },
} as const satisfies Table

/** Months that were removed, and what is left of batches. */
export const removalTable = {
  name: "removal",
  columns: {
    batch: "int",
    month: "text",
    of: "int",
    left_rows: "int",
    left_root: "text",
    first_day: "int",
    last_day: "int",
    fingerprint: "text",
  },
} as const satisfies Table

/** What came of each fetch, numbered within its BizToken. */
export const fetchNoteTable = {
  name: "fetch_note",
  columns: {
    biz_token: "text",
    number: "int",
    at: "int",
    outcome: "text",
    code: "text",
    attempts: "int",
    observations: "int",
  },
} as const satisfies Table

export const columnsOf = (table: Table): Array<string> => Object.keys(table.columns)
