/** The languages of everything a person reads. JSON has none: there, reasons are codes. */

export const languages = ["zh-CN", "en"] as const
export type Language = (typeof languages)[number]

/** The language that a person names, in whatever way: `zh`, `zh_CN.UTF-8`, `en-US`. */
export const languageNamed = (text: string): Language | undefined =>
  /^zh([-_.]|$)/i.test(text) ? "zh-CN" : /^en([-_.]|$)/i.test(text) ? "en" : undefined

/** The language of a machine: by FACEID_TALLY_LANG, else by its POSIX variables; the first that is set decides. */
export const languageOf = (env: { readonly [name: string]: string | undefined }): Language =>
  languageNamed(env["FACEID_TALLY_LANG"] ?? "") ??
  (/^zh/i.test(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "") ? "zh-CN" : "en")
