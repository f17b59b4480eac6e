/**
 * What can be done by command and by HTTP, and why not where it cannot. A test holds that every command and every operation
 * stands here, and that a row with one side only says why.
 */
import type { Words } from "./markdown.ts"

export interface Capability {
  readonly about: Words
  /** Names of commands. */
  readonly commands: ReadonlyArray<string>
  /** Ids of operations. */
  readonly operations: ReadonlyArray<string>
  /** Why a side is missing, or what one of them does not do. */
  readonly why?: Words
}

const words = (en: string, zhCN: string): Words => ({ en, "zh-CN": zhCN })

const ofThisMachine = words(
  "It works on files of the machine on which it runs; a service does not hand out its machine.",
  "操作的是所在机器上的文件；服务不向外提供对自身机器的操作。",
)

export const capabilities: ReadonlyArray<Capability> = [
  {
    about: words("Count the charges of results", "统计核身结果的计费次数"),
    commands: ["count"],
    operations: ["countResults"],
  },
  { about: words("Register BizTokens", "登记 BizToken"), commands: ["register"], operations: ["registerVerification"] },
  { about: words("Keep results", "存入结果"), commands: ["import"], operations: ["storeResults"] },
  {
    about: words("Fetch results from the provider", "从腾讯云拉取结果"),
    commands: ["collect"],
    operations: ["collectVerification"],
    why: words(
      "HTTP fetches one BizToken; everything that is due is fetched by the worker of `serve`.",
      "HTTP 只拉取一个 BizToken；全部待取结果由 `serve` 的后台任务拉取。",
    ),
  },
  {
    about: words("Look up a BizToken or a Seq", "查询一个 BizToken 或 Seq"),
    commands: ["show"],
    operations: ["readVerification", "listVerifications", "listAttempts"],
    why: words(
      "The command shows one; lists of all, page by page, are for programs, and the console shows them to people.",
      "命令查看一个；分页列出全部供程序使用，人可在控制台查看。",
    ),
  },
  {
    about: words("Count what the ledger holds", "统计账本中的计费次数"),
    commands: ["status"],
    operations: ["readTally", "readStatus"],
    why: words(
      "The command tells days and accounts; HTTP counts by RuleId, return code and channel too.",
      "命令按日期和账号列出；HTTP 还可按 RuleId、返回码、渠道统计。",
    ),
  },
  { about: words("Pull a bill", "拉取账单"), commands: ["bill pull"], operations: ["pullBill"] },
  {
    about: words("Store a bill", "存入账单"),
    commands: ["bill import"],
    operations: ["putBill", "putAccountBill"],
    why: words(
      "HTTP takes the pages of a FaceID bill as JSON, and account bills in every form; tables of a FaceID bill are read by the command.",
      "HTTP 接受 JSON 形式的人脸核身账单，以及各种形式的账户账单；表格形式的人脸核身账单请用命令读取。",
    ),
  },
  {
    about: words("Read a stored bill and its versions", "查看已存的账单及其版本"),
    commands: ["bill diff"],
    operations: ["listBills", "readBill"],
    why: words(
      "The command tells what changed between two versions; HTTP gives each version whole.",
      "命令给出两个版本之间的变化；HTTP 给出各版本的全部内容。",
    ),
  },
  {
    about: words("Reconcile", "对账"),
    commands: ["reconcile"],
    operations: ["runReconciliation", "readLaterReconciliation"],
    why: words(
      "HTTP reconciles the ledger; files are reconciled by the command, or stored first.",
      "HTTP 按账本对账；按文件对账请用命令，或先存入账本。",
    ),
  },
  {
    about: words("Look at kept reconciliations", "查看保存的对账"),
    commands: ["run list", "run show"],
    operations: ["listReconciliations", "readReconciliation", "listDiscrepancies"],
  },
  {
    about: words("Repeat a kept reconciliation as of its seal", "按当时的存证重新对账"),
    commands: ["run repeat"],
    operations: [],
    why: words(
      "It is for an auditor with the ledger at hand; whether the ledger was changed can be asked by HTTP too.",
      "供审计人员直接对账本使用；账本是否被改动也可通过 HTTP 查询。",
    ),
  },
  {
    about: words("A month in money", "月度结算单"),
    commands: ["statement"],
    operations: ["readStatement", "closeStatement"],
  },
  { about: words("The price plan", "价目"), commands: ["config prices"], operations: ["readPrices"] },
  {
    about: words("Say what discrepancies are", "记录差异的处理结论"),
    commands: ["decide"],
    operations: ["listDecisions", "writeDecisions"],
  },
  { about: words("The pack for a ticket", "工单材料"), commands: ["dispute"], operations: ["readDispute"] },
  {
    about: words("Prove that the ledger was not changed", "证明账本未被改动"),
    commands: ["verify"],
    operations: ["verifyEvidence", "readReceipt"],
  },
  {
    about: words("Explain return codes", "解释返回码"),
    commands: ["explain"],
    operations: ["readChargeRules"],
  },
  {
    about: words("Copies of the ledger", "备份与恢复账本"),
    commands: ["backup", "restore"],
    operations: [],
    why: ofThisMachine,
  },
  {
    about: words("Bring a ledger up to date", "升级账本"),
    commands: ["upgrade"],
    operations: [],
    why: words("The service does it by itself when it starts.", "服务启动时自动完成。"),
  },
  {
    about: words("Remove whole months", "移除整月数据"),
    commands: ["remove"],
    operations: [],
    why: words(
      "It cannot be undone, so it needs a person at the machine with a backup.",
      "无法撤销，因此须由有备份的人在机器上执行。",
    ),
  },
  {
    about: words("Keys of the HTTP service", "HTTP 服务的密钥"),
    commands: ["key create", "key list", "key revoke"],
    operations: [],
    why: words(
      "A key must not make other keys: who leaks one would leak all.",
      "密钥不能用来创建密钥，否则泄露一个等于泄露全部。",
    ),
  },
  {
    about: words("The worker's jobs", "后台任务"),
    commands: ["work list", "work show", "work retry"],
    operations: [],
    why: words(
      "They are for whoever runs the service; the console shows what is open, `/metrics` counts it.",
      "供运维人员使用；控制台显示未完成的任务，`/metrics` 给出数量。",
    ),
  },
  {
    about: words("Write and check the settings", "生成和检查配置"),
    commands: ["init", "doctor", "config print"],
    operations: [],
    why: ofThisMachine,
  },
  {
    about: words("Try the targets of alerts", "测试告警目标"),
    commands: ["alerts test"],
    operations: [],
    why: words("It is part of setting up, beside the settings.", "属于安装配置的一步，在配置所在的机器上进行。"),
  },
  {
    about: words("Run the service", "运行服务"),
    commands: ["serve"],
    operations: ["readHealth", "readReadiness", "readMetrics"],
    why: words("The operations are how a running service is watched.", "这些接口用于监控正在运行的服务。"),
  },
  {
    about: words("Describe itself", "自身说明"),
    commands: ["completion"],
    operations: ["readOpenApi", "readDocs"],
    why: words(
      "Shells complete commands; programs and people read the API.",
      "命令行供 shell 补全；接口说明供程序和人阅读。",
    ),
  },
  {
    about: words("Play the provider", "模拟腾讯云"),
    commands: ["simulate"],
    operations: [],
    why: words("It is a service of its own, for tests and demos.", "它自身就是一个服务，用于测试和演示。"),
  },
]
