/**
 * Why a record is rejected, in English. Each code has one sentence, made of what belongs there and of a name that stood in the
 * data; no value of a record is ever in it. Other languages have theirs beside these, with the same facts.
 */
import type { Rejection, RejectionCode } from "./Rejection.ts"

/** A rejection as one sentence, which begins with its place in the record. */
export const rejectionSentence = ({ code, path, expected, met }: Rejection): string => {
  const sentence = rejectionSentences[code](expectedInWords(expected ?? ""), met ?? "")
  return path.length > 0 && !isOfRecord(code) ? `${pathText(path)}: ${sentence}` : sentence
}

/** `Response.Text.LivenessDetail[0].Seq` */
export const pathText = (path: ReadonlyArray<PropertyKey>): string =>
  path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`)).join("")

/** Whether a fault concerns the record as a whole, wherever in it that was seen. */
export const isOfRecord = (code: RejectionCode): boolean => ofRecords.has(code)

const ofRecords: ReadonlySet<RejectionCode> = new Set([
  "no_result",
  "no_bill",
  "bill_among_results",
  "result_among_bills",
  "encrypted",
  "legacy_detect_info",
])

/** What a field must hold, by its terms ("string | null") in the words of a language. */
export const expectedInWords = (expected: string, words = terms, or = " or "): string =>
  expected
    .split(" | ")
    .filter((term) => term !== "undefined")
    .map((term) => words[term] ?? term)
    .join(or)

/** The terms that do not stand for themselves. */
const terms: { readonly [term: string]: string } = {
  boolean: "true or false",
  string: "text",
  number: "a number",
  array: "a list",
  object: "an object",
  "an amount such as 1.2": "an amount such as 1.2, with at most 8 decimals and no separators",
}

/** What a file is instead of results or a bill, and what helps. */
const otherFormats: { readonly [format: string]: string } = {
  zip: "packed by zip: unpack it first (unzip)",
  zstd: "packed by zstd: unpack it first (zstd -d)",
  bzip2: "packed by bzip2: unpack it first (bunzip2)",
  xz: "packed by xz: unpack it first (xz -d)",
  "7z": "packed by 7z: unpack it first (7z x)",
  rar: "packed by rar: unpack it first (unrar x)",
  tar: "packed by tar: unpack it first (tar -xf)",
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

/** `expected` is put into words; `met` is a name that stood in the data (a key, a header, a place), never a value. */
export const rejectionSentences: { readonly [Code in RejectionCode]: (expected: string, met: string) => string } = {
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
  other_format: (format) => otherFormats[format] ?? "a file of another kind",
  nul_bytes: () => "NUL bytes: the file was cut off while it was written; what stands beside them was read",
  near_name: (expected, met) => `${met} stands where ${expected} is read; write ${expected}, or map it with --columns`,
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
}
