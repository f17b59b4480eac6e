/** Why a record is rejected, in both languages; the English sentences are those of core, where plain callers have them too. */
import { expectedInWords, rejectionSentences } from "@faceid-tally/core/engine"

import { both, byLanguage } from "../language/both.ts"

const packed = (by: string, command: string): string => `由 ${by} 压缩：请先解压（${command}）`

/** What a file is instead of results or a bill, and what helps. */
const otherFormats: { readonly [format: string]: string } = {
  zip: packed("zip", "unzip"),
  zstd: packed("zstd", "zstd -d"),
  bzip2: packed("bzip2", "bunzip2"),
  xz: packed("xz", "xz -d"),
  "7z": packed("7z", "7z x"),
  rar: packed("rar", "unrar x"),
  tar: "tar 归档：请先解包（tar -xf）",
  xls: "旧版 .xls，或有密码的工作簿：请另存为没有密码的 .xlsx",
  ods: "OpenDocument 表格：请另存为 .xlsx",
  pdf: "PDF 文件：请把数据导出为 CSV 或 .xlsx",
  parquet: "Parquet 文件：请导出为 CSV 或 NDJSON",
  http: "正文前有 HTTP 头：请只保存正文（curl 不要加 -i 或 -v）",
  html: "HTML 网页：请把数据另存为 JSON、CSV 或 .xlsx",
  xml: "XML 文件：请把数据另存为 JSON、CSV 或 .xlsx",
  markdown: "Markdown：请取出代码块中的 JSON，或把表格另存为 CSV",
  jsonp: "JSON 外面包着 JavaScript（回调或防护前缀）：请只保存 JSON",
  python: "这是 Python 直接打印的对象，不是 JSON：请用 json.dumps 输出",
  dump: "这是程序直接打印的对象，不是 JSON：请用 JSON 库输出（toJsonString、json.Marshal、JSON.stringify）",
  sqlite: "SQLite 数据库：请把表导出为 CSV；账本请用 --ledger 指定",
}

/** The terms of fields; what is missing stands as it is. */
const terms: { readonly [term: string]: string } = {
  boolean: "true 或 false",
  string: "字符串",
  number: "数字",
  array: "数组",
  object: "对象",
  "a whole number": "整数",
  "an amount such as 1.2": "金额（例如 1.2，最多 8 位小数，不带千分位）",
  "a date or a month YYYY-MM": "日期或月份 YYYY-MM",
  "an integer below 2^31": "小于 2^31 的整数",
  "an integer up to 2^53": "不超过 2^53 的整数",
  "an integer of 0 or more": "不小于 0 的整数",
  "an ISO 8601 time with offset, or epoch milliseconds": "带时区的 ISO 8601 时间，或毫秒时间戳",
  "a date YYYY-MM-DD": "日期 YYYY-MM-DD",
}

/** A space stands between Chinese and Latin letters. */
const spaced = (text: string): string => (/^[\p{Script=Han}]/u.test(text) ? text : ` ${text}`)

