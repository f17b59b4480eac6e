/** What this program alone says when it starts, or does not, in both languages. */
import type { Language } from "@faceid-tally/report"

interface StartText {
  readonly help: string
  readonly listening: (url: string) => string
  readonly onlyReceives: string
}

const en: StartText = {
  help: `faceid-tally-webhook [options]

Receives the browser redirects of the provider at /callback/{name} and signed events at /events; the worker beside it
collects results, closes the days and tells alerts.

  -p, --port <number>    the port to listen on; 0 is any free one   [PORT, default 8081]
      --host <address>   the address to listen on                   [HOST, default 127.0.0.1]
      --no-worker        only receive: the worker runs elsewhere
      --config <file>    the settings file                          [FACEID_TALLY_CONFIG, default faceid-tally.json]
      --ledger <address> sqlite:path or postgres://…                [FACEID_TALLY_LEDGER]
      --endpoint <host>  the provider's host                        [FACEID_TALLY_ENDPOINT]
      --lang <language>  en or zh-CN
      --version          print the version
  -h, --help             print this`,
  listening: (url) => `faceid-tally-webhook listens on ${url}`,
  onlyReceives: "no worker",
}

const zhCN: StartText = {
  help: `faceid-tally-webhook [选项]

在 /callback/{名称} 接收服务商的浏览器跳转，在 /events 接收带签名的事件；随之运行的 worker 拉取结果、按日结账并发出告警。

  -p, --port <数字>      监听端口；0 表示任一空闲端口   [PORT，默认 8081]
      --host <地址>      监听地址                       [HOST，默认 127.0.0.1]
      --no-worker        只接收：worker 在别处运行
      --config <文件>    设置文件                       [FACEID_TALLY_CONFIG，默认 faceid-tally.json]
      --ledger <地址>    sqlite:路径 或 postgres://…    [FACEID_TALLY_LEDGER]
      --endpoint <主机>  服务商的主机                   [FACEID_TALLY_ENDPOINT]
      --lang <语言>      en 或 zh-CN
      --version          显示版本
  -h, --help             显示本帮助`,
  listening: (url) => `faceid-tally-webhook 正在监听 ${url}`,
  onlyReceives: "不运行 worker",
}

/** By language. */
export const startTexts: Readonly<Record<Language, StartText>> = { en, "zh-CN": zhCN }
