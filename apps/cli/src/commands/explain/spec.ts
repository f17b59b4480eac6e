/** `explain` on the command line: what a return code means, and whether it is charged. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { requiredWord, text } from "../../spec/optionKinds.ts"
import { outputOptions, rulesOptions } from "../../spec/sharedOptions.ts"

export const explainSpec = {
  name: "explain",
  about: {
    en: "Explain a return code: what it means, and whether it is charged",
    "zh-CN": "解释返回码的含义，以及是否计费",
  },
  positionals: {
    errcode: requiredWord(text("2016", { en: "A return code, for example 2016", "zh-CN": "返回码，例如 2016" }), {
      en: "name a return code",
      "zh-CN": "请给出返回码",
    }),
  },
  options: {
    edition: text("plus", {
      en: "Only the rules of an edition: plus, eid, intention, wechat or app",
      "zh-CN": "只看某一版本的规则：plus、eid、intention、wechat 或 app",
    }),
    day: text("2026-10-01", {
      en: "The rules of a day, YYYY-MM-DD, instead of today's",
      "zh-CN": "按某一天的规则，YYYY-MM-DD，而不是当前规则",
    }),
    rules: rulesOptions.rules,
    ...outputOptions("table", "json"),
  },
  examples: [
    { line: "explain 2016", en: "is a failed comparison charged?", "zh-CN": "比对未通过是否计费？" },
    {
      line: "explain 2011 --edition wechat --day 2021-07-01",
      en: "by the rules of an earlier day",
      "zh-CN": "按较早日期的规则",
    },
  ],
} satisfies CommandSpec
