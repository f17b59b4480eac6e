/** What `statement` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  notAnAmount: (name: string) => `--${name} needs an amount in yuan, for example 12345.67.`,
  whoseInvoice: "--invoice is the invoice of one account: say which with --account.",
}

const zhCN: typeof en = {
  notAnAmount: (name) => `--${name} 需要以元为单位的金额，例如 12345.67。`,
  whoseInvoice: "--invoice 是某一个账号的发票金额：请用 --account 指明账号。",
}

export const statementText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
