/** The languages of everything a person reads. JSON has none: there, reasons are codes. */

export const languages = ["zh-CN", "en"] as const
export type Language = (typeof languages)[number]

/** The language of a machine by its POSIX variables: the first that is set and not empty decides. */
export const languageOf = (env: { readonly [name: string]: string | undefined }): Language =>
  /^zh/i.test(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "") ? "zh-CN" : "en"
