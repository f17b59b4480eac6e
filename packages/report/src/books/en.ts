/** The books in English. */
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"
import type { BooksMessages } from "./BooksMessages.ts"

const registeredCounts: BooksMessages["registered"] = ({ given, new: fresh, changed, expired }) =>
  `${plural(given, "BizToken")}: ${n(fresh)} new, ${n(changed)} changed` +
  (expired === 0 ? "" : `, ${n(expired)} expired`)

export const booksEn: BooksMessages = {
  state: {
    registered: "registered, not fetched yet",
    collected: "fetched, may gain attempts",
    final: "final",
    lapsed: "lapsed: fetched, never final",
    expired: "expired: never fetched",
  },
  ledger: {
    unavailable: "The database cannot be reached or opened: check the address, and that it is running.",
    busy: "Another process holds the database for too long: try again.",
    timeout:
      "The database stopped a statement by its own limit of time: raise statement_timeout for this user, or set it to 0.",
    read_only: "The database takes no writes: it is a standby, or set to read only. Name the one that takes them.",
    refused:
      "The database refuses this by a rule that is not faceid-tally's own (a constraint, a trigger, an encoding): its log has the details.",
    schema:
      "The tables of the ledger are not where they were, or others of their names are: check the database's name, its schema and search_path.",
    pooler:
      "A connection pooler does not keep what is prepared over a connection: use its session mode, or reach PostgreSQL directly.",
    removed:
      "Of that month the ledger's rows were removed, or cannot be removed yet: nothing is added to a removed month, and its days are not reconciled anew.",
    too_old: "This PostgreSQL is too old: version 14 or newer is needed.",
    full: "No space is left for the database: make room.",
    denied: "The database refuses access: check its user, password and rights.",
    newer: "A newer faceid-tally wrote this ledger: update this one.",
    older: "An earlier faceid-tally wrote this ledger: back it up, then run faceid-tally upgrade.",
    none: "There is no ledger in this database: begin with faceid-tally register or import.",
    foreign: "This database is another program's: name a ledger, or a new file.",
    address: "The ledger's address is sqlite:<path> or postgres://<user>@<host>/<database>.",
    corrupt: "The database says that its file is damaged: restore it from a copy, then run verify.",
    defect: "This is a defect of faceid-tally. Please report it, without any data.",
  },
  provider: {
    network: "Check the network, the proxy and the endpoint.",
    timeout: "The provider took too long; it is asked again later.",
    server_error: "The provider is in trouble; it is asked again later.",
    rate_limited: "Lower the account's limit, or see who else uses its quota.",
    internal: "The provider is in trouble; it is asked again later.",
    not_json: "A web page or other text came in place of an answer: check the proxy.",
    circuit_open: "It failed several times in a row and is left alone for a while.",
    limit_unknown: "The shared request limit cannot be read: check the database.",
    unknown_refusal: "This code is not known: look it up in the provider's reference.",
    missing_field: "The answer lacks a field: the provider has changed, or something cut it.",
    wrong_answer: "The answer is not what was asked for: the provider has changed.",
    cursor_stands_still: "The bill's cursor leads nowhere; pull the day again later.",
    repeated_page: "The bill repeats a page; pull the day again later.",
    too_many_pages: "The bill does not end; ask the provider.",
    empty_pages:
      "Ten empty pages of the bill in a row say that there is a next one; pull the day again later, then ask the provider.",
    token_expired: "The provider keeps results for three days.",
    token_illegal: "The provider does not know this BizToken.",
    token_invalid: "The BizToken, or the RuleId it was registered with, is not right.",
    clock_skew: "Set this machine's clock: it is more than five minutes off.",
    credentials: "Check the account's SecretId and SecretKey.",
    arrears: "The account is in arrears: top it up.",
    not_activated: "Activate the service for the account.",
    charge_status: "The account's charge state is not normal: see the provider's console.",
    not_authorized: "Give the account's user the rights for FaceID.",
    unsupported: "The account cannot use this operation: ask the provider.",
    http_refused: "The endpoint or a proxy refuses requests: check both.",
    untrusted:
      "The certificate at the other end is not trusted here: name the CA of your own gateway or proxy in NODE_EXTRA_CA_CERTS and start again; else check the endpoint and the clock.",
    redirected: "The endpoint leads elsewhere, which is not followed: check it and the proxy.",
    unknown_account: "Add the account and its credentials to the settings.",
    rule_not_exist: "Check the RuleId and the account it belongs to.",
    rule_disabled: "Enable the RuleId in the provider's console.",
    invalid_parameter: "The provider does not accept the request's values: check the settings.",
  },
  pull: {
    cursor: "The page does not follow on the one before; pull the day again.",
    cursor_stands_still: "The bill's cursor leads nowhere; pull the day again later.",
    repeated_page: "The bill repeats a page; pull the day again later.",
    empty_pages:
      "Ten empty pages of the bill in a row say that there is a next one; pull the day again later, then ask the provider.",
    closed: "Another process has finished this pull.",
    not_the_holder: "Another process has taken this pull over.",
    not_at_the_end: "The bill did not come to its end; pull the day again.",
  },
  address: {
    empty: () => "The ledger's address is empty: it is sqlite:<path> or postgres://<user>@<host>/<database>.",
    unknown: (path) =>
      path === ""
        ? "The ledger's address is sqlite:<path> or postgres://<user>@<host>/<database>."
        : `There is no file ${path}: write sqlite:${path} for a new ledger, or postgres://<user>@<host>/<database>.`,
    uri: (path) => `The ledger's address has file: after sqlite:, which is not read: write sqlite:${path}.`,
    slashes: (path) =>
      `The ledger's address has slashes after sqlite: write sqlite:${path}, or sqlite:/${path} for a path from the root.`,
    tilde: (path) => `${path}: ~ is not expanded here; write the path of the home folder.`,
    folder: (path) =>
      `${path} is a folder: the ledger's address names a file in it, such as sqlite:${path}/faceid-tally.db.`,
    no_folder: (path) => `There is no folder ${path}: make it first, or correct the ledger's address.`,
    not_sqlite: (path) => `${path} is no SQLite database, and is left as it is: name another file for the ledger.`,
    not_a_url: () => "The ledger's address is no URL: it is postgres://<user>:<password>@<host>/<database>.",
    connections: () => "connections in the ledger's address is a whole number from 2 to 100.",
    not_encoded: () =>
      "The user or the password in the ledger's address holds @, #, ?, / or %: percent-encode them (%40, %23, %3F, %2F, %25).",
  },
  notAHead: "This is no head of a seal: a head has 64 hex digits, as it was printed.",
  ledgerFailed: (why, code) => `Ledger error${code === null ? "" : ` (${code})`}: ${why}`,
  providerFailed: (account, why, detail) =>
    `The provider did not answer for the account ${account}${detail === null ? "" : ` (${detail})`}. ${why}`,
  leftAlone: (why) => `${why} It failed several times in a row and is left alone for a while.`,
  detailed: (name, detail) => `${name} (${detail})`,
  after: (name, cause) => `${name} after ${cause}`,
  registered: (counts) => `Registered ${registeredCounts(counts)}.`,
  wouldRegister: (counts) => `Would register ${registeredCounts(counts)}.`,
  stored: ({ records, observations, known, attempts, changed }) =>
    `Stored ${plural(records, "result")}: ${plural(observations, "observation")} new, ${n(known)} known; ` +
    `${plural(attempts, "attempt")} new, ${n(changed)} changed.`,
  wouldStore: (records) => `Would store ${plural(records, "result")}.`,
  collected: (fetched, observations, final) =>
    `Fetched ${plural(fetched, "result")}: ${plural(observations, "observation")} new, ${n(final)} final.`,
  wouldCollect: (due) => `Would fetch ${plural(due, "result")}.`,
  retried: (code, count, why) => `${n(count)} to be tried again: ${code}.${why === null ? "" : ` ${why}`}`,
  refused: (code, count, why) => `${n(count)} refused for good: ${code}.${why === null ? "" : ` ${why}`}`,
  released: (count) => `${n(count)} given back without being asked for.`,
  nothingDue: "Nothing is due.",
  heldByOther: (count, until, where) =>
    `${n(count)} ${count === 1 ? "is" : "are"} held by another process until ${until}` +
    `${where === null ? "" : ` (process ${where.pid} on ${where.host})`}.`,
  dueLater: (count, from) =>
    count === 1 ? `1 is not due before ${from}.` : `${n(count)} are not due yet, the first of them at ${from}.`,
  stillDue: (account, count) => `${n(count)} of the account ${account} ${count === 1 ? "is" : "are"} still due.`,
  stopped: (account, ruleId, isMostRefused) =>
    `Stopped for the account ${account}${ruleId === null ? "" : `, RuleId ${ruleId}`}` +
    `${isMostRefused ? ", because most BizTokens are refused: it is a setting" : ""}.`,
  pulled: (version, lines, charges, isNew) =>
    `version ${version}, ${plural(lines, "line")}, ${plural(charges, "charge")}${isNew ? "" : ", as before"}`,
  notYet: (from) => `not available until ${from}`,
  held: "another process is pulling it",
  skipped: "not asked for, because of the failure before",
  wouldPull: "would be pulled",
  billGone: (days) => `cannot be pulled: the provider gives bills of ${days} days back`,
  sealed: ({ seal, head }) => `Seal ${n(seal)}: ${head}`,
  run: (id) => `Kept as run ${n(id)}.`,
  status: {
    tokens: "BizTokens",
    refused: "refused by the provider",
    due: (count) => `${n(count)} due now.`,
    deadlines: "Next deadlines",
    days: "Days",
    noDays: "Nothing is known of these days.",
    head: (head, unsealed) =>
      `Seal: ${head ?? "none yet"}${unsealed === 0 ? "" : ` (${plural(unsealed, "batch", "batches")} not sealed yet)`}`,
    yes: "yes",
    no: "no",
  },
  columns: {
    day: "Day",
    account: "Account",
    state: "State",
    count: "Count",
    attempts: "Attempts",
    charges: "Charges",
    tokens: "BizTokens",
    collected: "Collected",
    pulled: "Bill version",
    billCharges: "Bill charges",
    reconciled: "Run",
    difference: "Difference",
    deadline: "Deadline",
    nextDue: "Next due",
    change: "Change",
    before: "Before",
    after: "After",
    impact: "Impact",
    fields: "Changed",
    ranAt: "Ran at",
    from: "From",
    to: "To",
    items: "Discrepancies",
    complete: "Bill complete",
  },
  runs: {
    none: "No reconciliation was kept yet.",
    unknown: (id) => `There is no run ${n(id)}.`,
    more: (before) => `Earlier ones: --before ${before}`,
    ran: (id, at, version) => `Run ${n(id)} of ${at}, by faceid-tally ${version}`,
    same: (id) => `Run ${n(id)} repeated: the answer is the same.`,
    changed: (id) => `Run ${n(id)} repeated: the answer is not the same.`,
    fields: {
      ruleSet: "the rules by which flags are audited are others",
      billVersions: "the versions of the bill are not those that were read",
      attempts: "attempts",
      ledgerCharges: "charges by our records",
      lines: "lines of the bill",
      billCharges: "charges by the bill",
      matched: "matched",
      difference: "difference",
      complete: "complete",
      items: "the discrepancies are not the same",
    },
    differs: (field, kept, now) => `${field}: ${kept} when it was kept, ${now} now`,
    yes: "yes",
    no: "no",
  },
  diff: {
    versions: (from, to) => `From version ${from} to version ${to}`,
    same: "The versions do not differ.",
    one: (version) => `There is one version of this day, number ${version}: nothing to compare.`,
    none: "The bill of this day was not pulled.",
    kind: { added: "added", removed: "removed", changed: "changed" },
    total: (changes, impact) => `${plural(changes, "change")}; charges of the bill ${n(impact, { sign: true })}`,
  },
  verified: (rows, batches, seals, unsealed) =>
    `The ledger is intact: ${plural(rows, "row")} in ${plural(batches, "batch", "batches")} under ${plural(seals, "seal")}` +
    (unsealed === 0 ? "." : `; ${n(unsealed)} not sealed yet.`),
  nothingRecorded: "The ledger holds not one batch: nothing was ever recorded in it, so there is nothing to prove.",
  head: (head) => `Head: ${head ?? "none yet"}`,
  databaseCheck: {
    whole: "The database's own check of its files: in order.",
    broken: "The database's own check of its files: damaged.",
    not_checked:
      "The database's own check of its files: not checked. On PostgreSQL it needs the extension amcheck and the right to use it.",
  },
  verifyRemark: {
    trigger: (table, name) => `Not made by this program: the trigger ${name} on ${table}.`,
    index_missing: (table, name) => `The index ${name} on ${table} is missing: queries are slower, nothing else.`,
    index_added: (table, name) => `Not made by this program: the index ${name} on ${table}.`,
  },
  removedUntil: (month, on, isIntact) =>
    `The months until ${month} were removed on ${on}${isIntact ? "; all that is left is intact" : ""}.`,
  notEvidence: (names) =>
    `Not covered, being work in progress: ${names.join(", ")}. All else is evidence, or was checked against it.`,
  broken: "The books were changed.",
  moreBreaks: (breaks) => `${plural(breaks, "more thing does", "more things do")} not add up.`,
  evidenceBroken: {
    run: {
      hash: "This reconciliation is not what was kept: it was changed in the ledger, and is not shown. Run verify.",
      law: "The discrepancies of this reconciliation do not explain its difference: it was changed in the ledger, and is not shown. Run verify.",
      removed:
        "There is no receipt: other rows of its batch were removed with their month. The copy made before has it.",
    },
    receipt: {
      hash: "There is no receipt: the row is not what was written, so it would prove nothing. Run verify.",
      law: "There is no receipt: the row is not what was written, so it would prove nothing. Run verify.",
      removed:
        "There is no receipt: other rows of its batch were removed with their month. The copy made before has it.",
    },
  },
  brokenWhat: {
    row: "A row is not what was written",
    row_missing: "A row is gone",
    row_added: "A row was added that was never written",
    batch: "A batch's digest is not that of its rows",
    batch_missing: "A batch is gone",
    seal: "A seal does not follow from what it covers",
    seal_missing: "A seal is gone",
    view: "What is held of an attempt or a BizToken is not what the evidence says",
    sums: "The sums of a day, a bill or a run are not those of their rows",
    head: "No seal has this head: the chain was cut or written anew",
    trigger: "A table of evidence has a trigger that does not belong there",
    database: "The database's own check says that its file is damaged",
  },
  brokenAt: (seal, batch, row) =>
    [seal === null ? "" : `seal ${seal}`, batch === null ? "" : `batch ${batch}`, row ?? ""].filter(Boolean).join(", "),
  nothing: (id) => `Nothing is known of ${id} in the books.`,
  noReceipt: (seq) => `${seq} is not in the books, or no seal covers it yet.`,
}
