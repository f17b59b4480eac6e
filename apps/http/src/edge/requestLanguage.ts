/** In which language a request is answered: the one of ours that its `Accept-Language` weighs most, of equals the first. */
import { type Language, languages } from "@faceid-tally/report"
import type { Context } from "hono"
import { accepts } from "hono/accepts"

/** `otherwise` where the header names none of ours. */
export const requestLanguage = (c: Context, otherwise: Language): Language =>
  languageOf(accepts(c, { header: "Accept-Language", supports: [...languages], default: otherwise, match })) ??
  otherwise

/** A tag with its weight, as the header has it. */
interface Weighed {
  readonly type: string
  readonly q: number
}

const match = (asked: ReadonlyArray<Weighed>, { default: otherwise }: { readonly default: string }): string =>
  asked
    .filter(({ type, q }) => q > 0 && languageOf(type) !== undefined)
    .toSorted((a, b) => b.q - a.q)
    .map(({ type }) => type)[0] ?? otherwise

/** Every kind of English is `en`, every kind of Chinese `zh-CN`. */
const languageOf = (tag: string): Language | undefined =>
  languages.find((language) => primary(language) === primary(tag))

const primary = (tag: string): string | undefined => tag.toLowerCase().split("-")[0]
