/** What is remarked of an input, in both languages. */
import { dayFromNumber, type Remark } from "@faceid-tally/core/engine"

import { both, type Both, byLanguage, fixed } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"
import { printable } from "../language/printable.ts"

const inSheet: Both<(sheet: string | undefined) => string> = both(
  (sheet) => (sheet === undefined ? "" : `${sheet}: `),
  (sheet) => (sheet === undefined ? "" : `工作表 ${sheet}：`),
)

/** Names as a person may be shown them. */
const listed = (names: ReadonlyArray<string>, separator: string): string => names.map(printable).join(separator)

/** The sentence of each code. */
export type RemarkTexts = { readonly [C in Remark["code"]]: (remark: Extract<Remark, { readonly code: C }>) => string }

const remarks: { readonly [C in Remark["code"]]: Both<RemarkTexts[C]> } = {
  found_below: both(
    ({ place }) => `records found under ${place}`,
    ({ place }) => `在 ${place} 下找到记录`,
  ),
  log_line: fixed(
    "the JSON stands behind other text, as in a log: the object at the end of each line was read",
    "JSON 前有其他文字（像日志）：已读取每行末尾的对象",
  ),
  read_as: both(
    ({ met, name }) => `${met} is read as ${name}`,
    ({ met, name }) => `${met} 按 ${name} 读取`,
  ),
  rows_above_header: both(
    ({ line, sheet }) => `${inSheet.en(sheet)}the header is on line ${line}; what stands above it was not read`,
    ({ line, sheet }) => `${inSheet["zh-CN"](sheet)}表头在第 ${line} 行，其上的内容未读取`,
  ),
  total_row: both(
    ({ line, sheet }) => `${inSheet.en(sheet)}line ${line} is a total and was not read`,
    ({ line, sheet }) => `${inSheet["zh-CN"](sheet)}第 ${line} 行是合计行，未读取`,
  ),
  repeated_header: both(
    ({ line, sheet }) => `${inSheet.en(sheet)}line ${line} is the header again and was not read`,
    ({ line, sheet }) => `${inSheet["zh-CN"](sheet)}第 ${line} 行是重复的表头，未读取`,
  ),
  sheets_left: both(
    ({ sheets, names }) =>
      `${plural(sheets, "sheet")} not read: ${names.join(", ")}${sheets > names.length ? ", …" : ""}; --sheet NAME takes one`,
    ({ sheets, names }) =>
      `有 ${n(sheets)} 个工作表未读取：${names.join("、")}${sheets > names.length ? " 等" : ""}；可用 --sheet 指定一个`,
  ),
  files_left: both(
    ({ files, names }) =>
      `${plural(files, "file")} in it ${files === 1 ? "was" : "were"} not read: ${listed(names, ", ")}` +
      (files > names.length ? ` and ${n(files - names.length)} more` : ""),
    ({ files, names }) => `其中 ${n(files)} 个文件未读取：${listed(names, "、")}${files > names.length ? " 等" : ""}`,
  ),
  day_of_name: both(
    ({ day }) => `a page says no day: that of the name is taken, ${dayFromNumber(day)}`,
    ({ day }) => `账单页没有写明日期，按文件名取 ${dayFromNumber(day)}`,
  ),
  no_header: fixed(
    "not read: the table has no header with Seq and IsNeedCharge",
    "未读取：表格中没有含 Seq 和 IsNeedCharge 的表头",
  ),
  issued_long_ago: both(
    ({ bizTokens }) => `${plural(bizTokens, "BizToken")} issued more than 3 days ago: results can no longer be fetched`,
    ({ bizTokens }) => `有 ${n(bizTokens)} 个 BizToken 签发已超过 3 天，无法再拉取结果`,
  ),
  token_in_other_case: both(
    ({ bizTokens, bizToken }) =>
      bizTokens === 1
        ? `${bizToken} is in the ledger in another letter case too; they are two BizTokens here`
        : `${n(bizTokens)} BizTokens are in the ledger in another letter case too, such as ${bizToken}; each case is a BizToken of its own here`,
    ({ bizTokens, bizToken }) =>
      bizTokens === 1
        ? `账本中另有大小写不同的 ${bizToken}，会视为两个 BizToken`
        : `有 ${n(bizTokens)} 个 BizToken 在账本中另有大小写不同的写法（例如 ${bizToken}），会视为不同的 BizToken`,
  ),
  day_not_over: both(
    ({ day, days }) =>
      days === 1
        ? `${day} is not over: its bill can still grow`
        : `${n(days)} days from ${day} on are not over: their bill can still grow`,
    ({ day, days }) =>
      days === 1 ? `${day} 尚未结束，当天账单还可能增加` : `${day} 起共 ${n(days)} 天尚未结束，账单还可能增加`,
  ),
  pages_lacking: both(
    ({ records, total }) => `${n(records)} of ${n(total)} records of the bill: a page is missing; fetch all of them`,
    ({ records, total }) => `账单共 ${n(total)} 条，文件中只有 ${n(records)} 条：缺少分页，请取全`,
  ),
}

export const remarkText = byLanguage(remarks)
