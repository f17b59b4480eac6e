/** What `doctor` says, in both languages. */
import type { CheckedServer, ServerFault, ServerRemark } from "@faceid-tally/ledger"
import type { Language } from "@faceid-tally/report"

const en = {
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
  accounts: (names: ReadonlyArray<string>) => `for ${names.join(", ")}`,
  unchecked: (what: string) => `${what}; not checked, because the provider does not answer`,
  clockFine: (seconds: number) => `${seconds} s beside the provider's`,
  clockShifted: "shifted by FACEID_TALLY_NOW: for tests only",
  clockOff: (seconds: number) => `${seconds} s beside the provider's: more than five minutes is refused. Set it.`,
  clockUnknown: "not compared, since the provider does not answer",
  ledgerFine: (address: string) => `${address} opens`,
  server: ({ version, connections, connectionsMax }: CheckedServer) =>
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
  } satisfies Readonly<Record<ServerFault | ServerRemark, (server: CheckedServer) => string>>,
  providerFine: (endpoint: string) => `${endpoint} answers`,
  proxyUsed: (endpoint: string, proxy: string) => `${endpoint} by way of ${proxy}`,
  proxyNone: (endpoint: string) => `${endpoint} directly`,
  formed: (names: ReadonlyArray<string>) =>
    `the addresses of ${names.join(", ")} have the right form; alerts test sends a message`,
  misformed: (names: ReadonlyArray<string>) =>
    `the address of ${names.join(", ")} is not that of such a robot: copy it whole from the robot's own page, with its key`,
}

const zhCN: typeof en = {
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
  formed: (names) => `${names.join("、")} 的地址格式正确；可用 alerts test 发送测试消息`,
  misformed: (names) => `${names.join("、")} 的地址不是该类机器人的地址：请从机器人页面完整复制，包括其中的密钥`,
}

export type DoctorText = typeof en

export const doctorText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
