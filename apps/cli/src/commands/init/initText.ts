/** What `init` asks and says, in both languages. */
import { both, byLanguage } from "@faceid-tally/report"

import { editions } from "./spec.ts"

export const initText = byLanguage({
  /** A question, and what an empty answer means. */
  ask: {
    ledger: both(
      "Ledger, sqlite:<path> or postgres://… without a password",
      "账本，sqlite:<路径> 或不含密码的 postgres://…",
    ),
    account: both(
      "Tencent Cloud accounts, names of your own with blanks between",
      "腾讯云账号，名称自定，多个之间用空格隔开",
    ),
    rule: both(
      "RuleIds with blanks between; with several accounts as 1001=shop; none may be named now",
      "RuleId，多个之间用空格隔开；有多个账号时写作 1001=shop；可暂不填写",
    ),
    edition: both(
      `Edition of these RuleIds (${editions.join(", ")}), to check flags by the published rules; or none`,
      `这些 RuleId 的版本（${editions.join("、")}），用于按公布的规则核对计费标志；可不填`,
    ),
  },
  notAnEdition: both(`That is none of these: ${editions.join(", ")}.`, `须为 ${editions.join("、")} 之一。`),
  notAnAccount: both(
    "An account is named by up to 64 letters, digits, _ and -, Chinese characters among them.",
    "账号名称由字母、数字、汉字、_ 和 - 组成，最长 64 个字符。",
  ),
  notARule: both(
    "A RuleId has up to 64 letters, digits, _ and -; with its account it is written 1001=shop.",
    "RuleId 由字母、数字、_ 和 - 组成，最长 64 个字符；带账号时写作 1001=shop。",
  ),
  unknownAccount: both(
    (rule: string, account: string, accounts: ReadonlyArray<string>) =>
      `RuleId ${rule}: there is no account ${account} among ${accounts.join(", ")}. Add --account ${account}.`,
    (rule, account, accounts) =>
      `RuleId ${rule}：账号 ${account} 不在 ${accounts.join("、")} 之中。请加上 --account ${account}。`,
  ),
  whichAccount: both(
    (rule: string, accounts: ReadonlyArray<string>) =>
      `Which account has RuleId ${rule}? Write ${rule}=${accounts[0] ?? ""}, or another of ${accounts.join(", ")}.`,
    (rule, accounts) =>
      `RuleId ${rule} 属于哪个账号？请写作 ${rule}=${accounts[0] ?? ""}，账号为 ${accounts.join("、")} 之一。`,
  ),
  twoAccounts: both(
    (rule: string) => `RuleId ${rule} is given to two accounts.`,
    (rule) => `RuleId ${rule} 被归到了两个账号。`,
  ),
  editionWithoutRule: both("--edition is of RuleIds: add --rule.", "--edition 针对 RuleId：请加上 --rule。"),
  password: both(
    "A settings file holds no password. Leave --ledger out, and put this address into the environment variable FACEID_TALLY_LEDGER.",
    "配置文件中不写密码。请不要给出 --ledger，而将该地址放入环境变量 FACEID_TALLY_LEDGER。",
  ),
  exists: both(
    (file: string) =>
      `${file} is there already, and stays as it is. Name another with --config, or write over it with --force.`,
    (file) => `${file} 已存在，未作改动。请用 --config 换一个文件名，或用 --force 覆盖。`,
  ),
  isFolder: both(
    (file: string) => `${file} is a folder. Name a file in it with --config.`,
    (file) => `${file} 是目录。请用 --config 给出其中的文件名。`,
  ),
  noFolder: both(
    (file: string) => `${file}: there is no such folder. Make it first, or name a file elsewhere.`,
    (file) => `${file}：目录不存在。请先创建目录，或换一个位置。`,
  ),
  unwritable: both(
    (file: string) => `${file}: no permission to write there.`,
    (file) => `${file}：没有写入权限。`,
  ),
  brokenOff: both("Nothing was written.", "未写入任何内容。"),
  written: both(
    (file: string) => `${file} is written. Secrets do not belong in it: they stay in environment variables.`,
    (file) => `已写入 ${file}。密钥不写在其中，只放在环境变量里。`,
  ),
  next: both("Next:", "接下来："),
})
