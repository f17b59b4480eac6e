/** `register` on the command line: BizTokens into the ledger, so that their results are fetched. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { files, text } from "../../spec/optionKinds.ts"
import { dryRunOption, ledgerOptions, outputOptions, readingOptions } from "../../spec/sharedOptions.ts"

export const registerSpec = {
  name: "register",
  about: {
    en: "Register BizTokens, so that their results are collected",
    "zh-CN": "登记 BizToken，以便拉取其结果",
  },
  positionals: {
    bizToken: {
      type: "array",
      about: {
        en: "BizTokens as DetectAuth gave them, or - for standard input",
        "zh-CN": "DetectAuth 返回的 BizToken，或 - 表示标准输入",
      },
    },
  },
  options: {
    rule: text("1001", {
      en: "The RuleId they were issued with; in a file it holds for rows without one",
      "zh-CN": "签发时使用的 RuleId；文件中已有的以文件为准",
    }),
    "issued-at": text("2026-10-01T09:00:00+08:00", {
      en: "When they were issued, ISO 8601 with offset",
      "zh-CN": "签发时间，ISO 8601，带时区",
    }),
    account: text("default", {
      en: "The Tencent Cloud account they belong to; by default that of their RuleId in the settings, else default",
      "zh-CN": "所属的腾讯云账号（配置中的名称）；不填则按配置中 RuleId 所属账号，没有则为 default",
    }),
    file: files("tokens.csv", {
      en: "BizTokens from CSV or NDJSON: BizToken, RuleId, IssuedAt and Account",
      "zh-CN": "CSV 或 NDJSON 中的 BizToken：BizToken、RuleId、IssuedAt、Account",
    }),
    ...dryRunOption,
    ...outputOptions("table", "json"),
    ...readingOptions,
    ...ledgerOptions,
  },
  examples: [
    {
      line: "register 0b1c3a52-8e54-4fd7-9d2a-31cf40f2b711 --rule 1001 --issued-at 2026-10-01T09:00:00+08:00",
      en: "one BizToken, as soon as it is issued",
      "zh-CN": "登记一个 BizToken，签发后立即执行",
    },
    {
      line: "register --file tokens.csv --columns BizToken=token,IssuedAt=created_at --utc-offset +08:00",
      en: "many of them",
      "zh-CN": "批量登记",
    },
  ],
} satisfies CommandSpec
