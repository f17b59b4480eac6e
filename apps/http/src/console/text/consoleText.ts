/** What several pages say, in both languages. */
import { both, byLanguage, formatCount as n } from "@faceid-tally/report"

export const consoleText = byLanguage({
  /** Of a month. */
  billOf: both(
    (month: string) => `Bill of ${month}`,
    (month) => `${month}账单`,
  ),
  previousMonth: both("Previous month", "上个月"),
  nextMonth: both("Next month", "下个月"),
  difference: both("Difference", "差额"),
  ours: both("Ours", "我方"),
  bill: both("Bill", "账单"),
  state: both("State", "状态"),
  /** At the foot of every printed page. */
  printedRun: both(
    (run: number, head: string | null) => `Run ${n(run)}${head === null ? ", not sealed" : ` · seal head ${head}`}`,
    (run, head) => `第 ${n(run)} 次对账${head === null ? "，尚未存证" : ` · 存证哈希 ${head}`}`,
  ),
})