/** `expected` is put into words; `met` is a name that stood in the data (a key, a header, a place), never a value. */
const chinese: typeof rejectionSentences = {
  wrong_type: (expected) => `类型不对：应为${spaced(expected)}`,
  not_an_object: () => "不是 JSON 对象",
  no_result: (_, met) =>
    met === "" ? "不是核身结果：其中没有 Response、Text 或 LivenessDetail" : `最外层不是核身结果：结果在 ${met} 下`,
  no_bill: (_, met) => (met === "" ? "不是账单：其中没有 WeChatBillDetails" : `最外层不是账单：账单在 ${met} 下`),
  bill_among_results: () => "核身结果中混入了账单",
  result_among_bills: () => "账单中混入了核身结果",
  encrypted: () => "内容已加密：请先解密，或不带 IsEncryptResponse 重新获取",
  legacy_detect_info: () => "旧接口 GetDetectInfo 的应答：没有 Seq 和收费标志，请改用 GetDetectInfoEnhanced",
  invalid_json: () => "从这里起不是合法的 JSON",
  invalid_encoding: () => "编码无效；请用 --encoding 指定编码",
  text_after_value: (expected) =>
    expected === ""
      ? "JSON 值之后还有多余内容"
      : `JSON 值之后多了逗号：请在全部记录外加上 ${expected}，或每行只放一条记录`,
  missing_bracket: () => "文件结束时缺少右括号",
  too_large: () => "一条记录过大：最多读取 64 MiB",
  too_deep: () => "嵌套过深，不像是一条记录：最多读取 512 层",
  missing_column: (expected) => `表中缺少列 ${expected}；请用 --columns 指定对应的表头`,
  repeated_column: (_, met) => `表中重复出现列 ${met}`,
  too_many_cells: () => "单元格比列多",
  unclosed_quote: () => "引号没有闭合",
  spoiled_number: () => "这个数字已被电子表格改坏；请把该列设为文本格式后重新导出",
  cut_archive: () => "压缩文件不完整或已损坏",
  broken_workbook: () => "工作簿无法读取：文件已损坏；请重新另存为没有密码的 .xlsx",
  workbook_bomb: () => "工作簿解压后过大（超过 4 GiB，或超过自身大小的 200 倍）；请重新另存，或导出为 CSV",
  other_format: (format) => otherFormats[format] ?? "其他类型的文件，无法读取",
  nul_bytes: () => "含有 NUL 字节：文件可能在写入时被截断；旁边的记录已读取",
  near_name: (expected, met) => `这里写的是 ${met}，应为 ${expected}；请改名，或用 --columns 指定`,
  two_near_names: (expected, met) => `${met} 都会按 ${expected} 读取；请只保留一个`,
  missing_mapped: (expected, met) => `表中没有列 ${met}（由 --columns 指定为 ${expected}）`,
  missing_sheet: (_, met) => `工作簿中没有名为 ${met} 的工作表`,
  missing_value: () => "不能为空",
  repeated_header: () => "又出现一个列位置不同的表头；请把其后的内容放到单独的文件中",
  formula_error: () => "公式出错；请修正公式，或清空该单元格",
  hidden_character: () => "含有不可见字符；请删除",
  digit_separators: () => "数字中带有分隔符；请去掉分隔符",
  no_day: () => "没有日期：既无 Date，也无 ReqTime；请补上 Date，或以日期命名文件（如 2026-10-01.json）",
  time_in_seconds: () => "这是秒；请写成 13 位的毫秒时间戳",
  time_in_microseconds: () => "这是微秒；请写成 13 位的毫秒时间戳",
  time_in_nanoseconds: () => "这是纳秒；请写成 13 位的毫秒时间戳",
  time_as_compact_date: () => "这是连写的日期，不是毫秒时间戳；请写成 2026-10-01T10:00:00+08:00",
  time_out_of_span: () => "不在 2015 至 2099 年之间",
  time_without_offset: () => "这个时间没有时区；请写成 2026-10-01T10:00:00+08:00，或用 --utc-offset +08:00 指定",
  time_is_a_date: () => "这里只有日期，没有时刻；请写成 2026-10-01T10:00:00+08:00",
  several_places: (_, met) => `多处都有记录（${met}）；请用 --at 指定其中一处`,
  no_such_place: (_, met) => `--at 指定的 ${met} 处没有记录`,
  time_ahead: () => "这个时间还没有到；请检查时钟和时区",
  not_a_token: () => "这不是 BizToken：BizToken 是一个不超过 128 个字符的词，只含字母、数字、- 和 _",
  no_rule_id: () => "没有 RuleId：请在该行写明，或用 --rule 指定",
  unknown_account: (known) => `配置中没有这个账号；已有账号：${known}`,
  no_account_bill: () =>
    "不是账户账单：其中既没有“产品名称”（BusinessCodeName）一列，也没有 DetailSet；请下载明细账单（L3）",
  account_bill_level: (missing) => `这是资源账单（L2）或汇总账单（L1），缺少 ${missing}；请下载明细账单（L3）`,
}

export const rejectionText = byLanguage({
  rejected: both(rejectionSentences, chinese),
  /** What a field must hold, put into words from its terms. */
  expected: both(
    (expected: string) => expectedInWords(expected),
    (expected) => expectedInWords(expected, terms, " 或 "),
  ),
})
