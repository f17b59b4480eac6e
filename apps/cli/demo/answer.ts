/** What `npm start` prints in the end: the verdict of the month, how it comes about, and what to do next. */
import { amountOrNull, amountText, minusAmount, type StatementDocument, sumAmounts } from "@faceid-tally/core/money"
import {
  bridgeRows,
  byLanguage,
  type Language,
  plainStyle,
  sharedText,
  statementBridgeTable,
  statementText,
  statementVerdict,
  type Style,
  tableLines,
} from "@faceid-tally/report"

export const demoText = byLanguage({
  playing: {
    en: "Playing October 2026 on a simulated provider …",
    "zh-CN": "正在模拟的腾讯云上演示 2026 年 10 月……",
  },
  played: {
    en: (issued: number, fetched: number, pulled: number) =>
      `${issued} BizTokens issued, ${fetched} results collected through the official SDK, ${pulled} bill days pulled.`,
    "zh-CN": (issued: number, fetched: number, pulled: number) =>
      `签发 BizToken ${issued} 个，通过官方 SDK 拉取结果 ${fetched} 个，拉取账单 ${pulled} 天。`,
  },
  allNamed: {
    en: (count: number) => `${count} billing errors were planted. All of them were found, and nothing else.`,
    "zh-CN": (count: number) => `共预置 ${count} 个账单错误，已全部找出，且没有多余的差异。`,
  },
  notNamed: {
    en: "Not every planted billing error was found: that is a defect.",
    "zh-CN": "有预置的账单错误没有被找出：这是缺陷。",
  },
  paidAlike: {
    en: (amount: string) => `The account bill asks for ¥${amount}, as the FaceID bill does.`,
    "zh-CN": (amount: string) => `账户账单金额 ¥${amount}，与人脸核身账单一致。`,
  },
  paidOtherwise: {
    en: (amount: string, by: string) => `The account bill asks for ¥${amount}, ¥${by} apart from the FaceID bill.`,
    "zh-CN": (amount: string, by: string) => `账户账单金额 ¥${amount}，与人脸核身账单相差 ¥${by}。`,
  },
  toDecide: {
    en: (count: number, amount: string) =>
      `${count} discrepancies, ¥${amount} either way, await a decision: ask the provider, or accept them.`,
    "zh-CN": (count: number, amount: string) =>
      `有 ${count} 笔差异待处理，绝对金额共 ¥${amount}：请向腾讯云提工单，或予以认可。`,
  },
  whole: { en: "the whole statement", "zh-CN": "完整的结算单" },
  each: { en: "each discrepancy", "zh-CN": "逐笔差异" },
  console: { en: "in the browser", "zh-CN": "在浏览器中查看" },
})

/** At most 20 lines, so that with what npm prints of itself there are 24; `config` is how the settings of the month are named. */
export const answerLines = (
  statement: StatementDocument,
  language: Language,
  config: string,
  style: Style = plainStyle,
): ReadonlyArray<string> => {
  const [say, words, text] = [sharedText[language], statementText[language], demoText[language]]
  const open = statement.states.find(({ state, count }) => state === "open" && count > 0)
  const commands = [
    [`statement ${statement.month}`, text.whole],
    [`reconcile --month ${statement.month}`, text.each],
    ["serve --only http", text.console],
  ] as const
  return [
    style.strong(words.title(statement.month)),
    ...statementVerdict(statement, { words, hasPlan: true, isOver: true }).map((line) => style.bad(line)),
    "",
    style.strong(words.sections.bridge),
    ...tableLines(statementBridgeTable(words), bridgeRows(statement, say, words), { say, style }),
    "",
    ...paidLines(statement, text),
    ...(open === undefined ? [] : [text.toDecide(open.count, open.eitherWay ?? words.unknown)]),
    "",
    ...commands.map(
      ([command, about]) => `node apps/cli/dist/faceid-tally.js ${command} --config ${config}   # ${about}`,
    ),
  ]
}

/** What is really paid, beside the FaceID bill. */
const paidLines = (
  { accounts, totals }: StatementDocument,
  text: (typeof demoText)[Language],
): ReadonlyArray<string> => {
  const paid = sumAmounts(accounts.map(({ accountBill }) => amountOrNull(accountBill?.total ?? null)))
  const by = minusAmount(paid, amountOrNull(totals.bill.billed))
  if (paid === null || by === null) return []
  return [by === 0n ? text.paidAlike(amountText(paid)) : text.paidOtherwise(amountText(paid), amountText(by))]
}
