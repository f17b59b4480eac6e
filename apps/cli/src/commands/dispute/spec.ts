/** `dispute` on the command line: the pack for a ticket, with evidence that the other side can check. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { file, flag, requiredWord, text } from "../../spec/optionKinds.ts"
import { decisionFilterOptions, ledgerOptions } from "../../spec/sharedOptions.ts"

export const disputeSpec = {
  name: "dispute",
  about: {
    en: "Make the pack for a ticket: the disputed charges of a month, with evidence that proves itself",
    "zh-CN": "生成工单材料：一个月中申诉的各笔收费，连同可自行核验的证据",
  },
  positionals: {
    month: requiredWord(text("2026-10", { en: "The calendar month, YYYY-MM", "zh-CN": "结算月份 YYYY-MM" }), {
      en: "name a month",
      "zh-CN": "请给出月份",
    }),
  },
  options: {
    out: {
      ...file("pack.zip", { en: "The zip file to write", "zh-CN": "写入的 zip 文件" }),
      aliases: ["o"],
    },
    ...decisionFilterOptions,
    state: {
      ...decisionFilterOptions.state,
      about: { en: "Only those in this state; by default disputed", "zh-CN": "只取处于这一状态的；不填则为申诉中" },
    },
    "include-weak": flag({
      en: "Ask about those that may be our own gap too, on a list of their own",
      "zh-CN": "可能是我方缺漏的，另列清单请对方确认",
    }),
    ...ledgerOptions,
  },
  examples: [
    { line: "dispute 2026-10 --out pack.zip", en: "for a ticket with the provider", "zh-CN": "用于向腾讯云提交工单" },
  ],
} satisfies CommandSpec
