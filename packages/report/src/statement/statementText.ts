/** What a month in money says, and the titles of its tables, in both languages. */
import type { AdjustmentCause, BlockerCode, DecisionState } from "@faceid-tally/core/money"

import type { Language } from "../language/Language.ts"
import { both, type Both, byLanguage } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"

export const stateText: Readonly<Record<DecisionState, Both<string>>> = {
  open: both("open", "待处理"),
  accepted: both("accepted", "已接受"),
  disputed: both("disputed", "申诉中"),
  credited: both("credited", "已补偿"),
}

export const statementText = byLanguage({
  columns: {
    account: both("Account", "账号"),
    label: both("Billing label", "计费标签"),
    side: both("Side", "来源"),
    units: both("Charges", "计费次数"),
    packUnits: both("From packs", "资源包抵扣"),
    postpaid: both("Postpaid", "后付费次数"),
    unpriced: both("No price", "无单价"),
    billed: both("Billed", "应付"),
    consumed: both("Consumed", "消耗"),
    value: both("Value of one", "单次价值"),
    step: both("Step", "项目"),
    count: both("Cases", "笔数"),
    amount: both("Amount", "金额"),
    pack: both("Pack", "资源包"),
    from: both("From", "生效日"),
    to: both("To", "到期日"),
    opening: both("Opening", "月初余量"),
    burnt: both("Used", "本月抵扣"),
    expired: both("Expired", "过期"),
    left: both("Left", "月末余量"),
    worthLeft: both("Worth left", "待摊余额"),
    errcode: both("Return code", "返回码"),
    charges: both("Charges", "计费次数"),
    state: both("State", "状态"),
    impact: both("Impact", "影响笔数"),
    claim: both("Claim", "主张笔数"),
    claimed: both("Claimed", "主张金额"),
    eitherWay: both("Either way", "绝对金额"),
    rules: both("RuleIds", "RuleId"),
    mode: both("Mode", "计价方式"),
    price: both("Unit price", "单价"),
    edge: both("Note", "备注"),
    ruleId: both("RuleId", "RuleId"),
    oursCharges: both("Our charges", "我方计费次数"),
    billCharges: both("Billed charges", "账单计费次数"),
    differs: both("Difference", "差额"),
    billAmount: both("Amount of the bill", "账单金额"),
    attempts: both("Attempts", "核验次数"),
    share: both("Charged", "计费占比"),
    lastBilled: both("Billed last month", "上月应付"),
    lastAmount: both("Last month", "上月金额"),
    lastCharges: both("Charges last month", "上月计费次数"),
    month: both("Month", "月份"),
    oursBilled: both("Our records, billed", "我方应付"),
    billBilled: both("FaceID bill, billed", "账单应付"),
    oursConsumed: both("Our records, consumed", "我方消耗"),
    billConsumed: both("FaceID bill, consumed", "账单消耗"),
    cost: both("Account bill", "账号账单"),
    causes: both("Because of", "原因"),
  },
  sections: {
    labels: both("By billing label", "按计费标签"),
    bridge: both("From our records to the bill, by what was consumed", "从我方到账单（按消耗）"),
    accountBill: both("From the FaceID bill to what is paid", "从人脸核身账单到实际支付"),
    packs: both("Packs", "资源包"),
    rules: both("By RuleId", "按 RuleId"),
    codes: both("What our charges cost, by return code", "我方计费的费用，按返回码"),
    states: both("Discrepancies by state", "差异，按处理状态"),
    adjustments: both("Adjustments of closed months", "已结账月份的调整"),
    earlier: both("Decided after the close of an earlier month", "往月结账后的处理"),
  },
  title: both(
    (month: string) => `Statement of ${month}`,
    (month) => `${month} 月度结算单`,
  ),
  right: both(
    (billed: string) => `The bill is right: ${billed} billed.`,
    (billed) => `账单无误：应付 ${billed}。`,
  ),
  /** `over`: the bill says more than our records. */
  different: both(
    (amount: string, over: boolean, bill: string, ours: string) =>
      `The bill is ${amount} too ${over ? "high" : "low"}: ${bill} by the bill, ${ours} by our records.`,
    (amount, over, bill, ours) => `账单${over ? "多" : "少"}计 ${amount}：账单 ${bill}，我方 ${ours}。`,
  ),
  /** The amounts agree, and something else does not. */
  differentAlike: both(
    (bill: string, cases: number) =>
      `The amounts agree (${bill}), and ${plural(cases, "case differs", "cases differ")}: see below.`,
    (bill, cases) => `金额一致（${bill}），但有 ${cases} 笔差异，见下文。`,
  ),
  incomplete: both("Not yet certain.", "暂不能下结论。"),
  /** Why the month cannot be told yet. */
  notOver: both("The month is not over.", "本月尚未结束。"),
  nothingCompared: both(
    "Nothing was compared: the ledger has neither results nor a bill of this month.",
    "没有可核对的内容：账本中既没有本月的核身结果，也没有本月的账单。",
  ),
  daysMissing: both(
    (days: number) => `${plural(days, "day")} of the bill ${days === 1 ? "is" : "are"} missing: pull or import them.`,
    (days) => `账单缺 ${days} 天：请拉取或导入。`,
  ),
  unpriced: both(
    (charges: number) => `${plural(charges, "charge")} without a price: add a label or a price to the plan.`,
    (charges) => `${charges} 次计费没有单价：请在价目中补充标签或单价。`,
  ),
  noPlan: both(
    "There is no price plan: name one as “prices” in faceid-tally.json.",
    "没有价目：请在 faceid-tally.json 中用 prices 指定。",
  ),
  packUnknown: both(
    (id: string) =>
      `What pack ${id} had at the start of the month is not known: give “left” in the plan, or import the bill since its start.`,
    (id) => `资源包 ${id} 的月初余量未知：请在价目中填写 left，或导入其生效以来的账单。`,
  ),
  run: both(
    (id: number, seal: number | null) => (seal === null ? `Run ${id}` : `Run ${id}, seal ${seal}`),
    (id, seal) => (seal === null ? `对账 ${id}` : `对账 ${id}，存证 ${seal}`),
  ),
  nfc: both(
    (count: number) => `NFC charges, billed apart: ${count}`,
    (count) => `NFC 计费次数（另行计费）：${count}`,
  ),
  /** `last`: the same of the month before. */
  chargedShare: both(
    (charges: number, attempts: number, share: string, last: string | null) =>
      `${n(charges)} of ${n(attempts)} attempts were charged (${share}${last === null ? "" : `; last month ${last}`}).`,
    (charges, attempts, share, last) =>
      `${n(attempts)} 次核验中计费 ${n(charges)} 次（${share}${last === null ? "" : `，上月 ${last}`}）。`,
  ),
  triesPerPass: both(
    (tries: string, last: string | null) =>
      `${tries} attempts for each that passed${last === null ? "" : ` (last month ${last})`}.`,
    (tries, last) => `每通过一次平均核验 ${tries} 次${last === null ? "" : `（上月 ${last}）`}。`,
  ),
  /** `revision`: 1 where it was closed once. */
  closed: both(
    (day: string, by: string, revision: number) =>
      `Closed on ${day} by ${by}${revision === 1 ? "" : `, revision ${revision}`}.`,
    (day, by, revision) => `${day} 由 ${by} 结账${revision === 1 ? "" : `（第 ${revision} 版）`}。`,
  ),
  closedBecause: both(
    (reason: string) => `Reason: ${reason}`,
    (reason) => `理由：${reason}`,
  ),
  /** What stands in the way of a close, and what to do. */
  blocked: both("The month cannot be closed yet:", "本月暂不能结账："),
  blockers: {
    bill_incomplete: both(
      (days: number) =>
        `${plural(days, "day")} of the bill ${days === 1 ? "is" : "are"} missing or not over: pull or import them.`,
      (days) => `账单缺 ${n(days)} 天或尚未结束：请拉取或导入。`,
    ),
    results_open: both(
      (tokens: number) =>
        `${plural(tokens, "BizToken")} can still gain attempts: collect the results, or wait until they are final.`,
      (tokens) => `${n(tokens)} 个 BizToken 仍可能有新的核验：请拉取结果，或等到其不再变化。`,
    ),
    undecided: both(
      (items: number) => `${plural(items, "discrepancy", "discrepancies")} not decided: say what they are (decide).`,
      (items) => `${n(items)} 笔差异尚未处理：请用 decide 给出结论。`,
    ),
    unpriced: both(
      (charges: number) => `${plural(charges, "charge")} without a price: add a label or a price to the plan.`,
      (charges) => `${n(charges)} 次计费没有单价：请在价目中补充标签或单价。`,
    ),
    pack_unknown: both(
      (packs: number) =>
        `${plural(packs, "pack")} of which the rest is not known: give “left” in the plan, or import the bill since the start.`,
      (packs) => `${n(packs)} 个资源包的月初余量未知：请在价目中填写 left，或导入其生效以来的账单。`,
    ),
    account_bill_missing: both(
      (accounts: number) =>
        `${plural(accounts, "account")} without an account bill: import the bill by line (明细账单, L3).`,
      (accounts) => `${n(accounts)} 个账号没有账号账单：请导入明细账单（L3）。`,
    ),
    account_bill_early: both(
      (accounts: number) =>
        `${plural(accounts, "account bill")} from before the 3rd of the next month, and not final: download and import again.`,
      (accounts) => `${n(accounts)} 个账号的账单取自次月 3 日之前，尚非最终结果：请重新下载并导入。`,
    ),
    earlier_month_open: both(
      (months: number) => `${plural(months, "earlier month")} not closed: close the earliest first.`,
      (months) => `之前有 ${n(months)} 个月未结账：请先结最早的月份。`,
    ),
  } satisfies Readonly<Record<BlockerCode, unknown>>,
  blockedHint: both(
    "Or close it all the same: --close --force --reason “…”; the statement keeps both.",
    "如仍要结账：--close --force --reason “…”，结算单会保留以上各项与理由。",
  ),
  listMark: both(", ", "、"),
  cause: {
    results: both("results", "核身结果"),
    bill: both("bill", "账单"),
    account_bill: both("account bill", "账号账单"),
    timing: both("other days or packs", "日期或资源包变动"),
    not_comparable: both("not comparable: its days were removed", "无法比较：数据已删除"),
  } satisfies Readonly<Record<AdjustmentCause, unknown>>,
  ours: both("Our records", "我方"),
  bill: both("FaceID bill", "人脸核身账单"),
  difference: both("Difference", "差额"),
  effect: both("Effect of steps, packs and price changes", "阶梯、资源包与价格变动的影响"),
  noLabel: both("(no label)", "（无标签）"),
  noCode: both("(none)", "（无）"),
  codesRest: both("Rest to consumed", "与消耗之差"),
  unknown: both("not known", "未知"),
  free: both("free", "免费"),
  state: stateText,
  accountBillLine: {
    labels: both("Labels", "各标签"),
    adjustment: both("Adjustment", "调账"),
    otherMonth: both("Other month", "其他月份"),
    otherComponent: both("Other component", "其他组件"),
    total: both("Account bill", "账户账单合计"),
    voucher: both("Vouchers", "代金券"),
    gift: both("Gift money", "赠送金"),
    share: both("Share account", "分成金"),
    unpaid: both("Not yet paid", "未支付"),
    cash: both("Cash", "现金"),
    rest: both("Rest", "剩余差额"),
    invoice: both("Invoice", "发票"),
    usage: both("other usage", "用量差异"),
    price: both("other price", "单价差异"),
  },
  mode: {
    flat: both("flat", "统一单价"),
    reached: both("by step reached", "到达阶梯"),
    graduated: both("graduated", "差额累进"),
  },
  edge: both("first unit of a step", "阶梯起点"),
  prices: {
    none: both(
      "There is no price plan: name a file as “prices” in faceid-tally.json. Its schema is published beside that of the settings.",
      "没有价目：请在 faceid-tally.json 中用 prices 指定文件，其 JSON Schema 与配置的一同发布。",
    ),
    of: both(
      (account: string, source: string | null) => `Account ${account}${source === null ? "" : ` (${source})`}`,
      (account, source) => `账号 ${account}${source === null ? "" : `（${source}）`}`,
    ),
    packs: both("Packs", "资源包"),
    edgeNote: both(
      "At exactly the first unit of a step the provider's price table and its own example disagree: the step's price is used.",
      "用量恰为阶梯起点时，官网价目表与其示例不一致，这里按该阶梯的单价计算。",
    ),
  },
})

export type StatementText = (typeof statementText)[Language]
export type StatementColumn = keyof StatementText["columns"]
export type StatementSection = keyof StatementText["sections"]
