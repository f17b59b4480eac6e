/** What the pages of BizTokens and their attempts say, in both languages. */
import type { Ruling } from "@faceid-tally/core/engine"
import { both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

export const verificationText = byLanguage({
  title: both("Verifications", "核验"),
  list: both(
    (month: string) => `BizTokens issued in ${month}`,
    (month) => `${month}签发的 BizToken`,
  ),
  listAll: both("BizTokens issued in the last year", "近一年签发的 BizToken"),
  anyState: both("All states", "全部状态"),
  listEmpty: both("No BizToken is like this.", "没有符合条件的 BizToken。"),
  listHelp: both(
    "BizTokens come here when they are registered: by faceid-tally register, over HTTP, or by a callback.",
    "BizToken 由 faceid-tally register、HTTP 接口或回调登记，登记后会出现在这里。",
  ),
  unknown: both(
    (id: string) => `The books have nothing of ${id}.`,
    (id) => `账本中没有 ${id}。`,
  ),
  unknownHelp: both(
    "Check that it was copied whole. If only the bill has it, it was never registered here, and its result was never fetched.",
    "请检查是否复制完整。如果它只出现在账单中，说明它从未在我方登记，也没有拉取过结果。",
  ),
  facts: both("At a glance", "概况"),
  state: both("State", "状态"),
  rule: both("RuleId", "RuleId"),
  account: both("Account", "账号"),
  issued: both("Issued", "签发时间"),
  estimated: both(
    (at: string) => `${at} (estimated)`,
    (at) => `${at}（估计）`,
  ),
  fetched: both("Last fetched", "最后拉取"),
  never: both("never", "从未"),
  timeUnknown: both("at an unknown time", "时间未知"),
  nextDue: both("Next fetch", "下次拉取"),
  deadline: both("Result kept until", "结果保留至"),
  failure: both(
    (code: string, failures: number) => `The last ${plural(failures, "fetch", "fetches")} failed: ${code}`,
    (code, failures) => `最近 ${n(failures)} 次拉取失败：${code}`,
  ),
  refused: both(
    (code: string) => `Refused by the provider: ${code}`,
    (code) => `腾讯云拒绝：${code}`,
  ),
  nfc: both("NFC charges", "NFC 计费"),
  attempts: both("Attempts", "核验记录"),
  noAttempts: both(
    "The results hold no attempt: nobody has used this BizToken, or its result was not fetched yet.",
    "拉取的结果中没有核验记录：没有人用过这个 BizToken，或结果还没有拉取。",
  ),
  attempt: both(
    (ordinal: number) => `Attempt ${n(ordinal)}`,
    (ordinal) => `第 ${n(ordinal)} 次`,
  ),
  ours: both("Our record", "我方记录"),
  bill: both("The bill", "账单"),
  billDay: both(
    (day: string) => `under ${day}`,
    (day) => `记在 ${day}`,
  ),
  notInBill: both("does not have it", "没有这一次"),
  billNotPulled: both("was not pulled", "账单未拉取"),
  differs: both("not as ours", "与我方不一致"),
  rules: both("The published rules", "公布的规则"),
  /** What the published rules of one edition say of a code. */
  ruling: both(
    (edition: string, errcode: number, ruling: Ruling) =>
      ruling === "unlisted"
        ? `The rules of ${edition} do not list code ${errcode}`
        : `By the rules of ${edition} code ${errcode} is ${ruling === "charged" ? "charged" : "not charged"}`,
    (edition, errcode, ruling) =>
      ruling === "unlisted"
        ? `${edition} 规则没有列出返回码 ${errcode}`
        : `按 ${edition} 规则，返回码 ${errcode} ${ruling === "charged" ? "收费" : "不收费"}`,
  ),
  noEdition: both(
    "The settings do not name the edition of this RuleId; these are the rules of all.",
    "设置中没有写明这个 RuleId 的版本，以下为各版本的规则。",
  ),
  noCode: both("Without a return code the rules say nothing.", "没有返回码，规则无从判断。"),
  agrees: both("as our record has it", "与我方记录的标志相符"),
  disagrees: both("against our record's flag", "与我方记录的标志不符"),
  open: both("our record leaves the flag open", "我方记录未标明是否计费"),
  statements: both("What each fetch said", "历次拉取的记录"),
  fetches: both("History of fetches", "拉取历史"),
  noFetches: both("The result was never asked for.", "还没有拉取过结果。"),
  outcome: {
    fetched: both("fetched", "已拉取"),
    retry: both("failed, to be tried again", "失败，稍后重试"),
    refused: both("refused by the provider", "被腾讯云拒绝"),
  },
  outcomeColumn: both("Outcome", "结果"),
  code: both("Code", "代码"),
  news: both("New observations", "新增记录"),
  both: both(
    (ours: string, bill: string) => `Ours: ${ours}; the bill's: ${bill}`,
    (ours, bill) => `我方：${ours}；账单：${bill}`,
  ),
})
