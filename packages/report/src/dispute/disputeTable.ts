/** The list of a dispute: what is disputed, line by line, with what both sides say. `verify.mjs` makes the same of the rows. */
import type { DisputedItem } from "@faceid-tally/books/engine"
import { type Charge, dayFromNumber, isoOrNull, NO_DAY } from "@faceid-tally/core/engine"
import { amountTextOrNull } from "@faceid-tally/core/money"

import { moneyOf } from "../language/amounts.ts"
import type { Column, Table } from "../table/Table.ts"
import { disputeText } from "./disputeText.ts"

const column = (key: keyof typeof disputeText.columns, value: Column<DisputedItem>["value"]): Column<DisputedItem> => ({
  key,
  title: () => disputeText.columns[key],
  value,
})

/** With codes for programs, else with words. */
export const disputeTable = (holds: "codes" | "words"): Table<DisputedItem> => [
  column("key", ({ key }) => key),
  column("kind", ({ kind }, say) => (holds === "codes" ? kind : say.kind[kind])),
  column("Seq", ({ line }) => line.row.seq),
  column("BizToken", ({ line }) => line.row.bizToken),
  column("RuleId", ({ line }) => line.row.ruleId),
  column("ChargeType", ({ line }) => line.row.chargeType),
  column("time", ({ line }) => isoOrNull(line.row.at)),
  column("code", ({ line }) => line.row.errcode),
  column("ourFlag", (item) => {
    const flag = ourFlag(item)
    return flag === null || holds === "codes" ? flag : disputeText.flag[flag]
  }),
  column("billFlag", ({ line }) => {
    const flag = flagOf(line.row.charge)
    return holds === "codes" ? flag : disputeText.flag[flag]
  }),
  column("fetchedAt", ({ ours }) => isoOrNull(ours?.row.fetchedAt ?? null)),
  column("day", ({ line }) => (line.row.day === NO_DAY ? null : dayFromNumber(line.row.day))),
  column("version", ({ line }) => line.row.version),
  column("page", ({ line }) => line.row.page),
  column("value", ({ value }) => moneyOf(amountTextOrNull(value))),
]

type Flag = keyof typeof disputeText.flag

const flagOf = (charge: Charge): Flag => (charge === null ? "unknown" : charge ? "charged" : "uncharged")

const ourFlag = ({ kind, ours }: DisputedItem): Flag | null =>
  kind === "missing_in_ledger" ? "none" : ours === null ? null : flagOf(ours.row.charge)
