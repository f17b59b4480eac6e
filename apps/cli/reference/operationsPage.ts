/** The page of the HTTP operations, from the OpenAPI document, which is made from what validates requests. */
import type { Language } from "@faceid-tally/report"

import { openApiDocument, type OpenApiOperation } from "../../http/src/openapi/document.ts"
import { operations } from "../../http/src/resources/index.ts"
import { anchor, code, MADE, page, stop, table, type Words } from "./markdown.ts"

const title: Words = { en: "# HTTP operations", "zh-CN": "# HTTP 接口" }
const intro: Words = {
  en:
    "Every operation of the service that `faceid-tally serve` runs. The service itself has the whole description, with the " +
    "schema of every answer: `/docs` for people, `/openapi.json` for programs. Times are ISO 8601 at +08:00; days are days in " +
    "China. The codes of problems stand in [Kinds and codes](codes.md#problems).",
  "zh-CN":
    "`faceid-tally serve` 所提供服务的全部接口。完整说明（含每个应答的结构）由服务自己提供：`/docs` 供人阅读，`/openapi.json` 供程序使用。" +
    "时间为 ISO 8601，东八区；日期为北京时间的自然日。问题代码见[差异类别与代码](codes.md#problems)。",
}
const words = {
  roles: { en: "Key", "zh-CN": "密钥角色" },
  everyone: { en: "none is needed", "zh-CN": "无需密钥" },
  parameter: { en: "parameter", "zh-CN": "参数" },
  place: { en: "where", "zh-CN": "位置" },
  about: { en: "what it is", "zh-CN": "说明" },
  needed: { en: "Needed. ", "zh-CN": "必填。" },
  body: { en: "Body", "zh-CN": "请求体" },
  answers: { en: "Answers", "zh-CN": "应答" },
  problems: { en: "Problems", "zh-CN": "问题状态码" },
  colon: { en: ": ", "zh-CN": "：" },
  comma: { en: ", ", "zh-CN": "、" },
} as const satisfies Readonly<Record<string, Words>>

export const operationsPage = (language: Language): string => {
  const { paths, tags } = openApiDocument(operations, "", language)
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ call: `${method.toUpperCase()} ${path}`, operation })),
  )
  return page(
    MADE[language],
    title[language],
    intro[language],
    ...(tags as ReadonlyArray<{ readonly name: string; readonly description: string }>).flatMap((tag) => [
      `## ${tag.name}`,
      `${tag.description}${stop[language]}`,
      ...all
        .filter(({ operation }) => operation.tags.includes(tag.name))
        .flatMap(({ call, operation }) => operationParts(language, call, operation)),
    ]),
  )
}

const operationParts = (language: Language, call: string, operation: OpenApiOperation): ReadonlyArray<string> => {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  const roles = operation["x-roles"] as ReadonlyArray<string> | undefined
  const named = (name: Words, text: string) =>
    text === "" ? [] : [`- ${name[language]}${words.colon[language]}${text}`]
  const answers = Object.entries(responses).filter(([, answer]) => answer["$ref"] === undefined)
  const problems = Object.keys(responses).filter((status) => responses[status]?.["$ref"] !== undefined)
  return [
    `${anchor(operationId)}\n### ${code(call)}`,
    `${summary}${stop[language]}${description === undefined ? "" : `\n${description}`}`,
    [
      ...named(
        words.roles,
        roles === undefined ? words.everyone[language] : roles.map(code).join(words.comma[language]),
      ),
      ...named(
        words.body,
        Object.keys(requestBody?.content ?? {})
          .map(code)
          .join(words.comma[language]),
      ),
      ...named(
        words.answers,
        answers
          .map(([status, answer]) => `${status} ${String(answer["description"])}`)
          .join(language === "en" ? "; " : "；"),
      ),
      ...named(words.problems, problems.join(words.comma[language])),
    ].join("\n"),
    parameters.length === 0
      ? ""
      : table(
          [words.parameter[language], words.place[language], words.about[language]],
          parameters.map(({ name, in: place, required, description: about }) => [
            code(name),
            place,
            `${required ? words.needed[language] : ""}${String(about)}`,
          ]),
        ),
    exampleOf(requestBody?.content),
  ]
}

const exampleOf = (content: OpenApiOperation["responses"] = {}): string => {
  const example = content["application/json"]?.["example"]
  return example === undefined ? "" : `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``
}
