/** The list for the provider: what they owe, one charge a row, and nothing that is only ours to know. */
import { explanation, type Table } from "@faceid-tally/report"

import type { PageContext } from "../context/PageContext.ts"
import type { ClaimedItem } from "./readClaims.ts"
import { runsText } from "./runsText.ts"

export const claimTable = ({ language }: PageContext, hasAccounts: boolean): Table<ClaimedItem> => [
  {
    key: "day",
    title: (say) => say.columns.day,
    value: ({ item: { day, bill } }) => bill?.day ?? day,
    holds: "day",
  },
  {
    key: "at",
    title: (say) => say.columns.time,
    value: ({ item: { bill, ledger } }) => bill?.at ?? ledger?.at ?? null,
    holds: "time",
  },
  { key: "seq", title: () => "Seq", value: ({ item }) => item.seq },
  { key: "bizToken", title: () => "BizToken", value: ({ item }) => item.bizToken },
  { key: "ruleId", title: () => "RuleId", value: ({ item: { bill, ruleId } }) => bill?.ruleId ?? ruleId },
  { key: "chargeType", title: (say) => say.columns.chargeType, value: ({ item }) => item.bill?.chargeType ?? null },
  {
    key: "reason",
    title: () => runsText[language].reason,
    value: ({ item }, say) => `${say.kind[item.kind]}${say.colon}${explanation(item, say)}`,
  },
  ...(hasAccounts
    ? [
        {
          key: "account",
          title: (say) => say.columns.account,
          value: ({ item: { bill, account } }) => bill?.account ?? account,
        } satisfies Table<ClaimedItem>[number],
      ]
    : []),
]
