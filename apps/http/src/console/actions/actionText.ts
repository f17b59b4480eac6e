/** What came of an action, in both languages. */
import { both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

export const actionText = byLanguage({
  underWay: both(
    "It is still under way; reload the page later to see what came of it.",
    "仍在进行，完成后刷新页面即可看到结果。",
  ),
  pulledDays: both(
    (pulled: number, others: number) =>
      `The bill of ${plural(pulled, "day")} was pulled${others === 0 ? "" : `, that of ${n(others)} was not`}.`,
    (pulled, others) => `已拉取 ${n(pulled)} 天的账单${others === 0 ? "" : `，另有 ${n(others)} 天没有拉到`}。`,
  ),
})
