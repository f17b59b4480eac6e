/** The catalogue in English. */
import { type Charge, dayFromNumber } from "@faceid-tally/core"

import { plural } from "../language/plural.ts"
import { formatCount as n } from "../language/Money.ts"
import type { Messages } from "./Messages.ts"
import { listed } from "./remarkMessage.ts"

const chargeWord = (charge: Charge): string => (charge === null ? "no flag" : charge ? "charged" : "not charged")

const terms: { readonly [term: string]: string } = {
  boolean: "true or false",
  string: "text",
  number: "a number",
  array: "a list",
  object: "an object",
  "an amount such as 1.2": "an amount such as 1.2, with at most 8 decimals and no separators",
}

const packed = (by: string, command: string) => `packed by ${by}: unpack it first (${command})`

/** What a file is instead of results or a bill, and what helps. */
const otherFormats: { readonly [kind: string]: string } = {
  zip: packed("zip", "unzip"),
  zstd: packed("zstd", "zstd -d"),
  bzip2: packed("bzip2", "bunzip2"),
  xz: packed("xz", "xz -d"),
  "7z": packed("7z", "7z x"),
  rar: packed("rar", "unrar x"),
  tar: packed("tar", "tar -xf"),
  xls: "an old .xls, or a workbook with a password: save it as .xlsx without a password",
  ods: "an OpenDocument spreadsheet: save it as .xlsx",
  pdf: "a PDF: export the data as CSV or .xlsx",
  parquet: "a Parquet file: export it as CSV or NDJSON",
  http: "HTTP headers before the body: save the body alone (curl without -i and -v)",
  html: "an HTML page: save the data as JSON, CSV or .xlsx",
  xml: "an XML file: save the data as JSON, CSV or .xlsx",
  markdown: "Markdown: take the JSON out of its fence, or save the table as CSV",
  jsonp: "JSON inside JavaScript, a callback or a guard: save the JSON alone",
  python: "what Python prints of its objects, and no JSON: write it with json.dumps",
  dump: "what a program prints of its objects, and no JSON: write it with its JSON library (toJsonString, json.Marshal, JSON.stringify)",
  sqlite: "an SQLite database: export the table as CSV; a ledger is named with --ledger",
}

const inSheet = (sheet: string | undefined): string => (sheet === undefined ? "" : `${sheet}: `)

