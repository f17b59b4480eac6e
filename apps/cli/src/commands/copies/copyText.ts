/** What `backup` and `restore` say, in both languages. */
import type { Break } from "@faceid-tally/books/engine"
import type { CopyFault } from "@faceid-tally/ledger"
import type { Language } from "@faceid-tally/report"

type Fault<Reason extends CopyFault["reason"]> = Extract<CopyFault, { readonly reason: Reason }>

export interface CopyText {
  readonly backedUp: (file: string, size: string) => string
  readonly restored: (ledger: string, copy: string) => string
  /** Of an older schema, what could be looked at. */
  readonly notVerified: (schema: number) => string
  readonly upgradeFirst: string
  readonly keepHead: string
  readonly replaced: (file: string) => string
  readonly afterRestoring: string
  /** `broken`: what does not add up, where that is known. */
  readonly fault: {
    readonly [Reason in CopyFault["reason"]]: (
      fault: Fault<Reason>,
      what: Readonly<Record<Break["what"], string>>,
    ) => string
  }
}

const en: CopyText = {
  backedUp: (file, size) => `Backed up to ${file} (${size}).`,
  restored: (ledger, copy) => `Restored ${ledger} from ${copy}.`,
  notVerified: (schema) =>
    `Not verified: schema version ${schema} is an older one. The database's own check of the file found nothing.`,
  upgradeFirst: "It is of an earlier version: run faceid-tally upgrade, then verify.",
  keepHead: "Keep the head apart from the copy: restore --head and verify --head prove the copy with it.",
  replaced: (file) => `The ledger that was there is kept as ${file}; delete it when you no longer need it.`,
  afterRestoring:
    "What was done after the copy is not in it: look at key list for keys that were revoked since, and register and pull again.",
  fault: {
    on_postgres: () =>
      "The ledger is on PostgreSQL, which has its own tools: pg_dump and pg_restore. The runbook has the commands.",
    not_found: ({ path }) => `${path}: no such file.`,
    not_a_ledger: ({ path }) => `${path} is not a ledger of faceid-tally.`,
    same_file: ({ path }) => `${path} is the ledger itself: name another file.`,
    no_folder: ({ path }) => `There is no folder ${path}: make it first, or name another file.`,
    unwritable: ({ path }) => `${path}: no permission to write there.`,
    not_continued: ({ path }) =>
      `${path} is left as it is: it is not an earlier copy of this ledger. Name another file, or a folder for copies named by day.`,
    held: ({ path, pids }) =>
      `${path} is in use${pids.length === 0 ? "" : ` by process ${pids.join(", ")}`}: stop serve and everything else that uses the ledger first.`,
    newer: ({ path }) => `${path} was written by a newer faceid-tally: update this one.`,
    broken: ({ path, broken }, what) =>
      `${path} is ${broken === null ? "damaged" : "not intact"}${broken === null ? "" : `: ${what[broken.what]}`}. Nothing was changed; use a copy that verifies.`,
  },
}

const zhCN: CopyText = {
  backedUp: (file, size) => `已备份到 ${file}（${size}）。`,
  restored: (ledger, copy) => `已用 ${copy} 恢复 ${ledger}。`,
  notVerified: (schema) => `未验证：表结构为旧版本 ${schema}；数据库自检未发现问题。`,
  upgradeFirst: "它由较早版本写入：请先执行 faceid-tally upgrade，再执行 verify。",
  keepHead: "请把存证哈希与备份分开保存：restore --head 和 verify --head 凭它证明备份未被改动。",
  replaced: (file) => `原账本保留为 ${file}；确认不再需要后可删除。`,
  afterRestoring: "备份之后的操作不在其中：请用 key list 检查此后吊销的密钥，并重新登记 BizToken、重新拉取账单。",
  fault: {
    on_postgres: () => "账本在 PostgreSQL 上，请使用 pg_dump 和 pg_restore，命令见运维手册。",
    not_found: ({ path }) => `${path}：文件不存在。`,
    not_a_ledger: ({ path }) => `${path} 不是 faceid-tally 的账本。`,
    same_file: ({ path }) => `${path} 就是账本本身：请另选文件。`,
    no_folder: ({ path }) => `目录 ${path} 不存在：请先创建，或另选文件。`,
    unwritable: ({ path }) => `${path}：没有写入权限。`,
    not_continued: ({ path }) => `${path} 未改动：它不是这个账本较早的备份。请另选文件，或指定目录，备份将按日期命名。`,
    held: ({ path, pids }) =>
      `${path} 正在使用${pids.length === 0 ? "" : `（进程 ${pids.join("、")}）`}：请先停止 serve 和其他使用该账本的程序。`,
    newer: ({ path }) => `${path} 由更新版本的 faceid-tally 写入：请先升级本程序。`,
    broken: ({ path, broken }, what) =>
      `${path} ${broken === null ? "已损坏" : `不完整：${what[broken.what]}`}。未作任何改动；请使用能通过 verify 的备份。`,
  },
}

export const copyTextOf = (language: Language): CopyText => (language === "en" ? en : zhCN)

/** Why a copy was not made or put in place. */
export const copyFaultText = (
  fault: CopyFault,
  text: CopyText,
  what: Readonly<Record<Break["what"], string>>,
): string => {
  const sentence = text.fault[fault.reason] as (
    fault: CopyFault,
    what: Readonly<Record<Break["what"], string>>,
  ) => string
  return sentence(fault, what)
}
