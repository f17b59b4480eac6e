/** Markdown that stands in tables and headings as it was meant. */
import type { Language } from "@faceid-tally/report"

export type Words = Readonly<Record<Language, string>>

export const code = (text: string): string => `\`${text}\``

/** A bar ends a cell, and a line break a row; an angle bracket would begin HTML, which `<br>` is meant to. */
const cell = (text: string): string =>
  text
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|")
    .replaceAll(/`[^`]*`|<(?!br>)/g, (part) => (part === "<" ? "&lt;" : part))

export const table = (header: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [header, header.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n")

/** Paragraphs, with an empty line between; those that are empty are left out. */
export const page = (...parts: ReadonlyArray<string>): string => `${parts.filter((part) => part !== "").join("\n\n")}\n`

/** Anchors that both languages share. */
export const anchor = (id: string): string => `<a id="${id}"></a>`

/** What ends a sentence. */
export const stop: Words = { en: ".", "zh-CN": "。" }

export const MADE: Words = {
  en: "<!-- Made by `pnpm reference` from the sources; a test compares it. -->",
  "zh-CN": "<!-- 由 `pnpm reference` 根据源码生成，有测试比对。 -->",
}
