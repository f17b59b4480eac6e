/** Why a record is rejected, in both languages. */
import type { RejectionCode } from "@faceid-tally/core"

import { both, type Both, byLanguage, fixed } from "../language/both.ts"
import type { Language } from "../language/Language.ts"

const packed = (by: string, command: string): Both<string> =>
  both(`packed by ${by}: unpack it first (${command})`, `由 ${by} 压缩：请先解压（${command}）`)

/** What a file is instead of results or a bill, and what helps. */
const otherFormats: { readonly [format: string]: Both<string> } = {
  zip: packed("zip", "unzip"),
  zstd: packed("zstd", "zstd -d"),
  bzip2: packed("bzip2", "bunzip2"),
  xz: packed("xz", "xz -d"),
  "7z": packed("7z", "7z x"),
  rar: packed("rar", "unrar x"),
  tar: both("packed by tar: unpack it first (tar -xf)", "tar 归档：请先解包（tar -xf）"),
  xls: both(
    "an old .xls, or a workbook with a password: save it as .xlsx without a password",
    "旧版 .xls，或有密码的工作簿：请另存为没有密码的 .xlsx",
  ),
  ods: both("an OpenDocument spreadsheet: save it as .xlsx", "OpenDocument 表格：请另存为 .xlsx"),
  pdf: both("a PDF: export the data as CSV or .xlsx", "PDF 文件：请把数据导出为 CSV 或 .xlsx"),
  parquet: both("a Parquet file: export it as CSV or NDJSON", "Parquet 文件：请导出为 CSV 或 NDJSON"),
  http: both(
    "HTTP headers before the body: save the body alone (curl without -i and -v)",
    "正文前有 HTTP 头：请只保存正文（curl 不要加 -i 或 -v）",
  ),
  html: both("an HTML page: save the data as JSON, CSV or .xlsx", "HTML 网页：请把数据另存为 JSON、CSV 或 .xlsx"),
  xml: both("an XML file: save the data as JSON, CSV or .xlsx", "XML 文件：请把数据另存为 JSON、CSV 或 .xlsx"),
  markdown: both(
    "Markdown: take the JSON out of its fence, or save the table as CSV",
    "Markdown：请取出代码块中的 JSON，或把表格另存为 CSV",
  ),
  jsonp: both(
    "JSON inside JavaScript, a callback or a guard: save the JSON alone",
    "JSON 外面包着 JavaScript（回调或防护前缀）：请只保存 JSON",
  ),
  python: both(
    "what Python prints of its objects, and no JSON: write it with json.dumps",
    "这是 Python 直接打印的对象，不是 JSON：请用 json.dumps 输出",
  ),
  dump: both(
    "what a program prints of its objects, and no JSON: write it with its JSON library (toJsonString, json.Marshal, JSON.stringify)",
    "这是程序直接打印的对象，不是 JSON：请用 JSON 库输出（toJsonString、json.Marshal、JSON.stringify）",
  ),
  sqlite: both(
    "an SQLite database: export the table as CSV; a ledger is named with --ledger",
    "SQLite 数据库：请把表导出为 CSV；账本请用 --ledger 指定",
  ),
}

/** The terms of schemas; what is missing stands as it is. */
const terms: { readonly [term: string]: Both<string> } = {
  boolean: both("true or false", "true 或 false"),
  string: both("text", "字符串"),
  number: both("a number", "数字"),
  array: both("a list", "数组"),
  object: both("an object", "对象"),
  null: both("null", "null"),
  "a whole number": both("a whole number", "整数"),
  "an amount such as 1.2": both(
    "an amount such as 1.2, with at most 8 decimals and no separators",
    "金额（例如 1.2，最多 8 位小数，不带千分位）",
  ),
  "a date or a month YYYY-MM": both("a date or a month YYYY-MM", "日期或月份 YYYY-MM"),
  "an integer below 2^31": both("an integer below 2^31", "小于 2^31 的整数"),
  "an integer up to 2^53": both("an integer up to 2^53", "不超过 2^53 的整数"),
  "an integer of 0 or more": both("an integer of 0 or more", "不小于 0 的整数"),
  "an ISO 8601 time with offset, or epoch milliseconds": both(
    "an ISO 8601 time with offset, or epoch milliseconds",
    "带时区的 ISO 8601 时间，或毫秒时间戳",
  ),
  "a date YYYY-MM-DD": both("a date YYYY-MM-DD", "日期 YYYY-MM-DD"),
}

const termsIn = (language: Language, term: string): ReadonlyArray<string> =>
  term
    .split(" | ")
    .filter((part) => part !== "undefined")
    .map((part) => terms[part]?.[language] ?? part)

/** A space stands between Chinese and Latin letters. */
const spaced = (text: string): string => (/^[\p{Script=Han}]/u.test(text) ? text : ` ${text}`)

