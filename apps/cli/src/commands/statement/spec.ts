/** `statement` on the command line: a calendar month in money. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { flag, repeatable, requiredWord, text } from "../../spec/optionKinds.ts"
import { ledgerOptions, outOption, outputOptions } from "../../spec/sharedOptions.ts"

export const statementSpec = {
  name: "statement",
  about: {
    en: "A month in money: what it costs, and what lies between the two sides",
    "zh-CN": "月度结算单：双方金额与差额",
  },
  positionals: {
    month: requiredWord(text("2026-10", { en: "The calendar month, YYYY-MM", "zh-CN": "结算月份 YYYY-MM" }), {
      en: "name a month",
      "zh-CN": "请给出月份",
    }),
  },
  options: {
    account: text("default", {
      en: "The statement of this Tencent Cloud account only, by its name in the settings; by default of all",
      "zh-CN": "只结算这个腾讯云账号（配置中的名称）；不填则为所有账号",
    }),
    invoice: repeatable(
      text("12345.67", {
        en: "What the invoice says, in yuan; of several accounts once for each: --invoice branch=12345.67",
        "zh-CN": "发票金额（元）；有多个账号时，每个账号给出一次：--invoice branch=12345.67",
      }),
    ),
    close: flag({
      en: "Close the month: the statement is kept, and printed from what was kept ever after",
      "zh-CN": "结账：保存结算单，此后始终按保存的内容输出",
    }),
    force: flag({
      en: "With --close: whatever stands in the way; needs --reason",
      "zh-CN": "与 --close 同用：有未完成事项也结账，须给出 --reason",
    }),
    reason: text("closed by mistake", {
      en: "With --close: why it is closed all the same, or closed again",
      "zh-CN": "与 --close 同用：强制结账或重新结账的理由",
    }),
    author: text("wang", {
      en: "With --close: who closes; by default the name of the system's user",
      "zh-CN": "与 --close 同用：结账人；不填则为系统用户名",
    }),
    ...outputOptions("table", "json", "csv", "xlsx"),
    ...outOption,
    ...ledgerOptions,
  },
  examples: [
    {
      line: "statement 2026-10",
      en: "what October costs, and whether the bill agrees",
      "zh-CN": "10 月的费用，账单是否一致",
    },
    {
      line: "statement 2026-10 --close --invoice 12345.67",
      en: "close the month, with what the invoice says",
      "zh-CN": "结账，并记录发票金额",
    },
    { line: "statement 2026-10 --out october.xlsx", en: "the same as a workbook", "zh-CN": "同上，输出为工作簿" },
  ],
} satisfies CommandSpec
