/** The sheet in which people decide, and what the terminal shows of it. It is read back by its keys, whatever its order. */
import type { ItemDocument } from "@faceid-tally/books/engine"
import { acceptedReasons, decisionStates } from "@faceid-tally/core/money"

import { formatCount } from "../language/Money.ts"
import { printable } from "../language/printable.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { explanation, kindText } from "../reconcile/itemTable.ts"
import { moneyOf, yuan } from "../language/amounts.ts"
import type { Cell, Column, Table } from "../table/Table.ts"
import { decisionText, type DecisionText } from "./decisionText.ts"

type Titled = keyof DecisionText["columns"]

const titled = (key: Titled, value: Column<ItemDocument>["value"]): Column<ItemDocument> => ({
  key,
  title: ({ language }) => decisionText[language].columns[key],
  value,
})

/** Headed the same in every language: by these a sheet is read back. */
const fixed = (key: string, value: (item: ItemDocument) => Cell): Column<ItemDocument> => ({
  key,
  title: () => key,
  value,
})

const day: Column<ItemDocument> = {
  key: "day",
  title: (say) => say.columns.day,
  value: (item) => item.day,
  text: (item) => item.day ?? "—",
  holds: "day",
}
const kind: Column<ItemDocument> = {
  key: "kind",
  title: (say) => say.columns.kindName,
  value: (item, say) => kindText(item.kind, say),
}
const impact: Column<ItemDocument> = {
  key: "impact",
  title: (say) => say.columns.impact,
  value: (item) => item.impact,
  text: (item) => formatCount(item.impact, { sign: true }),
  align: "right",
}
const claim: Column<ItemDocument> = {
  ...titled("claim", (item) => item.claim),
  text: (item) => formatCount(item.claim, { sign: true }),
  align: "right",
}
const value: Column<ItemDocument> = {
  ...titled("value", (item) => moneyOf(item.value)),
  text: (item) => yuan(item.value, "—"),
  align: "right",
}

/** Every column of the sheet, in its order. */
export const decisionTable: Table<ItemDocument> = [
  day,
  kind,
  impact,
  claim,
  value,
  fixed("Seq", ({ seq }) => seq),
  fixed("BizToken", ({ bizToken }) => bizToken),
  fixed("RuleId", ({ ruleId }) => ruleId),
  { key: "account", title: (say) => say.columns.account, value: (item) => item.account },
  titled("ours", ({ ledger }, say) => sideText(ledger, say)),
  titled("bill", ({ bill }, say) => sideText(bill, say)),
  { key: "explanation", title: (say) => say.columns.explanation, value: (item, say) => explanation(item, say) },
  {
    ...fixed("decision", () => null),
    value: ({ state }, { language }) => (state === "open" ? null : decisionText[language].state[state]),
    choices: ({ language }) => decisionStates.map((state) => decisionText[language].state[state]),
  },
  {
    ...titled("reason", ({ decision, state }, { language }) =>
      decision === null || decision.reason === null || state === "open"
        ? null
        : decisionText[language].reason[decision.reason],
    ),
    choices: ({ language }) => acceptedReasons.map((reason) => decisionText[language].reason[reason]),
  },
  titled("ref", (item) => standing(item)?.ref ?? null),
  titled("amount", (item) => moneyOf(standing(item)?.amount ?? null)),
  titled("units", (item) => standing(item)?.units ?? null),
  titled("note", (item) => standing(item)?.note ?? null),
  titled("by", ({ decision }) => decision?.by ?? null),
  { ...titled("at", ({ decision }) => decision?.at ?? null), holds: "time" },
  fixed("month", ({ month }) => month),
  fixed("key", ({ key }) => key),
  fixed("facts", ({ facts }) => facts),
  fixed("base", ({ base }) => base),
]

/** What the terminal has room for. */
export const decisionTextTable: Table<ItemDocument> = [
  day,
  impact,
  claim,
  value,
  kind,
  { key: "seq", title: () => "Seq / BizToken", value: (item) => item.seq ?? item.bizToken },
  titled("state", ({ state }, { language }) => decisionText[language].state[state]),
  titled("by", ({ decision }) => (decision === null ? null : printable(decision.by))),
]

/** The decision, as long as it stands. */
const standing = ({ decision, state }: ItemDocument) => (state === "open" ? null : decision)

const sideText = (side: ItemDocument["ledger"], { language }: SharedText): string | null => {
  if (side === null) return null
  const words = decisionText[language].charge
  const charge = side.charge === null ? words.unknown : side.charge ? words.charged : words.uncharged
  return [charge, side.errcode, side.at ?? side.day].filter((part) => part !== null).join(" · ")
}
