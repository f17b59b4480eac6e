/** What is said of evidence and its verification, in both languages. */
import type { Break, EvidenceBroken, Verified, VerifyRemark } from "@faceid-tally/books/engine"

import { both, type Both } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"

const databaseCheck: Readonly<Record<Verified["database"], Both<string>>> = {
  whole: both("The database's own check of its files: in order.", "数据库自检：正常。"),
  broken: both("The database's own check of its files: damaged.", "数据库自检：文件已损坏。"),
  not_checked: both(
    "The database's own check of its files: not checked. On PostgreSQL it needs the extension amcheck and the right to use it.",
    "数据库自检：未检查。PostgreSQL 需安装 amcheck 扩展并有使用权限。",
  ),
}

const verifyRemark: Readonly<Record<VerifyRemark["what"], Both<(table: string, name: string) => string>>> = {
  trigger: both(
    (table, name) => `Not made by this program: the trigger ${name} on ${table}.`,
    (table, name) => `${table} 上有非本程序创建的触发器 ${name}。`,
  ),
  index_missing: both(
    (table, name) => `The index ${name} on ${table} is missing: queries are slower, nothing else.`,
    (table, name) => `${table} 缺少索引 ${name}：只影响查询速度。`,
  ),
  index_added: both(
    (table, name) => `Not made by this program: the index ${name} on ${table}.`,
    (table, name) => `${table} 上有非本程序创建的索引 ${name}。`,
  ),
}

const evidenceBroken: Readonly<Record<EvidenceBroken["of"], Readonly<Record<EvidenceBroken["reason"], Both<string>>>>> =
  {
    run: {
      hash: both(
        "This reconciliation is not what was kept: it was changed in the ledger, and is not shown. Run verify.",
        "这次对账与保存时不同：账本中的内容被改动过，因此不予显示。请执行 verify。",
      ),
      law: both(
        "The discrepancies of this reconciliation do not explain its difference: it was changed in the ledger, and is not shown. Run verify.",
        "这次对账的差异合计与差额不符：账本中的内容被改动过，因此不予显示。请执行 verify。",
      ),
      removed: both(
        "There is no receipt: other rows of its batch were removed with their month. The copy made before has it.",
        "无法出具凭证：同一批的其他行已随月份移除。请从移除前的备份中出具。",
      ),
      repeat: both(
        "Repeated as of its seal, this reconciliation gives another answer, so nobody is blamed by it: run repeat says what differs.",
        "按当时存证重新对账，结论与这次对账不同，因此不据此提出主张：差异见 run repeat。",
      ),
    },
    receipt: {
      hash: both(
        "There is no receipt: the row is not what was written, so it would prove nothing. Run verify.",
        "无法出具凭证：该行与写入时不同，凭证证明不了任何事。请执行 verify。",
      ),
      law: both(
        "There is no receipt: the row is not what was written, so it would prove nothing. Run verify.",
        "无法出具凭证：该行与写入时不同，凭证证明不了任何事。请执行 verify。",
      ),
      removed: both(
        "There is no receipt: other rows of its batch were removed with their month. The copy made before has it.",
        "无法出具凭证：同一批的其他行已随月份移除。请从移除前的备份中出具。",
      ),
      repeat: both(
        "There is no receipt: the row is not what was written, so it would prove nothing. Run verify.",
        "无法出具凭证：该行与写入时不同，凭证证明不了任何事。请执行 verify。",
      ),
    },
  }

const brokenWhat: Readonly<Record<Break["what"], Both<string>>> = {
  row: both("A row is not what was written", "有一行与写入时不同"),
  row_missing: both("A row is gone", "有一行不见了"),
  row_added: both("A row was added that was never written", "多出一行从未写入的内容"),
  batch: both("A batch's digest is not that of its rows", "某一批的摘要与其内容不符"),
  batch_missing: both("A batch is gone", "有一批不见了"),
  seal: both("A seal does not follow from what it covers", "某次存证与其覆盖的内容不符"),
  seal_missing: both("A seal is gone", "有一次存证不见了"),
  view: both(
    "What is held of an attempt or a BizToken is not what the evidence says",
    "核验或 BizToken 的当前数据与证据不符",
  ),
  sums: both(
    "The sums of a day, a bill or a run are not those of their rows",
    "某日、某份账单或某次对账的合计与明细不符",
  ),
  head: both(
    "No seal has this head: the chain was cut or written anew",
    "没有存证具有这个存证哈希：存证链被截断或重写",
  ),
  trigger: both("A table of evidence has a trigger that does not belong there", "证据表上有不属于本程序的触发器"),
  database: both("The database's own check says that its file is damaged", "数据库自检发现文件已损坏"),
}

export const verifyTexts = {
  verified: both(
    (rows: number, batches: number, seals: number, unsealed: number) =>
      `The ledger is intact: ${plural(rows, "row")} in ${plural(batches, "batch", "batches")} under ${plural(seals, "seal")}` +
      (unsealed === 0 ? "." : `; ${n(unsealed)} not sealed yet.`),
    (rows, batches, seals, unsealed) =>
      `账本完整：${n(rows)} 行、${n(batches)} 批、${n(seals)} 次存证${unsealed === 0 ? "。" : `；另有 ${n(unsealed)} 批未存证。`}`,
  ),
  /** There is not even one batch. */
  nothingRecorded: both(
    "The ledger holds not one batch: nothing was ever recorded in it, so there is nothing to prove.",
    "账本中一个批次也没有：从未写入任何内容，因此没有可证明的东西。",
  ),
  head: both(
    (head: string | null) => `Head: ${head ?? "none yet"}`,
    (head) => `存证哈希：${head ?? "尚无"}`,
  ),
  databaseCheck,
  verifyRemark,
  /** `isIntact`: whether nothing else is wrong. */
  removedUntil: both(
    (month: string, on: string, isIntact: boolean) =>
      `The months until ${month} were removed on ${on}${isIntact ? "; all that is left is intact" : ""}.`,
    (month, on, isIntact) => `${on} 已移除 ${month} 及更早的月份${isIntact ? "；其余数据完好" : ""}。`,
  ),
  notEvidence: both(
    (names: ReadonlyArray<string>) =>
      `Not covered, being work in progress: ${names.join(", ")}. All else is evidence, or was checked against it.`,
    (names) => `不在证明范围内的处理中数据：${names.join("、")}。其余均为证据，或已与证据核对。`,
  ),
  broken: both("The books were changed.", "账本被改动过。"),
  moreBreaks: both(
    (breaks: number) => `${plural(breaks, "more thing does", "more things do")} not add up.`,
    (breaks) => `另有 ${n(breaks)} 处不符。`,
  ),
  evidenceBroken,
  brokenWhat,
  brokenAt: both(
    (seal: number | null, batch: number | null, row: string | null) =>
      [seal === null ? "" : `seal ${seal}`, batch === null ? "" : `batch ${batch}`, row ?? ""]
        .filter(Boolean)
        .join(", "),
    (seal, batch, row) =>
      [seal === null ? "" : `存证 ${seal}`, batch === null ? "" : `批次 ${batch}`, row ?? ""]
        .filter(Boolean)
        .join("，"),
  ),
  noReceipt: both(
    (seq: string) => `${seq} is not in the books, or no seal covers it yet.`,
    (seq) => `账本中没有 ${seq}，或尚无存证覆盖它。`,
  ),
}
