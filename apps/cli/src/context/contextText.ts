/** What the commands of the books say beside what the reports do, in both languages. */
import type { PlanFaultCode } from "@faceid-tally/core/money"
import type { ConfigError } from "@faceid-tally/host"
import type { CheckedServer, ServerFault, ServerRemark } from "@faceid-tally/ledger"
import type { Language } from "@faceid-tally/report"
import type { SettingsError } from "@faceid-tally/tencent"

export interface DeskText {
  readonly noLedger: (address: string) => string
  readonly config: Readonly<Record<ConfigError["reason"], (source: string, place: string, expected: string) => string>>
  /** `close` is the setting that was probably meant. */
  readonly unknownSetting: (source: string, place: string, close: string | undefined) => string
  /** What is wrong in a price plan; `expected` is what belongs there, or what it clashes with. */
  readonly plan: Readonly<Record<PlanFaultCode, (expected: string) => string>>
  readonly settings: Readonly<Record<SettingsError["reason"], string>>
  readonly check: Readonly<
    Record<"settings" | "proxy" | "clock" | "credentials" | "database" | "ledger" | "provider" | "alerts", string>
  >
  readonly fine: string
  readonly accounts: (names: ReadonlyArray<string>) => string
  readonly unchecked: (what: string) => string
  readonly clockFine: (seconds: number) => string
  readonly clockShifted: string
  readonly clockOff: (seconds: number) => string
  readonly clockUnknown: string
  readonly ledgerFine: (address: string) => string
  readonly server: (server: CheckedServer) => string
  /** What a PostgreSQL lacks, or what there is to know of it. */
  readonly serverCode: Readonly<Record<ServerFault | ServerRemark, (server: CheckedServer) => string>>
  readonly providerFine: (endpoint: string) => string
  readonly proxyUsed: (endpoint: string, proxy: string) => string
  readonly proxyNone: (endpoint: string) => string
  readonly upgraded: (from: number, to: number) => string
  readonly upToDate: (version: number) => string
  readonly key: {
    readonly created: (role: string) => string
    readonly revoked: (id: string) => string
    readonly unknown: (id: string) => string
    readonly none: string
    readonly columns: Readonly<Record<"id" | "role" | "title" | "createdAt" | "revokedAt", string>>
  }
  readonly remove: {
    readonly notAMonth: string
    readonly tooEarly: string
    readonly headUnknown: string
    readonly nothing: (until: string) => string
    readonly would: (months: ReadonlyArray<string>) => string
    readonly done: (months: ReadonlyArray<string>, rows: number) => string
    readonly detached: (months: ReadonlyArray<string>) => string
  }
  readonly work: {
    readonly none: string
    readonly unknown: (id: number) => string
    readonly isOpen: (id: number) => string
    readonly reopened: (id: number) => string
  }
  readonly alerts: {
    readonly none: string
    readonly unknown: (name: string, known: ReadonlyArray<string>) => string
    readonly sent: string
    readonly formed: (names: ReadonlyArray<string>) => string
    readonly misformed: (names: ReadonlyArray<string>) => string
  }
  readonly serve: {
    readonly http: (url: string) => string
    readonly webhook: (url: string) => string
    readonly works: string
    readonly isOpen: string
    readonly keyNeeded: (host: string) => string
    readonly portTaken: string
    readonly cannotListen: string
  }
  readonly simulator: {
    readonly running: (url: string) => string
    readonly history: (verifications: number, from: string, to: string, planted: number) => string
    readonly use: string
    readonly stop: string
    readonly cannotStart: (reason: string) => string
  }
}

