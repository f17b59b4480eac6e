/** What `simulate` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  sinceNeeded: "--since is needed, for example --since 2026-10-01.",
  pricesNeeded: (option: string) => `${option} needs --since and --prices, for example --prices prices.json.`,
  accountBills: (folder: string, files: number, planted: number) =>
    `${files} account bills in ${folder}, ${planted} money errors planted in them.`,
  running: (url: string) => `The provider is simulated at ${url}`,
  history: (verifications: number, from: string, to: string, planted: number) =>
    `${verifications} BizTokens from ${from} to ${to}, ${planted} billing errors planted; ask /simulator/truth.`,
  use: "To use it, in another terminal:",
  stop: "Ctrl-C ends it.",
  cannotStart: (reason: string) => `The simulator does not start: ${reason}`,
}

const zhCN: typeof en = {
  sinceNeeded: "请给出 --since，例如 --since 2026-10-01。",
  pricesNeeded: (option) => `${option} 需要 --since 和 --prices，例如 --prices prices.json。`,
  accountBills: (folder, files, planted) => `${folder} 中有 ${files} 份账户账单，预置金额错误 ${planted} 个。`,
  running: (url) => `模拟的腾讯云运行在 ${url}`,
  history: (verifications, from, to, planted) =>
    `${from} 至 ${to} 共 ${verifications} 个 BizToken，预置账单错误 ${planted} 个；标准答案见 /simulator/truth。`,
  use: "在另一个终端中这样使用：",
  stop: "按 Ctrl-C 结束。",
  cannotStart: (reason) => `模拟器无法启动：${reason}`,
}

export const simulateText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
