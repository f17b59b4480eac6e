/** What was said of BizTokens, and what came of fetching them. */
import { bool, evidenceOf, int, oneOf, orNull, table, text } from "./Table.ts"

/** What was said of a BizToken when it was registered; of one that an earlier schema knew, all that was known of it. */
export const registrationTable = table(
  "registration",
  {
    // They lie by batch, as they are hashed; `fetched_at` and what follows is of adopted ones alone.
    batch: int(),
    biz_token: text(),
    fingerprint: text(),
    account: orNull(text()),
    rule_id: orNull(text()),
    issued_at: orNull(int()),
    seen_at: int(),
    registered_at: int(),
    fetched_at: orNull(int()),
    passed: bool(),
    nfc_at: orNull(int()),
    nfc: orNull(int()),
    first_day: orNull(int()),
    last_day: orNull(int()),
  },
  { key: ["batch", "biz_token"], stands: "evidence" },
)

export const registrationEvidence = evidenceOf(registrationTable, "registration")

/** What came of each fetch, numbered within its BizToken; the oldest make room for the newest. */
export const fetchNoteTable = table(
  "fetch_note",
  {
    biz_token: text(),
    number: int(),
    at: int(),
    outcome: oneOf(["fetched", "retry", "refused"]),
    code: orNull(text()),
    attempts: int(),
    observations: int(),
  },
  { key: ["biz_token", "number"], stands: "work" },
)
