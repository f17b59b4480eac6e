/** `decide` on the command line: the discrepancies of a month, as a sheet out and back, or many at once. */
import { acceptedReasons, decisionStates } from "@faceid-tally/core/money"

import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { flag, oneOf, requiredWord, text } from "../../spec/optionKinds.ts"
import {
  decisionFilterOptions,
  dryRunOption,
  ledgerOptions,
  outOption,
  outputOptions,
} from "../../spec/sharedOptions.ts"

export const decideSpec = {
  name: "decide",
  about: {
    en: "List the discrepancies of a month, and say what each is: accepted, disputed or credited",
    "zh-CN": "列出一个月的差异，并记录每项的处理结论：已接受、申诉中或已补偿",
  },
  synopsis: "decide <month> [--out <sheet> | --as <state> …] | decide <sheet>",
  positionals: {
    what: requiredWord(
      {
        type: "string",
        example: "2026-10",
        isFile: true,
        about: {
          en: "A calendar month, YYYY-MM, or a sheet that was filled in (XLSX, CSV)",
          "zh-CN": "结算月份 YYYY-MM，或已填写的表格（XLSX、CSV）",
        },
      },
      { en: "name a month or a sheet", "zh-CN": "请给出月份或表格文件" },
    ),
  },
  options: {
    ...decisionFilterOptions,
    all: flag({
      en: "Those too that change no amount, and decisions whose discrepancy is gone",
      "zh-CN": "包括不影响金额的差异，以及差异已不存在的处理结论",
    }),
    as: oneOf(decisionStates, {
      en: "Decide all that are listed: open withdraws",
      "zh-CN": "为列出的全部差异记录这一结论；open 表示撤回",
    }),
    reason: oneOf(acceptedReasons, { en: "Why they are accepted", "zh-CN": "接受的理由" }),
    ref: text("T-88", { en: "The number of a ticket", "zh-CN": "工单号" }),
    amount: text("1.20", { en: "What was credited for each, in yuan", "zh-CN": "每项补偿的金额（元）" }),
    units: text("1", { en: "Units given back to a pack for each", "zh-CN": "每项退回资源包的次数" }),
    note: text("refund agreed by phone", { en: "A note, at most 500 characters", "zh-CN": "备注，不超过 500 个字符" }),
    author: text("wang", {
      en: "Who decides; by default the name of the system's user",
      "zh-CN": "处理人；不填则为系统用户名",
    }),
    ...dryRunOption,
    ...outputOptions("table", "json", "csv", "xlsx"),
    ...outOption,
    ...ledgerOptions,
  },
  examples: [
    { line: "decide 2026-10 --out october.xlsx", en: "a sheet to fill in", "zh-CN": "导出表格，供填写结论" },
    { line: "decide october.xlsx", en: "read it back", "zh-CN": "读回填好的表格" },
    {
      line: "decide 2026-10 --kind duplicate_in_bill --state open --as disputed --ref T-88",
      en: "decide many at once",
      "zh-CN": "批量记录结论",
    },
  ],
} satisfies CommandSpec
