/** What a dispute says to the provider, in Chinese: the letter, and the heads of the list. */
import type { DisputedItem, WeakReason } from "@faceid-tally/books/engine"
import { publishedRules } from "@faceid-tally/core/engine"

const GUIDE = "人脸核身对账指引（https://cloud.tencent.com/document/product/1007/103606）"

/** Why a charge is disputed, and the published page that says so. */
const ground: Readonly<Partial<Record<DisputedItem["kind"], string>>> = {
  missing_in_ledger: `账单对这些 Seq 收费，但我方在核身结果已确定之后查询 GetDetectInfoEnhanced，返回的 LivenessDetail 中没有该 Seq。依据：${GUIDE}，计费次数即 LivenessDetail 中 IsNeedCharge 为 true 的条数。`,
  charge_mismatch: `账单对这些 Seq 收费，但 GetDetectInfoEnhanced 返回的同一 Seq 的 IsNeedCharge 为 false。依据：${GUIDE}，计费次数即 LivenessDetail 中 IsNeedCharge 为 true 的条数。`,
  duplicate_in_bill: `同一 Seq 在账单中收费不止一次。Seq 在每次核身中唯一，只应收费一次。依据：${GUIDE}，以 Seq 逐笔核对。`,
}

const weak: Readonly<Record<WeakReason, string>> = {
  not_final: "我方拉取结果时，核身流程可能尚未结束",
  token_unknown: "我方没有该 BizToken 的记录，或账单未列出 BizToken",
  our_flag_unknown: "我方记录未标明是否计费",
  entries_conflict: "我方先后取得的记录互相矛盾",
}

export const disputeText = {
  columns: {
    key: "编号",
    kind: "类别",
    Seq: "Seq",
    BizToken: "BizToken",
    RuleId: "RuleId",
    ChargeType: "计费类型",
    time: "核身时间",
    code: "返回码",
    ourFlag: "我方标志",
    billFlag: "账单标志",
    fetchedAt: "我方查询时间",
    day: "账单日",
    version: "账单版本",
    page: "账单页",
    value: "单价（元）",
  },
  flag: { charged: "收费", uncharged: "不收费", unknown: "未标明", none: "无记录" },
  list: "申诉清单",
  questions: "待确认清单",
  title: (month: string) => `人脸核身 ${month} 账单申诉`,
  ground: ({ kind, edition, line }: DisputedItem): string => {
    if (kind !== "rule_violation") return ground[kind] ?? ""
    const found = publishedRules.explain(line.row.errcode ?? -1).editions.find((each) => each.edition === edition)
    const page = found?.source.page ?? ""
    return `账单对这些返回码收费，但公布的返回码与收费关系中，该返回码不收费。依据：${found?.source.title ?? ""}（https://cloud.tencent.com/document/product/${page}）。`
  },
  weak,
}
