/** What this program alone says when it starts, or does not, in both languages. */
import type { Language } from "@faceid-tally/report"

interface StartText {
  readonly help: string
  readonly listening: (url: string) => string
  readonly open: string
  readonly keyNeeded: (host: string) => string
}

const en: StartText = {
  help: `faceid-tally-http [options]

The books over HTTP: a REST API at /v1 (described at /docs) and the console at /console.

  -p, --port <number>   the port to listen on; 0 is any free one   [PORT, default 8080]
      --host <address>  the address to listen on                   [HOST, default 127.0.0.1]
      --config <file>   the settings file                          [FACEID_TALLY_CONFIG, default faceid-tally.json]
      --ledger <address> sqlite:path or postgres://…               [FACEID_TALLY_LEDGER]
      --endpoint <host> the provider's host                        [FACEID_TALLY_ENDPOINT]
      --lang <language> en or zh-CN
      --version         print the version
  -h, --help            print this`,
  listening: (url) => `faceid-tally listens on ${url}`,
  open: "no key is configured: it answers this machine only",
  keyNeeded: (host) =>
    `no key is configured, and ${host} can be reached from other machines: make one first (faceid-tally key create --role admin), or listen on 127.0.0.1.`,
}

const zhCN: StartText = {
  help: `faceid-tally-http [选项]

通过 HTTP 使用账本：REST API 在 /v1（说明见 /docs），控制台在 /console。

  -p, --port <数字>      监听端口；0 表示任一空闲端口   [PORT，默认 8080]
      --host <地址>      监听地址                       [HOST，默认 127.0.0.1]
      --config <文件>    设置文件                       [FACEID_TALLY_CONFIG，默认 faceid-tally.json]
      --ledger <地址>    sqlite:路径 或 postgres://…    [FACEID_TALLY_LEDGER]
      --endpoint <主机>  服务商的主机                   [FACEID_TALLY_ENDPOINT]
      --lang <语言>      en 或 zh-CN
      --version          显示版本
  -h, --help             显示本帮助`,
  listening: (url) => `faceid-tally 正在监听 ${url}`,
  open: "未配置密钥：只应答本机",
  keyNeeded: (host) =>
    `未配置密钥，而 ${host} 可从其他机器访问：请先创建密钥（faceid-tally key create --role admin），或监听 127.0.0.1。`,
}

/** By language. */
export const startTexts: Readonly<Record<Language, StartText>> = { en, "zh-CN": zhCN }