const en: DeskText = {
  noLedger: (address) => `There is no ledger at ${address}: name it with --ledger, or begin with register or import.`,
  config: {
    not_found: (source) => `${source}: no such file.`,
    unreadable: (source) => `${source}: the file cannot be read.`,
    not_json: (source) => `${source}: it is not valid JSON.`,
    invalid: (source, place, expected) => `${source}: ${place === "" ? "" : `${place}: `}${expected}.`,
    missing_credentials: (_, place) =>
      `${place} is missing: set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY for the account default, or name variables for it in faceid-tally.json.`,
  },
  unknownSetting: (source, place, close) =>
    `${source}: ${place}: there is no such setting.${close === undefined ? "" : ` Did you mean ${close}?`}`,
  plan: {
    wrong_type: (expected) => `this has to be ${expected}`,
    unknown_key: (expected) => `there is no such key; known are ${expected}`,
    wrong_order: () => "it has to come after the one before it",
    first_step_not_1: () => "the first step begins with unit 1",
    not_month_bound: () =>
      "a label with steps changes its prices at the first of a month only: “from” is a first day, “to” a last one",
    end_before_start: () => "the last day lies before the first",
    same_label: (label) => `another label has the name ${label}`,
    same_component: (label) => `its component is that of the label ${label}`,
    same_charges: (label) => `the label ${label} could claim the same charges: give them a chargeType each`,
    same_pack: () => "another pack of this account has the same id",
    unknown_label: () => "no label has this name",
    too_many_left: () => "a pack has no more left than it had",
    outside_pack: () => "this day lies outside of the pack's days",
  },
  settings: {
    endpoint_invalid: "The endpoint is a host name or an https URL, with an optional port and nothing else.",
    endpoint_not_loopback: "Plain http is for loopback addresses only: use https.",
    proxy_invalid: "The proxy is none: it is an http or https address, as in http://proxy.example:3128.",
    proxy_unsupported: "The proxy is of a kind that is not supported: only http and https proxies are, not SOCKS.",
    limit_invalid: "A request limit is a number above 0.",
  },
  check: {
    settings: "Settings",
    proxy: "Proxy",
    clock: "Clock",
    credentials: "Credentials",
    database: "Database",
    ledger: "Ledger",
    provider: "Provider",
    alerts: "Alerts",
  },
  fine: "in order",
  accounts: (names) => `for ${names.join(", ")}`,
  unchecked: (what) => `${what}; not checked, because the provider does not answer`,
  clockFine: (seconds) => `${seconds} s beside the provider's`,
  clockShifted: "shifted by FACEID_TALLY_NOW: for tests only",
  clockOff: (seconds) => `${seconds} s beside the provider's: more than five minutes is refused. Set it.`,
  clockUnknown: "not compared, since the provider does not answer",
  ledgerFine: (address) => `${address} opens`,
  server: ({ version, connections, connectionsMax }) =>
    `PostgreSQL ${version}, up to ${connections} of ${connectionsMax} connections for this process`,
  serverCode: {
    encoding: ({ encoding }) => `Its encoding is ${encoding}: make a database with UTF8`,
    read_only: () => "It takes no writes: it is a standby, or set to read only",
    no_schema: () => "Its search_path leads to no schema: make one, or name it (ALTER ROLE … SET search_path)",
    no_rights: ({ schema }) =>
      `The user lacks rights on the schema ${schema}: it needs CREATE there, and to read and write all tables in it`,
    connections: ({ connectionsMax }) => `connections is more than the ${connectionsMax} that the server allows`,
    pooled: () => "By way of a pooler: nothing is prepared, and connections are kept for seconds only",
    isolation: ({ isolation }) => `Its default isolation is ${isolation}: faceid-tally sets its own`,
    statement_timeout: ({ statementTimeoutMs }) =>
      `Its statement_timeout of ${statementTimeoutMs} ms may break off verify and long imports`,
  },
  providerFine: (endpoint) => `${endpoint} answers`,
  proxyUsed: (endpoint, proxy) => `${endpoint} by way of ${proxy}`,
  proxyNone: (endpoint) => `${endpoint} directly`,
  upgraded: (from, to) => `The ledger is up to date: schema ${from} became ${to}.`,
  upToDate: (version) => `The ledger was up to date: schema ${version}.`,
  key: {
    created: (role) => `This is the key, for the role ${role}. It is shown only now: keep it where secrets are kept.`,
    revoked: (id) => `The key ${id} opens nothing any more.`,
    unknown: (id) => `There is no key ${id} that could be revoked: see key list.`,
    none: "There is no key: the HTTP service answers this machine only.",
    columns: { id: "Key", role: "Role", title: "Title", createdAt: "Created", revokedAt: "Revoked" },
  },
  remove: {
    notAMonth: "--until needs a month, YYYY-MM.",
    tooEarly:
      "Only months that ended more than 31 days ago can be removed: their results and bills may still be on their way.",
    headUnknown: "No seal has this head. Make a copy first (backup, or pg_dump), and give the head that belongs to it.",
    nothing: (until) => `There is nothing to remove until ${until}.`,
    would: (months) => `Would be removed: ${months.join(", ")}. Leave --dry-run away to do it.`,
    done: (months, rows) =>
      `Removed: ${months.join(", ")} (${rows} ${rows === 1 ? "row" : "rows"} of evidence). Their sums and kept runs stay.`,
    detached: (months) => `Detached by hand before, recorded now: ${months.join(", ")}.`,
  },
  work: {
    none: "There is no such work.",
    unknown: (id) => `There is no work ${id}: see work list.`,
    isOpen: (id) => `Work ${id} is open: the worker will do it.`,
    reopened: (id) => `Work ${id} is open again, and due now.`,
  },
  alerts: {
    none: "The settings name no target of alerts: add alerts.targets.",
    unknown: (name, known) => `The settings have no target ${name}; they have ${known.join(", ")}.`,
    sent: "has taken the test message",
    formed: (names) => `the addresses of ${names.join(", ")} have the right form; alerts test sends a message`,
    misformed: (names) =>
      `the address of ${names.join(", ")} is not that of such a robot: copy it whole from the robot's own page, with its key`,
  },
  serve: {
    http: (url) => `HTTP service and console: ${url}`,
    webhook: (url) => `Receiver of callbacks and events: ${url}`,
    works: "The worker fetches what is due and closes each day",
    isOpen: "no key is configured: it answers this machine only",
    keyNeeded: (host) =>
      `${host} can be reached from other machines, and no key is configured: make one first with key create --role admin, or listen on 127.0.0.1.`,
    portTaken: "The port is in use: choose others by --port and --webhook-port.",
    cannotListen: "It cannot listen there: choose other addresses by --host, --webhook-host and the ports.",
  },
  simulator: {
    running: (url) => `The provider is simulated at ${url}`,
    history: (verifications, from, to, planted) =>
      `${verifications} BizTokens from ${from} to ${to}, ${planted} billing errors planted; ask /simulator/truth.`,
    use: "To use it, in another terminal:",
    stop: "Ctrl-C ends it.",
    cannotStart: (reason) => `The simulator does not start: ${reason}`,
  },
}

