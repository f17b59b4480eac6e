/** The page of what can be done by command and by HTTP. */
import type { Language } from "@faceid-tally/report"

import { operations } from "../../http/src/resources/index.ts"
import { code, MADE, page, table, type Words } from "./markdown.ts"
import { capabilities } from "./reach.ts"

const words = {
  title: { en: "# CLI and HTTP", "zh-CN": "# 命令行与 HTTP 对照" },
  intro: {
    en: "What can be done by a command can be done by an HTTP request, and the reverse; where it cannot, the table says why.",
    "zh-CN": "命令能做的，HTTP 接口也能做，反之亦然；不能的，表中说明原因。",
  },
  about: { en: "what", "zh-CN": "功能" },
  commands: { en: "command", "zh-CN": "命令" },
  operations: { en: "operation", "zh-CN": "接口" },
  why: { en: "remark", "zh-CN": "说明" },
} as const satisfies Readonly<Record<string, Words>>

const calls: ReadonlyMap<string, string> = new Map(operations.map(({ id, method, path }) => [id, `${method} ${path}`]))

export const reachPage = (language: Language): string =>
  page(
    MADE[language],
    words.title[language],
    words.intro[language],
    table(
      [words.about, words.commands, words.operations, words.why].map((each) => each[language]),
      capabilities.map(({ about, commands, operations: ids, why }) => [
        about[language],
        commands.map((name) => `[${code(name)}](commands.md#${name.replace(" ", "-")})`).join("<br>"),
        ids.map((id) => `[${code(calls.get(id) ?? id)}](http.md#${id})`).join("<br>"),
        why?.[language] ?? "",
      ]),
    ),
  )
