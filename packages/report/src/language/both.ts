/**
 * A text in both languages, beside each other. Neither can be left out, and both say the same facts: the compiler refuses
 * a Chinese text whose facts are not those of the English one.
 */
import type { Language } from "./Language.ts"

export type Both<Text> = Readonly<Record<Language, Text>>

export function both(en: string, zhCN: string): Both<string>
export function both<Facts extends ReadonlyArray<unknown>>(
  en: (...facts: Facts) => string,
  zhCN: (...facts: NoInfer<Facts>) => string,
): Both<(...facts: Facts) => string>
export function both<Text>(en: Text, zhCN: NoInfer<Text>): Both<Text>
export function both<Text>(en: Text, zhCN: Text): Both<Text> {
  return { en, "zh-CN": zhCN }
}

/** A sentence that names no fact, among others that do. */
export const fixed = (en: string, zhCN: string): Both<() => string> =>
  both(
    () => en,
    () => zhCN,
  )

/** Texts, and groups of texts, as one language has them. */
export type InOne<Texts> = string extends keyof Texts
  ? EachInOne<Texts>
  : Texts extends Both<infer Text>
    ? Text
    : EachInOne<Texts>

type EachInOne<Texts> = { readonly [Name in keyof Texts]: InOne<Texts[Name]> }

/** All texts of a room, by language: `countText[language].headline`. */
export const byLanguage = <Room extends object>(room: Room): Both<InOne<Room>> => ({
  en: inOne(room, "en"),
  "zh-CN": inOne(room, "zh-CN"),
})

function inOne<Room extends object>(room: Room, language: Language): InOne<Room> {
  const texts = Object.entries(room).map(([name, text]) => [
    name,
    isBoth(text) ? text[language] : inOne(text, language),
  ])
  // The type follows the same two cases.
  return Object.fromEntries(texts) as InOne<Room>
}

const isBoth = (text: object): text is Both<unknown> => Object.hasOwn(text, "zh-CN")
