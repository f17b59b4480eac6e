/** The document for people: one page without scripts that works offline, in both languages where this program speaks. */
import type { Language } from "@faceid-tally/report"
import type { Json } from "@faceid-tally/report/documents"
import { html, raw } from "hono/html"

import { type ProblemCode, problemTexts, problemType } from "../problem/problemTexts.ts"
import type { OpenApiDocument, OpenApiOperation, Parameter } from "./document.ts"

const words = {
  en: {
    title: "faceid-tally: the API",
    intro: "All of it, made from the program itself. For programs:",
    key: "Send a key as Authorization: Bearer ft_…; without any key the service answers its own machine only.",
    roles: "Roles",
    everyone: "everyone",
    parameters: "Parameters",
    body: "Body",
    answers: "Answers",
    required: "required",
    problems: "Problems",
    other: "中文",
    otherLanguage: "zh-CN",
  },
  "zh-CN": {
    title: "faceid-tally：API 说明",
    intro: "由程序自身生成的完整说明。供程序使用：",
    key: "请以 Authorization: Bearer ft_… 发送密钥；未配置任何密钥时，服务只应答本机。",
    roles: "角色",
    everyone: "所有人",
    parameters: "参数",
    body: "请求体",
    answers: "应答",
    required: "必填",
    problems: "错误",
    other: "English",
    otherLanguage: "en",
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>

type Words = (typeof words)[Language]

export const docsPage = (document: OpenApiDocument, language: Language) => {
  const say = words[language]
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${say.title}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>${say.title} ${document.info.version}</h1>
          <p>
            ${say.intro} <a href="/openapi.json">/openapi.json</a> ·
            <a href="/docs?lang=${say.otherLanguage}" lang="${say.otherLanguage}">${say.other}</a>
          </p>
          <p>${say.key}</p>
          <nav>
            <ul>
              ${operations.map(
                ({ path, method, operation }) =>
                  html`<li>
                    <a href="#${operation.operationId}"><code>${method} ${path}</code></a>
                  </li>`,
              )}
            </ul>
          </nav>
          ${operations.map(({ path, method, operation }) => section(path, method, operation, say))}
          <h2 id="problems">${say.problems}</h2>
          <table>
            <tbody>
              ${Object.entries(problemTexts).map(
                ([code, { status, [language]: text }]) =>
                  html`<tr>
                    <td>${status}</td>
                    <td><code>${problemType(code as ProblemCode)}</code></td>
                    <td>${text.title}<br /><small>${text.detail}</small></td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </main>
      </body>
    </html>`
}

const section = (path: string, method: string, operation: OpenApiOperation, say: Words) => {
  const roles = operation["x-roles"]
  const { parameters, requestBody, responses } = operation
  return html`<section id="${operation.operationId}">
    <h2><code>${method} ${path}</code></h2>
    <p><strong>${operation.summary}</strong></p>
    ${operation.description === undefined ? "" : html`<p>${operation.description}</p>`}
    <p>${say.roles}: ${Array.isArray(roles) ? roles.join(", ") : say.everyone}</p>
    ${parameters.length === 0 ? "" : parameterTable(parameters, say)}
    ${
      requestBody === undefined
        ? ""
        : html`<h3>${say.body}</h3>
            <p><code>${Object.keys(requestBody.content).join(", ")}</code></p>
            ${Object.values(requestBody.content).map(example)}`
    }
    <h3>${say.answers}</h3>
    ${Object.entries(responses).map(([status, response]) =>
      "$ref" in response
        ? html`<a href="#problems">${status}</a> `
        : html`<p>${status}: ${String(response["description"])}</p>
            ${Object.values((response["content"] ?? {}) as Readonly<Record<string, Json>>).map(example)}`,
    )}
  </section>`
}

const parameterTable = (parameters: ReadonlyArray<Parameter>, say: Words) =>
  html`<h3>${say.parameters}</h3>
    <table>
      <tbody>
        ${parameters.map(
          ({ name, in: place, required, schema, description }) =>
            html`<tr>
              <td><code>${name}</code></td>
              <td>${place}${required ? ` · ${say.required}` : ""}</td>
              <td>${typeof description === "string" ? description : ""} ${valuesOf(schema)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`

const valuesOf = ({ enum: values }: Json): string => (Array.isArray(values) ? values.join(" · ") : "")

const example = (content: Json) =>
  content["example"] === undefined
    ? ""
    : html`<pre tabindex="0">
${typeof content["example"] === "string" ? content["example"] : JSON.stringify(content["example"], null, 2)}</pre>`

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9de, #3a4047); --soft: light-dark(#f4f6f8, #1d2126); }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fff, #14171a); color: light-dark(#1b1f23, #e6e9ec); }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: light-dark(#0550ae, #79b8ff); }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
h2 { overflow-wrap: anywhere; }
h3 { margin-bottom: .25rem; }
table { border-collapse: collapse; width: 100%; }
td { border-top: 1px solid var(--line); padding: .25rem .75rem .25rem 0; vertical-align: top; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .75rem; overflow: auto; max-height: 24rem; border-radius: .25rem; }
nav ul { columns: 18rem; padding-left: 1rem; list-style: none; }
`
