/** What `statement` says, in both languages. */
import type { ReasonFault } from "@faceid-tally/books/engine"
import type { InvoiceFault } from "@faceid-tally/core/money"
import type { Language } from "@faceid-tally/report"

const en = {
  notAnAmount: (name: string) => `--${name} needs an amount in yuan, for example 12345.67.`,
  invoice: (account: string, known: string) =>
    ({
      whose: `--invoice is the invoice of one account: say which, --invoice <account>=12345.67 (${known}).`,
      given_twice: `--invoice is given more than once for the account ${account}.`,
      unknown_account: `--invoice names the account ${account}, which is not told of here: ${known}.`,
    }) satisfies Readonly<Record<InvoiceFault, string>>,
  onlyWithClose: (option: string) => `${option} belongs to --close.`,
  notOfOne: (option: string) => `A month is closed for all accounts: leave ${option} out.`,
  notLatest: (month: string, latest: string) =>
    `${month} is closed, and so is ${latest}: only the latest closed month can be closed again. What has changed since stands in the statement of the next open month.`,
  reason: {
    missing: "--force needs a reason: --reason “…”.",
    too_long: "--reason holds at most 500 characters.",
    personal: "--reason holds a phone number or an ID number: it is kept for good, so leave that out.",
  } satisfies Readonly<Record<ReasonFault, string>>,
}

const zhCN: typeof en = {
  notAnAmount: (name) => `--${name} 需要以元为单位的金额，例如 12345.67。`,
  invoice: (account, known) => ({
    whose: `--invoice 是某一个账号的发票金额，请指明账号：--invoice <账号>=12345.67（${known}）。`,
    given_twice: `账号 ${account} 的 --invoice 只能给出一次。`,
    unknown_account: `--invoice 指明的账号 ${account} 不在此列：${known}。`,
  }),
  onlyWithClose: (option) => `${option} 须与 --close 同用。`,
  notOfOne: (option) => `结账针对全部账号：请去掉 ${option}。`,
  notLatest: (month, latest) =>
    `${month} 已结账，其后的 ${latest} 也已结账：只有最近结账的月份可以重新结账。此后的变动列在下一个未结账月份的结算单中。`,
  reason: {
    missing: "--force 需要理由：--reason “…”。",
    too_long: "--reason 不得超过 500 个字符。",
    personal: "--reason 含有手机号或身份证号：理由会永久保存，请勿填写。",
  },
}

export const statementText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