const zhCN: DeskText = {
  noLedger: (address) => `${address} 没有账本：请用 --ledger 指定，或先执行 register 或 import。`,
  config: {
    not_found: (source) => `${source}：文件不存在。`,
    unreadable: (source) => `${source}：文件无法读取。`,
    not_json: (source) => `${source}：不是合法的 JSON。`,
    invalid: (source, place, expected) =>
      `${source}：${place === "" ? "" : `${place}：`}${expected.replace("Expected", "应为")}。`,
    missing_credentials: (_, place) =>
      `缺少 ${place}：账号 default 请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，其他账号请在 faceid-tally.json 中指明环境变量。`,
  },
  unknownSetting: (source, place, close) =>
    `${source}：${place}：没有这个设置。${close === undefined ? "" : `是指 ${close} 吗？`}`,
  plan: {
    wrong_type: (expected) => `应为 ${expected}`,
    unknown_key: (expected) => `没有这个字段；可用的字段：${expected}`,
    wrong_order: () => "必须晚于（大于）前一项",
    first_step_not_1: () => "第一个阶梯必须从第 1 次开始",
    not_month_bound: () => "有阶梯的标签只能在月初变价：from 须为月初，to 须为月末",
    end_before_start: () => "结束日早于开始日",
    same_label: (label) => `与标签 ${label} 同名`,
    same_component: (label) => `组件名与标签 ${label} 相同`,
    same_charges: (label) => `与标签 ${label} 可能归入同一笔计费：请分别写明 chargeType`,
    same_pack: () => "该账号已有相同编号的资源包",
    unknown_label: () => "没有这个标签",
    too_many_left: () => "余量大于总量",
    outside_pack: () => "不在资源包的有效期内",
  },
  settings: {
    endpoint_invalid: "接入地址应为主机名或 https 地址，可带端口，不得有其他内容。",
    endpoint_not_loopback: "http 只能用于本机地址，请使用 https。",
    proxy_invalid: "代理地址无效：应为 http 或 https 地址，例如 http://proxy.example:3128。",
    proxy_unsupported: "不支持这种代理：只支持 http 和 https 代理，不支持 SOCKS。",
    limit_invalid: "请求频率须大于 0。",
  },
  check: {
    settings: "配置",
    proxy: "代理",
    clock: "时钟",
    credentials: "密钥",
    database: "数据库",
    ledger: "账本",
    provider: "腾讯云",
    alerts: "告警",
  },
  fine: "正常",
  accounts: (names) => `账号 ${names.join("、")}`,
  unchecked: (what) => `${what}；腾讯云没有应答，未作检查`,
  clockFine: (seconds) => `与腾讯云相差 ${seconds} 秒`,
  clockShifted: "被 FACEID_TALLY_NOW 改动：仅供测试",
  clockOff: (seconds) => `与腾讯云相差 ${seconds} 秒：超过五分钟会被拒绝，请校准。`,
  clockUnknown: "腾讯云没有应答，无法比较",
  ledgerFine: (address) => `${address} 可以打开`,
  server: ({ version, connections, connectionsMax }) =>
    `PostgreSQL ${version}，本进程最多使用 ${connections} 个连接（服务端上限 ${connectionsMax}）`,
  serverCode: {
    encoding: ({ encoding }) => `字符集为 ${encoding}：请建立 UTF8 的数据库`,
    read_only: () => "数据库只读：它是备库，或被设为只读",
    no_schema: () => "search_path 没有指向任何 schema：请建立 schema，或用 ALTER ROLE … SET search_path 指定",
    no_rights: ({ schema }) => `用户在 schema ${schema} 上权限不足：需要 CREATE，以及其中所有表的读写权限`,
    connections: ({ connectionsMax }) => `connections 超过了服务端允许的 ${connectionsMax}`,
    pooled: () => "经由连接池：不使用预备语句，连接只保持数秒",
    isolation: ({ isolation }) => `默认隔离级别为 ${isolation}：faceid-tally 会自行设置`,
    statement_timeout: ({ statementTimeoutMs }) =>
      `statement_timeout 为 ${statementTimeoutMs} 毫秒，verify 和大批量导入可能被中断`,
  },
  providerFine: (endpoint) => `${endpoint} 有应答`,
  proxyUsed: (endpoint, proxy) => `经由 ${proxy} 访问 ${endpoint}`,
  proxyNone: (endpoint) => `直接访问 ${endpoint}`,
  upgraded: (from, to) => `账本已升级：表结构由版本 ${from} 升为 ${to}。`,
  upToDate: (version) => `账本已是最新，无需升级：表结构版本 ${version}。`,
  key: {
    created: (role) => `这就是密钥，角色为 ${role}。只在此时显示，请妥善保存。`,
    revoked: (id) => `密钥 ${id} 已失效。`,
    unknown: (id) => `没有可以吊销的密钥 ${id}：请看 key list。`,
    none: "没有密钥：HTTP 服务只应答本机。",
    columns: { id: "密钥", role: "角色", title: "名称", createdAt: "创建时间", revokedAt: "吊销时间" },
  },
  remove: {
    notAMonth: "--until 应为月份，格式 YYYY-MM。",
    tooEarly: "只能移除结束超过 31 天的月份：较近月份的结果和账单可能还会到达。",
    headUnknown: "没有哪次存证的哈希是它。请先备份（backup 或 pg_dump），再给出与备份对应的存证哈希。",
    nothing: (until) => `${until} 及更早没有可移除的数据。`,
    would: (months) => `将移除：${months.join("、")}。去掉 --dry-run 即执行。`,
    done: (months, rows) => `已移除：${months.join("、")}（证据 ${rows} 行）。合计与已保存的对账仍保留。`,
    detached: (months) => `此前已手工分离，现已补记：${months.join("、")}。`,
  },
  work: {
    none: "没有这样的工作。",
    unknown: (id) => `没有编号为 ${id} 的工作：请看 work list。`,
    isOpen: (id) => `工作 ${id} 尚未结束：后台会处理。`,
    reopened: (id) => `工作 ${id} 已重新打开，立即到期。`,
  },
  alerts: {
    none: "配置中没有告警目标：请添加 alerts.targets。",
    unknown: (name, known) => `配置中没有目标 ${name}；已有 ${known.join("、")}。`,
    sent: "已收下测试消息",
    formed: (names) => `${names.join("、")} 的地址格式正确；可用 alerts test 发送测试消息`,
    misformed: (names) => `${names.join("、")} 的地址不是该类机器人的地址：请从机器人页面完整复制，包括其中的密钥`,
  },
  serve: {
    http: (url) => `HTTP 服务与控制台：${url}`,
    webhook: (url) => `回调与事件接收端：${url}`,
    works: "后台负责补取到期结果并日结",
    isOpen: "未配置密钥：只应答本机",
    keyNeeded: (host) => `${host} 可从其他机器访问，而未配置密钥：请先执行 key create --role admin，或监听 127.0.0.1。`,
    portTaken: "端口已被占用：请用 --port 和 --webhook-port 另选。",
    cannotListen: "无法在该地址监听：请用 --host、--webhook-host 和端口选项另选。",
  },
  simulator: {
    running: (url) => `模拟的腾讯云运行在 ${url}`,
    history: (verifications, from, to, planted) =>
      `${from} 至 ${to} 共 ${verifications} 个 BizToken，埋入账单错误 ${planted} 个；真相见 /simulator/truth。`,
    use: "在另一个终端中这样使用：",
    stop: "按 Ctrl-C 结束。",
    cannotStart: (reason) => `模拟器无法启动：${reason}`,
  },
}

export const deskTextOf = (language: Language): DeskText => (language === "en" ? en : zhCN)
