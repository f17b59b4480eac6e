/** What the document says of parameters and tags, wherever they stand. */
import type { Words } from "../operations/Words.ts"

const words = (en: string, zhCN: string): Words => ({ en, "zh-CN": zhCN })

export const parameterTexts: Readonly<Record<string, Words>> = {
  all: words(
    "Those too that change no amount, and decisions whose discrepancy is gone",
    "包括不影响金额的差异，以及差异已不存在的处理结论",
  ),
  account: words("The Tencent Cloud account, as the settings name it", "腾讯云账号（设置中的名称）"),
  bizToken: words("The BizToken", "BizToken"),
  by: words("What the counts are grouped by", "分组方式"),
  charge: words("Whether it is charged; unknown: no charge flag", "是否计费；unknown 为未标明是否计费"),
  cursor: words("Where the list goes on: next of the page before", "从何处继续：上一页的 next"),
  day: words("The billing day, a calendar day in China", "账单日（北京时间的自然日）"),
  dryRun: words("Say what would become of each row, and write nothing", "只说明各行将如何处理，不写入"),
  edition: words("The edition of the product", "产品版本"),
  errcode: words("The return code", "返回码"),
  file: words("The calendar month and its ending, YYYY-MM.zip", "结算月份及扩展名：YYYY-MM.zip"),
  from: words("The first day, a calendar day in China", "起始日期（北京时间，含当天）"),
  hasImpact: words("Only those that change the total, or only the others", "只列影响合计的差异，或只列不影响的"),
  head: words("The head of a seal that you kept: 64 hex digits", "此前保存的存证哈希：64 位十六进制数字"),
  id: words("The number of the reconciliation", "对账编号"),
  invoice: words(
    "What the invoice says, in yuan; of one of several accounts <account>=12345.67",
    "发票金额（元）；有多个账号时写作 <账号>=12345.67",
  ),
  key: words("The key of the row", "该行的键"),
  kind: words("The kind", "类别"),
  includeWeak: words("Ask about those that may be our own gap too", "可能是我方缺漏的，另列清单请对方确认"),
  lang: words("The language", "语言"),
  limit: words("Rows of a page", "每页行数"),
  month: words("The calendar month, YYYY-MM", "结算月份 YYYY-MM"),
  order: words("In the order of the run, or those with an impact first", "按对账中的顺序，或影响合计的在前"),
  ruleId: words("The RuleId", "RuleId"),
  request: words("What the answer 202 calls it", "202 应答中给出的 request"),
  seq: words("The Seq", "Seq"),
  state: words("The state", "状态"),
  to: words("The last day, inclusive", "结束日期（含当天）"),
  version: words("The version; without it the latest", "账单版本；不给时为最新版本"),
  "Idempotency-Key": words(
    "The same request sent again with the same key is done once and answered the same.",
    "以相同的键重复发送同一请求，只执行一次，应答也相同。",
  ),
  Prefer: words(
    "respond-async: answered at once with 202, and the work goes on in the background",
    "respond-async：立即以 202 应答，操作在后台继续",
  ),
}

export const tagTexts: Readonly<Record<string, Words>> = {
  Attempts: words("Attempts of people, each identified by its Seq", "每次核验，以 Seq 标识"),
  Bills: words("The provider's bill as it is stored, in versions", "已存的账单及其各版本"),
  Decisions: words("What people say of discrepancies", "差异的处理结论"),
  Evidence: words("What proves that the books were not touched", "证明账本未被改动"),
  Reconciliations: words("The books against the stored bill", "账本与账单的对账"),
  Results: words("Results of verifications, counted or kept", "核身结果：统计或存入"),
  Rules: words("The published charge rules", "公开的计费规则"),
  Service: words("What the service says of itself", "服务自身的状态与说明"),
  Statements: words("Months in money, and the price plans", "月度结算与价目"),
  Tally: words("What the books count, and where they stand", "账本的统计与现状"),
  Verifications: words("BizTokens, from their registration to their last fetch", "BizToken，从登记到最后一次拉取"),
}
