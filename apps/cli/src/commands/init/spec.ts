/** `init` on the command line: the first settings file, by questions or by options. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { flag, oneOf, repeatable, text } from "../../spec/optionKinds.ts"
import { ledgerOptions } from "../../spec/sharedOptions.ts"

/** Those that have published rules. */
export const editions = ["plus", "eid", "intention", "wechat", "app"] as const
export type Edition = (typeof editions)[number]

export const initSpec = {
  name: "init",
  about: {
    en: "Write a settings file, by questions in a terminal or by options",
    "zh-CN": "生成配置文件：在终端中逐项询问，或由选项给出",
  },
  positionals: {},
  options: {
    ...ledgerOptions,
    account: repeatable(
      text("shop", {
        en: "A Tencent Cloud account by a name of your own, by default default; may be repeated",
        "zh-CN": "腾讯云账号，名称自定，默认 default；可重复给出",
      }),
    ),
    rule: repeatable(
      text("1001=shop", {
        en: "A RuleId, with its account where there are several; may be repeated",
        "zh-CN": "RuleId，有多个账号时写明账号；可重复给出",
      }),
    ),
    edition: oneOf(editions, {
      en: "The edition whose published rules the flags of these RuleIds are checked by",
      "zh-CN": "这些 RuleId 的版本，用于按公布的规则核对计费标志",
    }),
    force: flag({ en: "Write over a file that is there", "zh-CN": "覆盖已有的文件" }),
  },
  examples: [
    { line: "init", en: "asks for what it needs", "zh-CN": "逐项询问" },
    {
      line: "init --config shop.json --account shop --rule 1001 --edition plus",
      en: "without questions",
      "zh-CN": "不询问，由选项给出",
    },
  ],
} satisfies CommandSpec
