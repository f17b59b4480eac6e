/** The schema, version 5: how many BizTokens there are is kept, and what is open, and which runs cover a day, is read by indexes. */
import type { Dialect } from "../database/Dialect.ts"

export const schemaV5 = ({ text, int, clustered }: Dialect): ReadonlyArray<string> => [
  `CREATE TABLE token_sum (
    issue_day ${int} NOT NULL, account ${text} NOT NULL, state ${text} NOT NULL, tokens ${int} NOT NULL, refused ${int} NOT NULL,
    PRIMARY KEY (issue_day, account, state)
  ) ${clustered}`,
  `INSERT INTO token_sum (issue_day, account, state, tokens, refused)
   SELECT issue_day, coalesce(account, 'default'), state, count(*), sum(refused) FROM verification GROUP BY 1, 2, 3`,
  // All that is counted of what is open: the rows themselves are not read.
  `CREATE INDEX verification_open_by_day ON verification (issue_day, account, state, deadline, next_due, lease_until, rule_id)
   WHERE state IN ('registered', 'collected')`,
  "CREATE INDEX run_by_day ON run (to_day, from_day, id, ran_at, difference)",
]
