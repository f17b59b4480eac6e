/** What the console says of decisions: the form, the sheet, and what became of each row, in both languages. */
import type { DecisionState } from "@faceid-tally/core/money"
import { both, type Both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

/** What a form asks for, said as what is done. */
const doing: Readonly<Record<DecisionState, Both<string>>> = {
  accepted: both("Accept: we pay", "接受：照付"),
  disputed: both("Dispute: ask the provider", "申诉：向腾讯云提出"),
  credited: both("Credited: given back", "已补偿：腾讯云已退还"),
  open: both("Open again: withdraw the decision", "撤回：恢复为待处理"),
}

/** What becomes of a row that is not applied, tried or sent. */
const notApplied = {
  same: both("as before", "未变"),
  invalid: both("invalid", "填写有误"),
  conflict: both("conflict", "冲突"),
  changed: both("changed", "差异已变化"),
  unknown: both("gone", "差异已不存在"),
}

export const decisionsText = byLanguage({
  column: both("Decision", "处理"),
  states: both("Decision", "处理状态"),
  anyState: both("All", "全部"),
  tick: both("Choose", "选择"),
  tickOf: both(
    (what: string) => `Choose ${what}`,
    (what) => `选择 ${what}`,
  ),
  changedSince: both(
    (day: string, said: string) => `${said} on ${day}, changed since`,
    (day, said) => `${day}曾记为“${said}”，之后有变化`,
  ),
  relatedTo: both(
    (month: string, kind: string, state: string) => `same Seq, ${month} ${kind}: ${state}`,
    (month, kind, state) => `同一 Seq，${month} ${kind}：${state}`,
  ),
  units: both(
    (units: number) => `${plural(units, "unit")} given back`,
    (units) => `退回 ${n(units)} 次`,
  ),
  title: both("Decide", "处理差异"),
  scope: both("Which", "范围"),
  ticked: both("Those ticked above", "上面勾选的差异"),
  all: both(
    (count: number) =>
      count === 1 ? "The one that this filter shows" : `All ${n(count)} that this filter shows, on every page`,
    (count) => `当前筛选的全部 ${n(count)} 项（含其他页）`,
  ),
  what: both("Decision", "处理结论"),
  doing,
  choose: both("Choose…", "请选择"),
  reason: both("Reason (accepted only)", "理由（仅“接受”填写）"),
  noReason: both("None", "无"),
  ref: both("Ticket number", "工单号"),
  amount: both("Credited, yuan", "补偿金额（元）"),
  unitsField: both("or units back to a pack", "或退回资源包的次数"),
  note: both("Note", "备注"),
  noteHint: both(
    "No phone or ID numbers: decisions are kept for good.",
    "请勿填写手机号或身份证号：处理结论将永久保存。",
  ),
  record: both("Record", "记录"),
  onlyFinance: both(
    "Your key may read; deciding takes a key with the role finance or admin.",
    "当前密钥只能查看；处理差异需要财务或管理角色的密钥。",
  ),
  notLast: both("Decisions are made on the last reconciliation of the month.", "处理差异以该月最近一次整月对账为准。"),
  toLast: both("Go there", "前往"),
  noMonthRun: both(
    "Decisions need a reconciliation of the whole calendar month.",
    "处理差异前，需要先对整个自然月对账。",
  ),

  toDispute: both("Make the pack for the ticket", "生成申诉材料"),
  bySheet: both("Decide in a spreadsheet", "用表格批量处理"),
  bySheetHelp: both(
    "Fill in the columns decision, reason and so on; order, other columns and deleted rows do not matter. Before anything is recorded you see what becomes of each row.",
    "下载后填写 decision、理由等列；顺序、其他列、删除的行都不影响。上传后先预览每一行的结果，确认后才记录。",
  ),
  xlsx: both("Download the sheet (Excel)", "下载处理表（Excel）"),
  csv: both("As CSV", "下载 CSV"),
  file: both("Filled in sheet", "填写好的表格"),
  preview: both("Upload and preview", "上传并预览"),

  previewTitle: both("Before anything is recorded", "预览：尚未记录"),
  outcomeTitle: both("What was recorded", "处理结果"),
  previewSum: both(
    (applied: number, same: number, refused: number) =>
      `${n(applied)} will be recorded, ${n(same)} are as before, ${n(refused)} will be refused.`,
    (applied, same, refused) => `将记录 ${n(applied)} 项，未变 ${n(same)} 项，将被拒 ${n(refused)} 项。`,
  ),
  outcomeSum: both(
    (applied: number, same: number, refused: number) =>
      `${n(applied)} recorded, ${n(same)} as before, ${n(refused)} refused.`,
    (applied, same, refused) => `已记录 ${n(applied)} 项，未变 ${n(same)} 项，被拒 ${n(refused)} 项。`,
  ),
  confirm: both(
    (count: number) => `Record ${plural(count, "decision")}`,
    (count) => `确认，记录 ${n(count)} 项`,
  ),
  confirmHelp: both(
    "Exactly this is recorded. What somebody else decides in the meantime is not overwritten: it is told as a conflict.",
    "只记录以上内容。其间若他人已处理同一差异，不会被覆盖，而会提示冲突。",
  ),
  nothingToRecord: both("There is nothing to record.", "没有可记录的内容。"),
  back: both("Back to the list", "返回列表"),
  rows: both("Rows", "各行"),
  row: both("Row", "行"),
  item: both("Discrepancy", "差异"),
  outcome: both("Outcome", "结果"),
  why: both("Decision, or what to do", "结论或说明"),
  more: both(
    (count: number) => `${plural(count, "further row")} not shown; the sums count them.`,
    (count) => `另有 ${n(count)} 行未列出，已计入合计。`,
  ),
  tried: {
    applied: both("will be recorded", "将记录"),
    ...notApplied,
  },
  became: {
    applied: both("recorded", "已记录"),
    ...notApplied,
  },
  applied: both(
    (number: number, what: string) => `${what} (decision ${n(number)})`,
    (number, what) => `${what}（第 ${n(number)} 次处理）`,
  ),
  same: both("Nothing is written.", "无需记录。"),
  invalid: both(
    (fault: string) => `${fault}. Correct it and send it again.`,
    (fault) => `${fault}。请更正后重新提交。`,
  ),
  conflict: both(
    (by: string, at: string, said: string) =>
      `${by} decided “${said}” on ${at}, after you had the list. Look at it again, then decide.`,
    (by, at, said) => `${by} 已于 ${at} 记为“${said}”，晚于你看到的列表。请刷新列表核对后再处理。`,
  ),
  contradicts: both(
    "Another row says something else of the same discrepancy: keep one of them.",
    "另一行对同一差异给出了不同的结论：请只保留一行。",
  ),
  changed: both(
    "The discrepancy has changed since you had the list. Look at it again, then decide.",
    "看到列表之后，该差异已变化。请刷新列表核对后再处理。",
  ),
  gone: both(
    "The last reconciliation of the month does not have it: nothing to decide.",
    "该月最近一次对账中已没有这项差异，无需处理。",
  ),

  nothingTicked: both(
    "Tick a discrepancy first, or choose all that the filter shows.",
    "请先勾选差异，或选择当前筛选的全部差异。",
  ),
  noState: both("Choose a decision first.", "请先选择处理结论。"),
  wrongForm: both(
    (fault: string) =>
      `Nothing was recorded: ${fault}. Go back in your browser, where ticks and fields still are, and correct it.`,
    (fault) => `未记录：${fault}。请用浏览器的“后退”返回更正，已勾选和填写的内容仍在。`,
  ),
  otherMonth: both(
    (month: string) => `This is the sheet of ${month}: bring it on the page of that month.`,
    (month) => `这是 ${month} 的处理表，请在该月的页面上传。`,
  ),
  tooMany: both(
    "The sheet is too large for a page. Split it, or use faceid-tally decide.",
    "表格过大，无法在页面处理。请拆分后上传，或使用 faceid-tally decide。",
  ),
  staleProposal: both(
    "This preview is of another sign-in, and nothing was recorded. Bring the sheet again.",
    "该预览来自另一次登录，未记录任何内容。请重新上传。",
  ),
  notReadable: {
    unreadable: both("This is neither a workbook nor a table of text.", "该文件不是 Excel 工作簿，也不是文本表格。"),
    no_header: both(
      "It has no row with the head “key”. Download the sheet here and fill that in.",
      "表格中没有 key 表头。请先在此下载处理表，再填写。",
    ),
    missing_columns: both(
      "The columns month, key, facts, base and decision must all be there. Download the sheet here and fill that in.",
      "缺少 month、key、facts、base、decision 中的列。请先在此下载处理表，再填写。",
    ),
    no_month: both("Its rows name no month.", "表格各行没有写明 month（月份）。"),
    several_months: both(
      "It has rows of several months: bring each month by itself.",
      "表格中有多个月份的行，请按月分别上传。",
    ),
  },

  history: both("Decisions", "处理记录"),
  noHistory: both("Nobody has decided this yet.", "尚无人处理。"),
  historyOf: both(
    (month: string, kind: string) => `${month} · ${kind}`,
    (month, kind) => `${month} · ${kind}`,
  ),
  number: both("No.", "次序"),
  by: both("By", "处理人"),
  at: both("When", "时间"),
})
