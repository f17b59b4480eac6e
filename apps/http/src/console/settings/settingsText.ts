/** What the page of settings says, in both languages. */
import type { Channel } from "@faceid-tally/host/apps"
import { both, type Both, byLanguage } from "@faceid-tally/report"

const channels: Readonly<Record<Channel, Both<string>>> = {
  mini_program: both("mini program", "小程序"),
  native_h5: both("native H5", "H5（微信公众号）"),
  h5: both("plain H5", "H5（微信浏览器）"),
}

export const settingsText = byLanguage({
  title: both("Settings", "设置"),
  lead: both(
    "To be read only. Edit faceid-tally.json or the environment and restart the service. Keys and passwords are not shown.",
    "只供查看。修改请编辑 faceid-tally.json 或环境变量，然后重启服务。密钥和密码不会显示。",
  ),
  ledger: both("Ledger", "账本"),
  provider: both("Provider", "腾讯云接口"),
  endpointDefault: both("default", "默认"),
  accounts: both("Accounts", "账号"),
  noAccounts: both("No account is named; the account is default.", "没有写明账号，使用 default。"),
  set: both("set", "已设置"),
  notSet: both("not set", "未设置"),
  fromEnvironment: both(
    (name: string) => `environment variable ${name}`,
    (name) => `环境变量 ${name}`,
  ),
  rules: both("RuleIds", "RuleId"),
  noRules: both(
    "No RuleId is named. Name the edition of each, and flags are audited by the published rules.",
    "没有写明 RuleId。写明每个 RuleId 的版本后，收费标志可按公布的规则核查。",
  ),
  channel: both("Channel", "渠道"),
  channels,
  edition: both("Edition", "版本"),
  titleColumn: both("Title", "名称"),
  keys: both("Access keys", "访问密钥"),
  noKeys: both("There are no keys yet.", "还没有密钥。"),
  keyTitle: both("Title", "名称"),
  role: both("Role", "角色"),
  created: both("Created", "创建时间"),
  revoked: both("revoked", "已吊销"),
  active: both("active", "有效"),
  version: both("Program version", "程序版本"),
  all: both("All settings", "全部设置"),
})
