// A function behind an HTTP gateway, as SCF calls it. A function has no disk of its own: FACEID_TALLY_LEDGER names a PostgreSQL.
import { openBooks, registering } from "@faceid-tally/host"

import { faceid, RULE_ID } from "./faceid.ts"

// Opened by the first call of an instance, and kept for the next.
const opening = openBooks()

export const main_handler = async () => {
  const client = registering(faceid, await opening)
  // Registered when this answers: nothing is left to do when the instance is frozen.
  const { BizToken, Url } = await client.DetectAuth({ RuleId: RULE_ID })
  return {
    statusCode: 201,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ bizToken: BizToken, url: Url }),
  }
}