export const en: Messages = {
  language: "en",
  colon: ": ",
  comma: ", ",
  gap: " ",
  stop: ". ",
  unknown: "unknown",
  none: "none",
  charge: chargeWord,
  ruling: { charged: "charged", free: "not charged", unlisted: "not listed" },
  kind: {
    missing_in_bill: "missing in the bill",
    missing_in_ledger: "missing in our records",
    charge_mismatch: "charge flag differs",
    duplicate_in_bill: "billed twice",
    day_shift: "on another day",
    code_mismatch: "return code differs",
    token_mismatch: "BizToken differs",
    count_mismatch: "ChargeCount differs",
    unknown_flag: "no charge flag",
    uncollected: "never collected",
    rule_violation: "against the rules",
  },
  why: {
    no_line_with_this_seq: () => "we have a charge, and no line of the bill has its Seq",
    attempt_without_seq: () => "our charge has no Seq and cannot be matched",
    token_unknown: () => "the bill charges it, and no result of its BizToken was ever fetched",
    token_not_final: () => "the bill charges it; its BizToken was fetched before it was final, and not again",
    token_final: () => "the bill charges it; its BizToken was fetched when it was final, and did not have it",
    line_without_token: () => "the bill charges it and names no BizToken",
    charged_against_uncharged: () => "our record: charged; bill: not charged",
    charged_against_unknown: () => "our record: charged; the bill has no charge flag",
    uncharged_against_charged: () => "our record: not charged; bill: charged",
    unknown_against_charged: () => "our record has no charge flag; bill: charged",
    repeated_charge: () => "the bill charges the same Seq once more",
    repeated_line: () => "the bill lists the same Seq once more, without a charge",
    both_days_in_window: ({ ledgerDay, billDay }) =>
      `we have it on ${ledgerDay}, the bill on ${billDay}; both are in the period`,
    cut_by_window: ({ ledgerDay, billDay }) =>
      `we have it on ${ledgerDay}, the bill on ${billDay}; one is outside the period`,
    codes_differ: ({ ledgerCode, billCode }) => `code ${ledgerCode} by our record, ${billCode} by the bill`,
    several_tokens_in_ledger: () => "our records have this Seq under several BizTokens",
    tokens_differ: ({ ledgerToken, billToken }) => `BizToken ${ledgerToken} by our record, ${billToken} by the bill`,
    count_differs: ({ chargeCount, charged: lines }) => `the bill states ${chargeCount} charges and lists ${lines}`,
    bill_flag_unknown: () => "the bill lists it without a charge flag",
    ledger_flag_unknown: () => "the bill charges it; our record has no charge flag",
    lapsed: () => "the BizToken was fetched, never when it was final, and can no longer be",
    expired: () => "the BizToken was never fetched, and can no longer be",
    charged_but_free_by_rules: ({ errcode, edition }) =>
      `charged, but code ${errcode} is free by the rules of ${edition}`,
    free_but_charged_by_rules: ({ errcode, edition }) =>
      `not charged, but code ${errcode} is charged by the rules of ${edition}`,
  },
  incomplete: {
    not_pulled: "no page was read",
    has_next_page: "the last page says that there is a next one",
    cursor_gap: "a page in between is missing",
    single_rules_only: "only pages of single RuleIds were read",
    undated_page: "only pages without Date were read, with lines of several days",
  },
  rejected: {
    wrong_type: (expected) => `wrong type: expected ${expected}`,
    not_an_object: () => "not a JSON object",
    no_result: (_, met) =>
      met === ""
        ? "no result: neither Response, nor Text, nor LivenessDetail is in it"
        : `no result at the top: it stands under ${met}`,
    no_bill: (_, met) =>
      met === "" ? "no bill: WeChatBillDetails is not in it" : `no bill at the top: it stands under ${met}`,
    bill_among_results: () => "a bill among results",
    result_among_bills: () => "a result among bills",
    encrypted: () => "an encrypted body: decrypt it first, or fetch without IsEncryptResponse",
    legacy_detect_info: () =>
      "an answer of the old GetDetectInfo: it has neither Seq nor charge flag; use GetDetectInfoEnhanced",
    invalid_json: () => "not valid JSON from here on",
    invalid_encoding: () => "invalid bytes for the encoding; name it with --encoding",
    text_after_value: (expected) =>
      expected === ""
        ? "text after the end of the JSON value"
        : `a comma after the end of the JSON value: put ${expected} around all records, or one record on each line`,
    missing_bracket: () => "the file ends before its closing bracket",
    too_large: () => "too large to be a record: 64 MiB are read at most",
    too_deep: () => "nested too deep to be a record: 512 levels are read at most",
    missing_column: (expected) => `the table lacks the column ${expected}; name its header with --columns`,
    repeated_column: (_, met) => `the table has the column ${met} twice`,
    too_many_cells: () => "more cells than columns",
    unclosed_quote: () => "a quote is opened and never closed",
    spoiled_number: () => "a spreadsheet has spoiled this number; format the column as text and export it again",
    cut_archive: () => "the compressed file is cut off or damaged",
    broken_workbook: () => "the workbook cannot be read: it is damaged; save it as .xlsx once more, without a password",
    workbook_bomb: () =>
      "the workbook unpacks to more than 4 GiB, or to more than 200 times its size: save it once more, or export the table as CSV",
    other_format: (kind) => otherFormats[kind] ?? "a file of another kind",
    nul_bytes: () => "NUL bytes: the file was cut off while it was written; what stands beside them was read",
    near_name: (expected, met) =>
      `${met} stands where ${expected} is read; write ${expected}, or map it with --columns`,
    two_near_names: (expected, met) => `${met} are both read as ${expected}; keep one of them`,
    missing_mapped: (expected, met) => `the table has no column ${met}, which --columns gives for ${expected}`,
    missing_sheet: (_, met) => `the workbook has no sheet ${met}`,
    missing_value: () => "nothing stands here",
    repeated_header: () => "another header, with its columns in other places; put what follows into a file of its own",
    formula_error: () => "a formula has failed here; mend it, or empty the cell",
    hidden_character: () => "an invisible character is in it; delete it",
    digit_separators: () => "digits with separators; write the number without them",
    no_day: () => "no day: neither Date nor a ReqTime says it; add Date, or name the file by its day (2026-10-01.json)",
    time_in_seconds: () => "this is in seconds; write epoch milliseconds, which have 13 digits",
    time_in_microseconds: () => "this is in microseconds; write epoch milliseconds, which have 13 digits",
    time_in_nanoseconds: () => "this is in nanoseconds; write epoch milliseconds, which have 13 digits",
    time_as_compact_date: () => "this is a compact date, not epoch milliseconds; write it as 2026-10-01T10:00:00+08:00",
    time_out_of_span: () => "this is outside the years 2015 to 2099",
    time_without_offset: () =>
      "this time has no offset from UTC; write it as 2026-10-01T10:00:00+08:00, or name the offset with --utc-offset +08:00",
    time_is_a_date: () => "this is a date without a time; write it as 2026-10-01T10:00:00+08:00",
    several_places: (_, met) => `records stand in more than one place (${met}); name the right one with --at`,
    no_such_place: (_, met) => `nothing stands under ${met}, which --at names`,
    time_ahead: () => "this time is still to come; look at the clock and at the offset",
    not_a_token: () => "this is no BizToken, which is one word of at most 128 letters, digits, - and _",
    no_rule_id: () => "there is no RuleId; write it in the row, or name it with --rule",
    unknown_account: (known) => `the settings have no such account; they have ${known}`,
    no_account_bill: () =>
      "no account bill: neither a column BusinessCodeName (the product) nor DetailSet is in it; download the bill details (L3)",
    account_bill_level: (missing) =>
      `this is the resource bill (L2) or the summary (L1), without ${missing}: download the bill details (L3)`,
  },
  remark: {
    found_below: ({ place }) => `records found under ${place}`,
    log_line: () => "the JSON stands behind other text, as in a log: the object at the end of each line was read",
    read_as: ({ met, name }) => `${met} is read as ${name}`,
    rows_above_header: ({ line, sheet }) =>
      `${inSheet(sheet)}the header is on line ${line}; what stands above it was not read`,
    total_row: ({ line, sheet }) => `${inSheet(sheet)}line ${line} is a total and was not read`,
    repeated_header: ({ line, sheet }) => `${inSheet(sheet)}line ${line} is the header again and was not read`,
    sheets_left: ({ sheets, names }) =>
      `${plural(sheets, "sheet")} not read: ${names.join(", ")}${sheets > names.length ? ", …" : ""}; --sheet NAME takes one`,
    files_left: ({ files, names }) =>
      `${plural(files, "file")} in it ${files === 1 ? "was" : "were"} not read: ${listed(names, ", ")}` +
      (files > names.length ? ` and ${n(files - names.length)} more` : ""),
    day_of_name: ({ day }) => `a page says no day: that of the name is taken, ${dayFromNumber(day)}`,
    no_header: () => "not read: the table has no header with Seq and IsNeedCharge",
    issued_long_ago: ({ bizTokens }) =>
      `${plural(bizTokens, "BizToken")} issued more than 3 days ago: results can no longer be fetched`,
    token_in_other_case: ({ bizTokens, bizToken }) =>
      bizTokens === 1
        ? `${bizToken} is in the ledger in another letter case too; they are two BizTokens here`
        : `${n(bizTokens)} BizTokens are in the ledger in another letter case too, such as ${bizToken}; each case is a BizToken of its own here`,
    day_not_over: ({ day, days }) =>
      days === 1
        ? `${day} is not over: its bill can still grow`
        : `${n(days)} days from ${day} on are not over: their bill can still grow`,
  },
  expected: (term) =>
    term
      .split(" | ")
      .filter((part) => part !== "undefined")
      .map((part) => terms[part] ?? part)
      .join(" or "),
  rulesFault: {
    no_code_column: "the table of rules has no column named code",
    no_edition_column: "the table of rules has no column of an edition",
    bad_code: "the code is no integer",
    code_twice: "the code stands in a row above already; keep one of them",
    bad_mark: "expected y (charged), n (not charged) or nothing (not listed)",
  },
  grouping: {
    day: "Day",
    rule: "RuleId",
    errcode: "Errcode",
    token: "BizToken",
    account: "Account",
    channel: "Channel",
    edition: "Edition",
  },
  channel: { mini_program: "mini program", native_h5: "native H5", h5: "H5" },
  sheet: {
    count: "Count",
    summary: "Summary",
    discrepancies: "Discrepancies",
    groups: (grouping) => `By ${grouping}`,
  },
  columns: {
    account: "Account",
    amount: "Amount",
    apiErrors: "API errors",
    attempts: "Attempts",
    billAt: "Bill: time",
    billCharge: "Bill: charged",
    billDay: "Bill: day",
    billErrcode: "Bill: code",
    bridge: "From our total to the bill's",
    charge: "Charged",
    charges: "Charges",
    chargeType: "ChargeType",
    conflicts: "Conflicts",
    count: "Count",
    day: "Day",
    duplicates: "Duplicates",
    edition: "Edition",
    entries: "Entries",
    errcode: "Errcode",
    explanation: "Explanation",
    fetchedAt: "Fetched",
    impact: "Impact",
    kind: "Kind",
    kindName: "Discrepancy",
    ledgerAt: "Ours: time",
    ledgerCharge: "Ours: charged",
    ledgerDay: "Ours: day",
    ledgerErrcode: "Ours: code",
    lines: "Lines",
    meaning: "Meaning",
    nfcCharges: "NFC charges",
    place: "Read at",
    readOn: "Read on",
    records: "Records",
    rejected: "Rejected",
    results: "Results",
    ruling: "Rule",
    source: "Source",
    time: "Time",
    title: "Title",
    uncharged: "Not charged",
    unidentified: "Without Seq",
    unknown: "Unknown",
    unknownCharged: "Unknown, charged by the rules",
    unknownFree: "Unknown, free by the rules",
    unknownUnlisted: "Unknown, not listed",
    why: "Reason",
  },
  count: {
    headline: (charges, attempts) => `${plural(charges, "charge")} in ${plural(attempts, "attempt")}`,
    days: (from, to) =>
      from === undefined
        ? `Up to ${to ?? ""}, by ReqTime.`
        : `From ${from}${to === undefined ? " on" : ` to ${to}`}, by ReqTime.`,
    leftOut: (outside, undated, nfcUndated) =>
      (outside === 0 ? "" : ` Left out: ${plural(outside, "attempt")} of other days.`) +
      (undated === 0 ? "" : ` Left out, because ReqTime is missing: ${plural(undated, "attempt")}.`) +
      (nfcUndated === 0 ? "" : ` Left out, because no ReqTime is known: ${plural(nfcUndated, "NFC charge")}.`),
    charges: "IsNeedCharge is true",
    uncharged: "IsNeedCharge is false",
    unknown: "IsNeedCharge is null or missing",
    unknownOf: (edition, { charged: worrying, free, unlisted }) =>
      `by the rules of ${edition}: ${n(worrying)} charged, ${n(free)} not charged, ${n(unlisted)} not listed`,
    unknownHint: "with --edition the published rules say which of them would be charged",
    attempts: "each Seq once",
    nfc: "a line of its own, not among the attempts",
    conflicts: "another observation of a known Seq; the latest counts",
    duplicates: "the same observation read again",
    unidentified: "attempts without Seq, told apart by their other fields",
    rejected: "nothing of them counts; the reasons stand above",
    read: ({ records, results, apiErrors, rejected, entries }) =>
      `Read ${plural(records, "record")}: ${plural(results, "result")} with ${plural(entries, "entry", "entries")}, ` +
      `${plural(apiErrors, "API error")}, ${n(rejected)} rejected`,
  },
  reconcile: {
    incompleteDays: (days) => `The bill is incomplete: ${plural(days, "day")}`,
    more: (count) => `and ${n(count)} more`,
    period: (from, to) => (from === to ? `Bill of ${from}` : `Bill of ${from} to ${to}`),
    nothingCompared: (ruleId, from, to) =>
      `Nothing was compared: there is no attempt and no line of the bill${ruleId === undefined ? "" : ` of RuleId ${ruleId}`}` +
      `${from == null || to == null ? "" : from === to ? ` on ${from}` : ` from ${from} to ${to}`}.`,
    ruleIdsThere: (ruleIds, more) => `RuleIds there are: ${ruleIds.join(", ")}${andMore(more)}.`,
    daysThere: (days, more) => `Days there are: ${days.join(", ")}${andMore(more)}.`,
    nothingThere: "No RuleId and no day was found.",
    noVerdict: {
      results: "There is no verdict: none of the results could be read. The reasons stand above.",
      bills: "There is no verdict: nothing of the bill could be read. The reasons stand above.",
    },
    right: (charges) => `The bill is right: it charges ${n(charges)}, and all of them match our records.`,
    rightSoFar: (charges) =>
      `Nothing differs in what was read, which is not all: the bill charges ${n(charges)}, and all of them match our records.`,
    balanced: (charges, impacts) =>
      `The bill's total of ${n(charges)} is right only by chance: ${n(impacts)} discrepancies cancel out.`,
    wrong: (bill, ledger, difference, items, amount) =>
      `The bill is not right: it charges ${n(bill)}, our records show ${n(ledger)}. ` +
      `It is ${n(Math.abs(difference))} too ${difference > 0 ? "high" : "low"}${amount === undefined ? "" : ` (${amount})`}, ` +
      `explained by ${plural(items, "discrepancy", "discrepancies")}.`,
    provisional: "Based only on the pages read.",
    bridgeStart: "Charges by our records",
    bridgeEnd: "Charges by the bill",
    byChargeType: "The bill by ChargeType and RuleId",
    byRule: (grouping) => `The bill by ${grouping}`,
    informational: "no impact",
    first: (shown, total) =>
      shown === total
        ? `All discrepancies (${n(total)})`
        : `${n(shown)} of ${n(total)} discrepancies, those with an impact first`,
    others: (count) => `${n(count)} more; --output csv lists every one.`,
    alike: (count, bill, ours) =>
      `${plural(count, "Seq")} of the bill ${count === 1 ? "differs" : "differ"} from ours only in letter case or in characters that a spreadsheet adds, ` +
      `for example ${bill} and ${ours}: export them unchanged, since Seqs are compared exactly.`,
    matched: (count) =>
      count === 1
        ? "1 attempt agrees with its line of the bill."
        : `${n(count)} attempts agree with their line of the bill.`,
    undated: (ledger, bill) => `Left out, no date: ${n(ledger)} of ours, ${n(bill)} of the bill.`,
    unattributed: (count) => `Left out, no RuleId: ${n(count)} of our attempts.`,
    repeatedPages: (count) => `${plural(count, "page")} read again and counted once.`,
    chargeCount: (stated, charged) =>
      stated === charged
        ? `The ChargeCounts of the bill agree with its lines: ${n(stated)}.`
        : `The ChargeCounts of the bill sum to ${n(stated)}, its charged lines to ${n(charged)}.`,
    rejected: (results, bills) =>
      `Rejected and not counted: ${plural(results, "record")} among results, ${n(bills)} among bills.`,
    law: (explained, bill, ledger, difference) =>
      `Check: sum of impacts ${signed(explained)} = bill ${n(bill)} − ours ${n(ledger)} = ${signed(difference)}`,
  },
  show: {
    nothing: (id) => `Nothing is known of ${id} in these files.`,
    token: (id) => `BizToken ${id}`,
    seq: (id) => `Seq ${id}`,
    attempts: "Attempts",
    entries: "Entries as they were read",
    lines: "Lines of the bill",
    noAttempts: "No entry in these files.",
    noLines: "No line of a bill in these files.",
    rules: "What the published rules say",
    stated: (count) => `ChargeCount ${n(count)}`,
  },
  explain: {
    unknownCode: (code) => `${code}: no table lists this code; whether it is charged is unknown.`,
    readOn: (page, day) => `${page}, read on ${day}`,
    ownTable: (file) => file,
    audits: "What is billed is the flag IsNeedCharge; the rules only audit it.",
  },
}

const andMore = (more: number): string => (more === 0 ? "" : ` and ${n(more)} more`)

const signed = (count: number): string => n(count, { sign: true })
