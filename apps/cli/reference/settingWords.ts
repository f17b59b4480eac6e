/** What each setting means, in both languages. A test holds the keys to those of the schema. */
import type { Words } from "./markdown.ts"

const words = (en: string, zhCN: string): Words => ({ en, "zh-CN": zhCN })

export const settingWords: Readonly<Record<string, Words>> = {
  language: words(
    "Language of what people read; `--lang` and `FACEID_TALLY_LANG` go before it. Default: the machine's",
    "界面语言；`--lang` 和 `FACEID_TALLY_LANG` 优先。默认与系统一致",
  ),
  ledger: words(
    "The ledger: `sqlite:<path>` or `postgres://…`. Default: `sqlite:faceid-tally.db`",
    "账本：`sqlite:<路径>` 或 `postgres://…`。默认 `sqlite:faceid-tally.db`",
  ),
  connections: words(
    "Connections to PostgreSQL of one process at a time. Default: 10",
    "一个进程同时使用的 PostgreSQL 连接数。默认 10",
  ),
  endpoint: words(
    "The provider's host, or an http URL on this machine (the simulator)",
    "腾讯云接入地址，或本机的 http 地址（模拟器）",
  ),
  proxy: words(
    "`http://[user:password@]host:port` for all that goes out, or `none`. Default: as the environment says",
    "访问外网所用的代理 `http://[用户:密码@]主机:端口`，或 `none`。默认取环境变量",
  ),
  accounts: words("Tencent Cloud accounts, by names of your own", "腾讯云账号，名称自定"),
  "accounts.<name>.secretId": words("SecretId; better by `secretIdEnv`", "SecretId；建议改用 `secretIdEnv`"),
  "accounts.<name>.secretKey": words("SecretKey; better by `secretKeyEnv`", "SecretKey；建议改用 `secretKeyEnv`"),
  "accounts.<name>.token": words("Token of temporary credentials", "临时密钥的 Token"),
  "accounts.<name>.secretIdEnv": words("The environment variable with the SecretId", "存放 SecretId 的环境变量名"),
  "accounts.<name>.secretKeyEnv": words("The environment variable with the SecretKey", "存放 SecretKey 的环境变量名"),
  "accounts.<name>.tokenEnv": words("The environment variable with the token", "存放 Token 的环境变量名"),
  "accounts.<name>.resultsPerSecond": words(
    "Requests for results a second, all processes on a ledger together. Default: 100",
    "每秒拉取结果的请求数，同一账本的所有进程合计。默认 100",
  ),
  "accounts.<name>.billPagesPerSecond": words(
    "Requests for pages of the bill a second. Default: 20",
    "每秒拉取账单页的请求数。默认 20",
  ),
  prices: words(
    "The price plan: one file for all accounts; relative to the settings",
    "价目文件：所有账号共用一个；相对于配置文件所在目录",
  ),
  "prices.<name>": words("Or one file for each account, by its name", "或按账号名称各用一个文件"),
  rules: words("What you know of each RuleId", "各 RuleId 的信息"),
  "rules.<name>.title": words("A name of your own for it", "自定名称，便于阅读"),
  "rules.<name>.channel": words("How people come to it", "接入渠道"),
  "rules.<name>.edition": words(
    "Whose published rules its flags are audited by: `plus`, `eid`, `intention`, `wechat` or `app`",
    "按哪个版本公布的规则核查：`plus`、`eid`、`intention`、`wechat` 或 `app`",
  ),
  "rules.<name>.account": words("The account it belongs to. Default: `default`", "所属账号。默认 `default`"),
  http: words("The HTTP service and its limits", "HTTP 服务及其限额"),
  "http.bodyBytesMax": words(
    "Bytes of one request, packed or unpacked. Default: 1 GiB",
    "单个请求的最大字节数（压缩或解压后）。默认 1 GiB",
  ),
  "http.requestSeconds": words(
    "How long a request may take, its upload aside. Default: 60",
    "请求时限（不含上传）。默认 60 秒",
  ),
  "http.uploadSeconds": words("How long an upload may take. Default: 900", "上传时限。默认 900 秒"),
  "http.idleSeconds": words("How long an upload may stand still. Default: 20", "上传可停顿的时间。默认 20 秒"),
  "http.concurrency": words("Requests worked on at a time. Default: 64", "同时处理的请求数。默认 64"),
  "http.requestsPerSecond": words("Requests a second of one key. Default: no limit", "每个密钥每秒的请求数。默认不限"),
  "http.trustedProxies": words(
    "Proxies whose X-Forwarded-For is believed: addresses, or networks as `10.0.0.0/8`. Default: none",
    "可信代理（采信其 X-Forwarded-For）：地址或网段，如 `10.0.0.0/8`。默认无",
  ),
  webhook: words("The receiver of callbacks and signed events", "接收端：回调与签名事件"),
  "webhook.callbacks": words("By the name in the path `/callback/<name>`", "以路径 `/callback/<name>` 中的名称区分"),
  "webhook.callbacks.<name>.redirectTo": words(
    "The one address that browsers are sent on to",
    "浏览器跳转到的唯一地址",
  ),
  "webhook.callbacks.<name>.pass": words(
    "Query parameters that are passed on; never `Extra`. Default: none",
    "跳转时带上的查询参数；`Extra` 一律不带。默认无",
  ),
  "webhook.callbacks.<name>.ruleId": words(
    "The RuleId of BizTokens that come unregistered",
    "未登记的 BizToken 所属的 RuleId",
  ),
  "webhook.callbacks.<name>.account": words("Their account", "未登记的 BizToken 所属的账号"),
  "webhook.callbacks.<name>.acceptUnregistered": words(
    "Register BizTokens that are unknown; needs `ruleId`",
    "登记未知的 BizToken；须同时写明 `ruleId`",
  ),
  "webhook.callbacks.<name>.acceptPerMinute": words(
    "How many of them a minute at most. Default: 60",
    "每分钟最多登记的数量。默认 60",
  ),
  "webhook.secrets": words(
    "What events are signed with; better by `secretsEnv`",
    "事件的签名密钥；建议改用 `secretsEnv`",
  ),
  "webhook.secretsEnv": words("Environment variables that hold such secrets", "存放签名密钥的环境变量名"),
  "webhook.maxBodyBytes": words("Bytes of an event at most. Default: 1 MiB", "单个事件的最大字节数。默认 1 MiB"),
  "webhook.maxDepth": words("How deep its JSON may be nested. Default: 32", "事件 JSON 的最大嵌套层数。默认 32"),
  "webhook.eventsPerSecond": words("Signed events a second. Default: 200", "每秒的签名事件数。默认 200"),
  "webhook.maxConnections": words("Connections at a time. Default: 1000", "同时的连接数。默认 1000"),
  "webhook.receivers": words(
    "How many receivers share the rate of the accounts. Default: 1",
    "共用账号限频的接收端数量。默认 1",
  ),
  alerts: words("Who hears of what goes wrong", "出现问题时通知谁"),
  "alerts.language": words("Language of alerts. Default: `language`", "告警语言。默认同 `language`"),
  "alerts.consoleUrl": words(
    "Where people reach the console: alerts link to it",
    "控制台的访问地址：告警中的链接指向它",
  ),
  "alerts.heartbeat": words("That silence means something", "心跳：没有消息也是消息"),
  "alerts.heartbeat.url": words(
    "Asked for every five minutes for as long as the worker is well",
    "后台任务正常时每五分钟访问一次的地址",
  ),
  "alerts.heartbeat.urlEnv": words("The environment variable with that address", "存放该地址的环境变量名"),
  "alerts.heartbeat.daily": words(
    "At 10:00 in China each target hears that all is well, or what is not",
    "每天 10:00（北京时间）向各目标报告一切正常或存在的问题",
  ),
  "alerts.targets": words("By names of your own", "告警目标，名称自定"),
  "alerts.targets.<name>.type": words(
    "A service of your own, or a robot of WeCom, DingTalk or Feishu",
    "自有服务，或企业微信、钉钉、飞书的群机器人",
  ),
  "alerts.targets.<name>.url": words("Its address, https; better by `urlEnv`", "地址（https）；建议改用 `urlEnv`"),
  "alerts.targets.<name>.urlEnv": words("The environment variable with the address", "存放地址的环境变量名"),
  "alerts.targets.<name>.secret": words(
    "What a `webhook` is signed with, or the robot's secret",
    "`webhook` 的签名密钥，或机器人的加签密钥",
  ),
  "alerts.targets.<name>.secretEnv": words("The environment variable with the secret", "存放该密钥的环境变量名"),
  "alerts.targets.<name>.kinds": words("What it hears of. Default: everything", "接收哪些告警。默认全部"),
}

export const variableWords: Readonly<Record<string, Words>> = {
  FACEID_TALLY_CONFIG: words("The file of the settings", "配置文件"),
  FACEID_TALLY_LEDGER: words("The ledger", "账本"),
  FACEID_TALLY_ENDPOINT: words("The provider's host", "腾讯云接入地址"),
  FACEID_TALLY_LANG: words("The language, `en` or `zh-CN`", "语言，`en` 或 `zh-CN`"),
  FACEID_TALLY_WEBHOOK_SECRET: words(
    "What events are signed with; several with spaces between",
    "事件的签名密钥；多个以空格分隔",
  ),
  TENCENTCLOUD_SECRET_ID: words("SecretId of the account `default`", "账号 `default` 的 SecretId"),
  TENCENTCLOUD_SECRET_KEY: words("SecretKey of the account `default`", "账号 `default` 的 SecretKey"),
  TENCENTCLOUD_TOKEN: words(
    "Token of temporary credentials of the account `default`",
    "账号 `default` 临时密钥的 Token",
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: words(
    "Where traces are sent; without it there are none",
    "链路追踪的接收地址；不设则不发送",
  ),
}
