/** What several pages say, in both languages. */
import { both, byLanguage } from "@faceid-tally/report"

export const consoleText = byLanguage({
  previousMonth: both("Previous month", "上个月"),
  nextMonth: both("Next month", "下个月"),
  difference: both("Difference", "差额"),
  ours: both("Ours", "我方"),
  bill: both("Bill", "账单"),
  state: both("State", "状态"),
})
