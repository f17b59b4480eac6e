/** `simulate` on the command line: the provider on this machine, until Ctrl-C. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { file, text } from "../../spec/optionKinds.ts"
import { outputOptions } from "../../spec/sharedOptions.ts"

export const simulateSpec = {
  name: "simulate",
  about: { en: "Play the provider on this machine, for tests and demos", "zh-CN": "在本机模拟腾讯云，用于测试和演示" },
  positionals: {},
  options: {
    port: text("9000", { en: "The port, by default a free one", "zh-CN": "端口，默认为空闲端口" }),
    seed: text("demo", { en: "What decides the simulated world", "zh-CN": "决定模拟世界的种子" }),
    since: text("2026-10-01", {
      en: "The first day of its history, YYYY-MM-DD",
      "zh-CN": "历史的第一天 YYYY-MM-DD",
    }),
    days: text("31", { en: "How many days of history it has", "zh-CN": "历史有多少天" }),
    "per-day": text("100", { en: "How many BizTokens were issued on each day", "zh-CN": "每天签发多少个 BizToken" }),
    plants: text("2", {
      en: "How many billing errors of each kind are planted",
      "zh-CN": "每一种账单错误预置多少个",
    }),
    prices: file("prices.json", {
      en: "A price plan, by which account bills are made",
      "zh-CN": "价格方案，据此生成账户账单",
    }),
    "account-bills": text("account-bills", {
      en: "Write the account bills of its whole months into this folder: CSV, XLSX, JSON",
      "zh-CN": "将各整月的账户账单写入这个目录：CSV、XLSX、JSON",
    }),
    "money-plants": text("1", {
      en: "How many money errors of each kind are planted in the account bills of a month",
      "zh-CN": "每个月的账户账单中，每一种金额错误预置多少个",
    }),
    ...outputOptions("table", "json"),
  },
  examples: [
    {
      line: "simulate --since 2026-10-01 --days 31 --plants 2",
      en: "a month with two billing errors of each kind",
      "zh-CN": "一个月，每种账单错误两个",
    },
  ],
} satisfies CommandSpec
