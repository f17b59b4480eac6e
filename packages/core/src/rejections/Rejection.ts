/**
 * Why a record counts for nothing. A rejection is a stable code with the place of the fault; sentences for
 * people are made elsewhere, so that no value of a record can slip into one.
 */

/** Every reason for which a record is rejected. A published list: codes are added, never renamed. */
export const rejectionCodes = [
  "wrong_type",
  "not_an_object",
  "no_result",
  "no_bill",
  "bill_among_results",
  "result_among_bills",
  "encrypted",
  "legacy_detect_info",
  "invalid_json",
  "invalid_encoding",
  "text_after_value",
  "missing_bracket",
  "too_large",
  "too_deep",
  "missing_column",
  "repeated_column",
  "too_many_cells",
  "unclosed_quote",
  "spoiled_number",
  "cut_archive",
  "broken_workbook",
  "workbook_bomb",
  "other_format",
  "nul_bytes",
  "near_name",
  "two_near_names",
  "missing_mapped",
  "missing_sheet",
  "missing_value",
  "repeated_header",
  "formula_error",
  "hidden_character",
  "digit_separators",
  "time_in_seconds",
  "time_in_microseconds",
  "time_in_nanoseconds",
  "time_as_compact_date",
  "time_out_of_span",
  "time_without_offset",
  "time_is_a_date",
  "several_places",
  "no_such_place",
  "no_day",
  "time_ahead",
  "not_a_token",
  "no_rule_id",
  "unknown_account",
  "no_account_bill",
  "account_bill_level",
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

/** A rejected record: what is wrong, where in the record, and what was expected there. */
export interface Rejection {
  readonly code: RejectionCode
  /** Keys and indexes from the record's start to the value at fault; empty for the record itself. */
  readonly path: ReadonlyArray<string | number>
  /** What a read field must hold, or the name of a column; from the program's own words, never from the data. */
  readonly expected?: string
  /** A name that stood in the data: a key, a header or a place, cut to what may be printed. Never a value. */
  readonly met?: string
}

export const rejection = (
  code: RejectionCode,
  path: ReadonlyArray<string | number> = [],
  expected?: string,
): Rejection => (expected === undefined ? { code, path } : { code, path, expected })

/** Whether the fault is in the value at the path, not in the shape of the record. */
export const isOfValue = ({ code }: Rejection): boolean => code === "wrong_type" || code.startsWith("time_")
