/** What all reports share: how sentences are joined, the names of kinds and states, and the titles of columns. */
import type { Charge, DiscrepancyKind, Ruling } from "@faceid-tally/core/engine"

import type { Grouping } from "./Grouping.ts"
import type { Language } from "../language/Language.ts"
import { both, type Both, byLanguage } from "../language/both.ts"

const ruling: Readonly<Record<Ruling, Both<string>>> = {
  charged: both("charged", "收费"),
  free: both("not charged", "不收费"),
  unlisted: both("not listed", "未列出"),
}

const kind: Readonly<Record<DiscrepancyKind, Both<string>>> = {
  missing_in_bill: both("missing in the bill", "账单漏列"),
  missing_in_ledger: both("missing in our records", "我方无记录"),
  charge_mismatch: both("charge flag differs", "收费标志不一致"),
  duplicate_in_bill: both("billed twice", "账单重复"),
  day_shift: both("on another day", "日期不一致（跨日）"),
  code_mismatch: both("return code differs", "返回码不一致"),
  token_mismatch: both("BizToken differs", "BizToken 不一致"),
  count_mismatch: both("ChargeCount differs", "ChargeCount 不符"),
  unknown_flag: both("no charge flag", "未标明是否计费"),
  uncollected: both("never collected", "未拉取结果"),
  rule_violation: both("against the rules", "与公布规则不符"),
}

const groupings: Readonly<Record<Grouping, Both<string>>> = {
  day: both("Day", "日期"),
  rule: both("RuleId", "RuleId"),
  errcode: both("Errcode", "返回码"),
  token: both("BizToken", "BizToken"),
  account: both("Account", "账号"),
  channel: both("Channel", "渠道"),
  edition: both("Edition", "版本"),
}

const channel: Readonly<Record<string, Both<string>>> = {
  mini_program: both("mini program", "小程序"),
  native_h5: both("native H5", "微信原生 H5"),
  h5: both("H5", "H5"),
}

export const sharedText = byLanguage({
  language: both<Language>("en", "zh-CN"),
  /** Between a label and what it labels. */
  colon: both(": ", "："),
  comma: both(", ", "，"),
  /** Between two sentences. */
  gap: both(" ", ""),
  stop: both(". ", "。"),
  unknown: both("unknown", "未知"),
  charge: both(
    (charge: Charge) => (charge === null ? "no flag" : charge ? "charged" : "not charged"),
    (charge) => (charge === null ? "未标明" : charge ? "收费" : "不收费"),
  ),
  ruling,
  kind,
  grouping: groupings,
  /** How a person comes to the verification, by the code in the settings. */
  channel,
  /** The names of a workbook's sheets. */
  sheet: {
    count: both("Count", "统计"),
    summary: both("Summary", "对账结果"),
    discrepancies: both("Discrepancies", "差异明细"),
    groups: both(
      (grouping: string) => `By ${grouping}`,
      (grouping) => `按${grouping}`,
    ),
  },
  columns: {
    account: both("Account", "账号"),
    attempts: both("Attempts", "核验次数"),
    bridge: both("From our total to the bill's", "从我方合计到账单合计"),
    charge: both("Charged", "收费"),
    charges: both("Charges", "计费次数"),
    chargeType: both("ChargeType", "计费类型"),
    count: both("Count", "数量"),
    day: both("Day", "日期"),
    errcode: both("Errcode", "返回码"),
    explanation: both("Explanation", "说明"),
    fetchedAt: both("Fetched", "拉取时间"),
    impact: both("Impact", "影响笔数"),
    kindName: both("Discrepancy", "差异类型"),
    lines: both("Lines", "明细条数"),
    meaning: both("Meaning", "含义"),
    time: both("Time", "时间"),
    title: both("Title", "名称"),
    uncharged: both("Not charged", "不计费次数"),
    unknown: both("Unknown", "未标明是否计费"),
  },
})

export type SharedText = (typeof sharedText)[Language]
