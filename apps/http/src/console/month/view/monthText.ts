/** What the page of a month says, in both languages. */
import { both, byLanguage, formatCount as n } from "@faceid-tally/report"

export const monthText = byLanguage({
  question: both("Is the bill right?", "账单对吗？"),
  empty: both("The books have nothing of this month yet.", "账本中还没有这个月的内容。"),
  emptyHelp: both(
    "Register BizTokens and collect their results (faceid-tally register, collect), or import the results you have (faceid-tally import); then pull the bill (faceid-tally bill pull).",
    "请先登记 BizToken 并拉取结果（faceid-tally register、collect），或导入已有结果（faceid-tally import），再拉取账单（faceid-tally bill pull）。",
  ),
  future: both(
    "There is no bill of this month yet: a day's bill is out from 06:00 of the next day.",
    "这个月还没有账单：每天的账单在次日 06:00 之后提供。",
  ),
  notReconciled: both("This month was not reconciled yet.", "这个月尚未对账。"),
  sumsDiffer: both(
    (difference: number) =>
      `By the daily sums the bill is ${n(Math.abs(difference))} ${difference > 0 ? "higher" : "lower"} than our records; reconcile to see the reason of each.`,
    (difference) =>
      `按每日合计，账单比我方记录${difference > 0 ? "多" : "少"} ${n(Math.abs(difference))} 次；对账后可看到每一次的原因。`,
  ),
  sumsAgree: both(
    "By the daily sums the bill equals our records; reconcile to see whether each charge agrees.",
    "按每日合计，账单与我方记录相同；对账后才知道是否每一次都相符。",
  ),
  sumsUnknown: both(
    "The bills of some days were not pulled; pull them and reconcile for a whole answer.",
    "部分日期的账单还没有拉取；拉取后再对账，结论才完整。",
  ),
  basis: both(
    (run: number, from: string, to: string, at: string) => `By run ${n(run)}: ${from} to ${to}, made on ${at}.`,
    (run, from, to, at) => `依据第 ${n(run)} 次对账：${from} 至 ${to}，${at}。`,
  ),
  basisOfDays: both(
    (runs: number, from: string, to: string) =>
      `Based on the reconciliations of each day, ${n(runs)} in all: ${from} to ${to}.`,
    (runs, from, to) => `依据 ${from} 至 ${to} 的逐日对账，共 ${n(runs)} 次。`,
  ),
  wider: both(
    (run: number, from: string, to: string) =>
      `Reconciliation ${n(run)} covers more than this month: ${from} to ${to}. The verdict is for all of it. See its discrepancies`,
    (run, from, to) => `第 ${n(run)} 次对账的范围超出本月：${from} 至 ${to}，以上结论针对整个范围。查看其差异`,
  ),
  stale: both(
    "The books have changed since, so this may no longer hold: reconcile again.",
    "对账之后账本又有新内容，以上结论可能已变，请重新对账。",
  ),
  ledgerCharges: both("Charges by our records", "我方记录收费"),
  billCharges: both("Charges by the bill", "账单收费"),
  matched: both("Agree one by one", "逐次相符"),
  attempts: both("Attempts", "核验次数"),
  bridge: both("Where the difference comes from", "差额从哪里来"),
  bridgeHelp: both(
    "Our total, plus and minus each kind, is exactly the bill's total. Open a kind to see every charge in it.",
    "从我方合计出发，逐类加减，正好得到账单合计。点开任意一类，可看到其中每一次。",
  ),
  bridgeBy: both("Difference by", "差额按"),
  byKind: both("Kind", "差异类型"),
  withoutImpact: both(
    (kinds: number) => (kinds === 1 ? "1 kind without impact" : `${n(kinds)} kinds without impact`),
    (kinds) => `不影响合计的差异（${n(kinds)} 类）`,
  ),
  amount: both("Amount", "金额"),
  billAmount: both("Amount of the bill", "账单金额"),
  lastMonth: both("Last month", "上月"),
  change: both("Change", "变化"),
  noPrice: both("price not known", "单价未知"),
  over: both("Overcharged", "多收"),
  under: both("Undercharged", "少收"),
  net: both("Net difference", "净差额"),
  beside: both(
    (charges: number, inCharges: string, amount: { readonly billed: string; readonly change: string } | null) =>
      `Last month the bill charged ${n(charges)} (this month ${inCharges})${amount === null ? "" : `; due ${amount.billed} (this month ${amount.change})`}.`,
    (charges, inCharges, amount) =>
      `上月账单收费 ${n(charges)} 次（本月 ${inCharges}）${amount === null ? "" : `，应付 ${amount.billed}（本月 ${amount.change}）`}。`,
  ),
  weighed: both(
    "Amounts: each charge at its value in the month; what is due, with packs and steps, stands in the statement.",
    "金额按每次计费在当月的单次价值折算；计入资源包和阶梯的应付金额见月度结算单。",
  ),
  statement: both("Statement", "月度结算单"),
  labels: both("What is due, by billing label", "应付，按计费标签"),
  codes: both("Attempts by return code", "核验，按返回码"),
  freeCodes: both("Other codes, none charged", "其他不计费的返回码"),
  codesCost: both("What our charges cost, by return code", "我方计费的费用，按返回码"),
  days: both("Day by day", "每天"),
  noNotableDay: both("No day differs, and none lacks anything.", "每一天都没有差额，账单和结果都齐全。"),
  allDays: both(
    (days: number) => `Show all ${n(days)} days`,
    (days) => `显示全部 ${n(days)} 天`,
  ),
  onlyNotable: both("Only days that differ or lack something", "只看有差额或不完整的日期"),
  unknownDifference: both("difference not known", "差额未知"),
  dayTable: both(
    (month: string) => `Days of ${month}`,
    (month) => `${month}每日明细`,
  ),
  whole: both("complete", "齐全"),
  notPulled: both("bill not pulled", "账单未拉取"),
  notPulledOf: both(
    (accounts: string) => `bill not pulled: ${accounts}`,
    (accounts) => `账单未拉取：${accounts}`,
  ),
  notCollected: both(
    (settled: number, tokens: number) => `results ${n(settled)} of ${n(tokens)}`,
    (settled, tokens) => `结果未收齐 ${n(settled)}/${n(tokens)}`,
  ),
  nothingHappened: both("no attempts", "无核验"),
  reconcile: both("Reconcile", "对账"),
  accountBill: both("Upload the account bill (L3)", "上传账户账单（明细账单）"),
  upload: both("Upload", "上传"),
  reconcileAgain: both("Reconcile again", "重新对账"),
  pullMissing: both("Pull the missing bills", "拉取缺少的账单"),
  collect: both("Collect results now", "立即拉取结果"),
})