/** `expected` is put into words; `met` is a name that stood in the data (a key, a header, a place), never a value. */
const rejected: Readonly<Record<RejectionCode, Both<(expected: string, met: string) => string>>> = {
  wrong_type: both(
    (expected) => `wrong type: expected ${expected}`,
    (expected) => `类型不对：应为${spaced(expected)}`,
  ),
  not_an_object: fixed("not a JSON object", "不是 JSON 对象"),
  no_result: both(
    (_, met) =>
      met === ""
        ? "no result: neither Response, nor Text, nor LivenessDetail is in it"
        : `no result at the top: it stands under ${met}`,
    (_, met) =>
      met === "" ? "不是核身结果：其中没有 Response、Text 或 LivenessDetail" : `最外层不是核身结果：结果在 ${met} 下`,
  ),
  no_bill: both(
    (_, met) => (met === "" ? "no bill: WeChatBillDetails is not in it" : `no bill at the top: it stands under ${met}`),
    (_, met) => (met === "" ? "不是账单：其中没有 WeChatBillDetails" : `最外层不是账单：账单在 ${met} 下`),
  ),
  bill_among_results: fixed("a bill among results", "核身结果中混入了账单"),
  result_among_bills: fixed("a result among bills", "账单中混入了核身结果"),
  encrypted: fixed(
    "an encrypted body: decrypt it first, or fetch without IsEncryptResponse",
    "内容已加密：请先解密，或不带 IsEncryptResponse 重新获取",
  ),
  legacy_detect_info: fixed(
    "an answer of the old GetDetectInfo: it has neither Seq nor charge flag; use GetDetectInfoEnhanced",
    "旧接口 GetDetectInfo 的应答：没有 Seq 和收费标志，请改用 GetDetectInfoEnhanced",
  ),
  invalid_json: fixed("not valid JSON from here on", "从这里起不是合法的 JSON"),
  invalid_encoding: fixed(
    "invalid bytes for the encoding; name it with --encoding",
    "编码无效；请用 --encoding 指定编码",
  ),
  text_after_value: both(
    (expected) =>
      expected === ""
        ? "text after the end of the JSON value"
        : `a comma after the end of the JSON value: put ${expected} around all records, or one record on each line`,
    (expected) =>
      expected === ""
        ? "JSON 值之后还有多余内容"
        : `JSON 值之后多了逗号：请在全部记录外加上 ${expected}，或每行只放一条记录`,
  ),
  missing_bracket: fixed("the file ends before its closing bracket", "文件结束时缺少右括号"),
  too_large: fixed("too large to be a record: 64 MiB are read at most", "一条记录过大：最多读取 64 MiB"),
  too_deep: fixed(
    "nested too deep to be a record: 512 levels are read at most",
    "嵌套过深，不像是一条记录：最多读取 512 层",
  ),
  missing_column: both(
    (expected) => `the table lacks the column ${expected}; name its header with --columns`,
    (expected) => `表中缺少列 ${expected}；请用 --columns 指定对应的表头`,
  ),
  repeated_column: both(
    (_, met) => `the table has the column ${met} twice`,
    (_, met) => `表中重复出现列 ${met}`,
  ),
  too_many_cells: fixed("more cells than columns", "单元格比列多"),
  unclosed_quote: fixed("a quote is opened and never closed", "引号没有闭合"),
  spoiled_number: fixed(
    "a spreadsheet has spoiled this number; format the column as text and export it again",
    "这个数字已被电子表格改坏；请把该列设为文本格式后重新导出",
  ),
  cut_archive: fixed("the compressed file is cut off or damaged", "压缩文件不完整或已损坏"),
  broken_workbook: fixed(
    "the workbook cannot be read: it is damaged; save it as .xlsx once more, without a password",
    "工作簿无法读取：文件已损坏；请重新另存为没有密码的 .xlsx",
  ),
  workbook_bomb: fixed(
    "the workbook unpacks to more than 4 GiB, or to more than 200 times its size: save it once more, or export the table as CSV",
    "工作簿解压后过大（超过 4 GiB，或超过自身大小的 200 倍）；请重新另存，或导出为 CSV",
  ),
  other_format: both(
    (format) => otherFormats[format]?.en ?? "a file of another kind",
    (format) => otherFormats[format]?.["zh-CN"] ?? "其他类型的文件，无法读取",
  ),
  nul_bytes: fixed(
    "NUL bytes: the file was cut off while it was written; what stands beside them was read",
    "含有 NUL 字节：文件可能在写入时被截断；旁边的记录已读取",
  ),
  near_name: both(
    (expected, met) => `${met} stands where ${expected} is read; write ${expected}, or map it with --columns`,
    (expected, met) => `这里写的是 ${met}，应为 ${expected}；请改名，或用 --columns 指定`,
  ),
  two_near_names: both(
    (expected, met) => `${met} are both read as ${expected}; keep one of them`,
    (expected, met) => `${met} 都会按 ${expected} 读取；请只保留一个`,
  ),
  missing_mapped: both(
    (expected, met) => `the table has no column ${met}, which --columns gives for ${expected}`,
    (expected, met) => `表中没有列 ${met}（由 --columns 指定为 ${expected}）`,
  ),
  missing_sheet: both(
    (_, met) => `the workbook has no sheet ${met}`,
    (_, met) => `工作簿中没有名为 ${met} 的工作表`,
  ),
  missing_value: fixed("nothing stands here", "不能为空"),
  repeated_header: fixed(
    "another header, with its columns in other places; put what follows into a file of its own",
    "又出现一个列位置不同的表头；请把其后的内容放到单独的文件中",
  ),
  formula_error: fixed("a formula has failed here; mend it, or empty the cell", "公式出错；请修正公式，或清空该单元格"),
  hidden_character: fixed("an invisible character is in it; delete it", "含有不可见字符；请删除"),
  digit_separators: fixed("digits with separators; write the number without them", "数字中带有分隔符；请去掉分隔符"),
  no_day: fixed(
    "no day: neither Date nor a ReqTime says it; add Date, or name the file by its day (2026-10-01.json)",
    "没有日期：既无 Date，也无 ReqTime；请补上 Date，或以日期命名文件（如 2026-10-01.json）",
  ),
  time_in_seconds: fixed(
    "this is in seconds; write epoch milliseconds, which have 13 digits",
    "这是秒；请写成 13 位的毫秒时间戳",
  ),
  time_in_microseconds: fixed(
    "this is in microseconds; write epoch milliseconds, which have 13 digits",
    "这是微秒；请写成 13 位的毫秒时间戳",
  ),
  time_in_nanoseconds: fixed(
    "this is in nanoseconds; write epoch milliseconds, which have 13 digits",
    "这是纳秒；请写成 13 位的毫秒时间戳",
  ),
  time_as_compact_date: fixed(
    "this is a compact date, not epoch milliseconds; write it as 2026-10-01T10:00:00+08:00",
    "这是连写的日期，不是毫秒时间戳；请写成 2026-10-01T10:00:00+08:00",
  ),
  time_out_of_span: fixed("this is outside the years 2015 to 2099", "不在 2015 至 2099 年之间"),
  time_without_offset: fixed(
    "this time has no offset from UTC; write it as 2026-10-01T10:00:00+08:00, or name the offset with --utc-offset +08:00",
    "这个时间没有时区；请写成 2026-10-01T10:00:00+08:00，或用 --utc-offset +08:00 指定",
  ),
  time_is_a_date: fixed(
    "this is a date without a time; write it as 2026-10-01T10:00:00+08:00",
    "这里只有日期，没有时刻；请写成 2026-10-01T10:00:00+08:00",
  ),
  several_places: both(
    (_, met) => `records stand in more than one place (${met}); name the right one with --at`,
    (_, met) => `多处都有记录（${met}）；请用 --at 指定其中一处`,
  ),
  no_such_place: both(
    (_, met) => `nothing stands under ${met}, which --at names`,
    (_, met) => `--at 指定的 ${met} 处没有记录`,
  ),
  time_ahead: fixed(
    "this time is still to come; look at the clock and at the offset",
    "这个时间还没有到；请检查时钟和时区",
  ),
  not_a_token: fixed(
    "this is no BizToken, which is one word of at most 128 letters, digits, - and _",
    "这不是 BizToken：BizToken 是一个不超过 128 个字符的词，只含字母、数字、- 和 _",
  ),
  no_rule_id: fixed(
    "there is no RuleId; write it in the row, or name it with --rule",
    "没有 RuleId：请在该行写明，或用 --rule 指定",
  ),
  unknown_account: both(
    (known) => `the settings have no such account; they have ${known}`,
    (known) => `配置中没有这个账号；已有账号：${known}`,
  ),
  no_account_bill: fixed(
    "no account bill: neither a column BusinessCodeName (the product) nor DetailSet is in it; download the bill details (L3)",
    "不是账户账单：其中既没有“产品名称”（BusinessCodeName）一列，也没有 DetailSet；请下载明细账单（L3）",
  ),
  account_bill_level: both(
    (missing) =>
      `this is the resource bill (L2) or the summary (L1), without ${missing}: download the bill details (L3)`,
    (missing) => `这是资源账单（L2）或汇总账单（L1），缺少 ${missing}；请下载明细账单（L3）`,
  ),
}

export const rejectionText = byLanguage({
  rejected,
  /** What a field must hold, put into words from the schema's term. */
  expected: both(
    (term: string) => termsIn("en", term).join(" or "),
    (term) => termsIn("zh-CN", term).join(" 或 "),
  ),
})
