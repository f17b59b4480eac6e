/** What stands beside every page: the pages of its language, in the order in which they are read. */

type Language = "en" | "zh-CN"

interface Group {
  readonly title: string
  readonly pages: ReadonlyArray<{ readonly stem: string; readonly title: string }>
}

const group = (title: string, folder: string, pages: Readonly<Record<string, string>>): Group => ({
  title,
  pages: Object.entries(pages).map(([name, about]) => ({ stem: `${folder}${name}`, title: about })),
})

const menus: Readonly<Record<Language, ReadonlyArray<Group>>> = {
  en: [
    group("Guides", "/guides/en/", {
      "ten-minutes": "Ten minutes",
      "what-to-log": "What to log",
      recipes: "Recipes",
      faq: "FAQ",
      dispute: "How to dispute",
    }),
    group("Reference", "/reference/en/", {
      commands: "Commands",
      http: "HTTP",
      "cli-and-http": "CLI and HTTP",
      settings: "Settings",
      codes: "Kinds and codes",
    }),
    group("Operation", "/", { "runbook/en": "Runbook", receipts: "Receipts" }),
    group("Rules", "/", { rules: "Rules", money: "Money", provider: "Provider", words: "Words" }),
  ],
  "zh-CN": [
    group("指南", "/guides/zh-CN/", {
      "ten-minutes": "十分钟上手",
      "what-to-log": "该记什么",
      recipes: "取数与定时",
      faq: "常见问题",
      dispute: "怎样申诉",
    }),
    group("查阅", "/reference/zh-CN/", {
      commands: "命令",
      http: "HTTP 接口",
      "cli-and-http": "命令行与 HTTP",
      settings: "配置",
      codes: "类别与代码",
    }),
    group("运维", "/", { "runbook/zh-CN": "运维手册", receipts: "凭证（英文）" }),
  ],
}

const words = {
  en: { menu: "Pages", other: "简体中文", skip: "To the text", code: "Source" },
  "zh-CN": { menu: "目录", other: "English", skip: "跳到正文", code: "源码" },
} as const

export const languageOf = (stem: string): Language => (/\/zh-CN(\/|$)/.test(stem) ? "zh-CN" : "en")

/** The same page in the other language, from the root; none where there is one language only. */
export const otherLanguage = (stem: string): string | undefined => {
  const other = stem.replace(/\/(en|zh-CN)(?=\/|$)/, (_, language) => (language === "en" ? "/zh-CN" : "/en"))
  return other === stem ? undefined : `${other}.html`.slice(1)
}

export const groupsOf = (language: Language): ReadonlyArray<Group> => menus[language]
export const wordsOf = (language: Language): (typeof words)[Language] => words[language]
export const titleOf = (raw: string): string => /^# (.*)$/m.exec(raw)?.[1] ?? ""
