/** The catalogue in Chinese. */
import { type Charge, dayFromNumber } from "@faceid-tally/core"

import { formatCount as n } from "../language/Money.ts"
import { listed } from "./remarkMessage.ts"
import type { Messages } from "./Messages.ts"

const chargeWord = (charge: Charge): string => (charge === null ? "未标明" : charge ? "收费" : "不收费")

const terms: { readonly [term: string]: string } = {
  boolean: "true 或 false",
  string: "字符串",
  number: "数字",
  array: "数组",
  object: "对象",
  null: "null",
  "an integer below 2^31": "小于 2^31 的整数",
  "an integer up to 2^53": "不超过 2^53 的整数",
  "an integer of 0 or more": "不小于 0 的整数",
  "an ISO 8601 time with offset, or epoch milliseconds": "带时区的 ISO 8601 时间，或毫秒时间戳",
  "a date YYYY-MM-DD": "日期 YYYY-MM-DD",
  "a whole number": "整数",
  "an amount such as 1.2": "金额（例如 1.2，最多 8 位小数，不带千分位）",
  "a date or a month YYYY-MM": "日期或月份 YYYY-MM",
}

const packed = (by: string, command: string) => `由 ${by} 压缩：请先解压（${command}）`

/** What a file is instead of results or a bill, and what helps. */
const otherFormats: { readonly [kind: string]: string } = {
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

const inSheet = (sheet: string | undefined): string => (sheet === undefined ? "" : `工作表 ${sheet}：`)

export const zhCN: Messages = {
  language: "zh-CN",
  colon: "：",
  comma: "，",
  gap: "",
  stop: "。",
  unknown: "未知",
  none: "无",
  charge: chargeWord,
  ruling: { charged: "收费", free: "不收费", unlisted: "未列出" },
  kind: {
    missing_in_bill: "账单漏列",
    missing_in_ledger: "我方无记录",
    charge_mismatch: "收费标志不一致",
    duplicate_in_bill: "账单重复",
    day_shift: "日期不一致（跨日）",
    code_mismatch: "返回码不一致",
    token_mismatch: "BizToken 不一致",
    count_mismatch: "ChargeCount 不符",
    unknown_flag: "未标明是否计费",
    uncollected: "未拉取结果",
    rule_violation: "与公布规则不符",
  },
  why: {
    no_line_with_this_seq: () => "我方有这笔收费，账单中没有这个 Seq",
    attempt_without_seq: () => "我方这笔收费没有 Seq，账单中无法找到对应明细",
    token_unknown: () => "账单收费，我方从未拉取过该 BizToken 的结果",
    token_not_final: () => "账单收费；我方在该 BizToken 完成之前拉取过结果，之后未再取",
    token_final: () => "账单收费；我方在该 BizToken 完成之后拉取过结果，其中没有这一次",
    line_without_token: () => "账单收费，但没有写明 BizToken",
    charged_against_uncharged: () => "我方记录为收费，账单为不收费",
    charged_against_unknown: () => "我方记录为收费，账单未标明是否计费",
    uncharged_against_charged: () => "我方记录为不收费，账单为收费",
    unknown_against_charged: () => "我方记录未标明是否计费，账单为收费",
    repeated_charge: () => "账单对同一个 Seq 又收费一次",
    repeated_line: () => "账单又列出同一个 Seq，未收费",
    both_days_in_window: ({ ledgerDay, billDay }) => `我方记在 ${ledgerDay}，账单记在 ${billDay}，都在所选日期内`,
    cut_by_window: ({ ledgerDay, billDay }) => `我方记在 ${ledgerDay}，账单记在 ${billDay}，其中一天不在所选日期内`,
    codes_differ: ({ ledgerCode, billCode }) => `我方返回码为 ${ledgerCode}，账单为 ${billCode}`,
    several_tokens_in_ledger: () => "我方记录中这个 Seq 出现在多个 BizToken 之下",
    tokens_differ: ({ ledgerToken, billToken }) => `我方 BizToken 为 ${ledgerToken}，账单为 ${billToken}`,
    count_differs: ({ chargeCount, charged: lines }) => `账单写明计费 ${chargeCount} 次，计费明细有 ${lines} 条`,
    bill_flag_unknown: () => "账单列出了这一次，但未标明是否计费",
    ledger_flag_unknown: () => "账单收费，我方记录未标明是否计费",
    lapsed: () => "该 BizToken 拉取过结果，但从未在完成之后拉取，现已过期",
    expired: () => "该 BizToken 从未拉取过结果，现已过期",
    charged_but_free_by_rules: ({ errcode, edition }) => `已收费，但按 ${edition} 规则返回码 ${errcode} 不收费`,
    free_but_charged_by_rules: ({ errcode, edition }) => `未收费，但按 ${edition} 规则返回码 ${errcode} 应收费`,
  },
  incomplete: {
    not_pulled: "没有读到任何一页",
    has_next_page: "最后一页显示后面还有一页",
    cursor_gap: "中间缺少一页",
    single_rules_only: "只读到按单个 RuleId 查询的页",
    undated_page: "只读到没有 Date 的页，其中的明细分属多天",
  },
  rejected: {
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
    other_format: (kind) => otherFormats[kind] ?? "其他类型的文件，无法读取",
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
      "不是云账单：其中既没有“产品名称”（BusinessCodeName）一列，也没有 DetailSet；请下载明细账单（L3）",
    account_bill_level: (missing) => `这是资源账单（L2）或汇总账单（L1），缺少 ${missing}；请下载明细账单（L3）`,
  },
  remark: {
    found_below: ({ place }) => `在 ${place} 下找到记录`,
    log_line: () => "JSON 前有其他文字（像日志）：已读取每行末尾的对象",
    read_as: ({ met, name }) => `${met} 按 ${name} 读取`,
    rows_above_header: ({ line, sheet }) => `${inSheet(sheet)}表头在第 ${line} 行，其上的内容未读取`,
    total_row: ({ line, sheet }) => `${inSheet(sheet)}第 ${line} 行是合计行，未读取`,
    repeated_header: ({ line, sheet }) => `${inSheet(sheet)}第 ${line} 行是重复的表头，未读取`,
    sheets_left: ({ sheets, names }) =>
      `有 ${n(sheets)} 个工作表未读取：${names.join("、")}${sheets > names.length ? " 等" : ""}；可用 --sheet 指定一个`,
    files_left: ({ files, names }) =>
      `其中 ${n(files)} 个文件未读取：${listed(names, "、")}${files > names.length ? " 等" : ""}`,
    day_of_name: ({ day }) => `账单页没有写明日期，按文件名取 ${dayFromNumber(day)}`,
    no_header: () => "未读取：表格中没有含 Seq 和 IsNeedCharge 的表头",
    issued_long_ago: ({ bizTokens }) => `有 ${n(bizTokens)} 个 BizToken 签发已超过 3 天，无法再拉取结果`,
    token_in_other_case: ({ bizTokens, bizToken }) =>
      bizTokens === 1
        ? `账本中另有大小写不同的 ${bizToken}，会视为两个 BizToken`
        : `有 ${n(bizTokens)} 个 BizToken 在账本中另有大小写不同的写法（例如 ${bizToken}），会视为不同的 BizToken`,
    day_not_over: ({ day, days }) =>
      days === 1 ? `${day} 尚未结束，当天账单还可能增加` : `${day} 起共 ${n(days)} 天尚未结束，账单还可能增加`,
  },
  expected: (term) =>
    term
      .split(" | ")
      .filter((part) => part !== "undefined")
      .map((part) => terms[part] ?? part)
      .join(" 或 "),
  rulesFault: {
    no_code_column: "规则表缺少名为 code 的列",
    no_edition_column: "规则表没有任何版本的列",
    bad_code: "返回码不是整数",
    code_twice: "上文已有这个返回码；请只保留一行",
    bad_mark: "应为 y（收费）、n（不收费）或留空（未列出）",
  },
  grouping: {
    day: "日期",
    rule: "RuleId",
    errcode: "返回码",
    token: "BizToken",
    account: "账号",
    channel: "渠道",
    edition: "版本",
  },
  channel: { mini_program: "小程序", native_h5: "微信原生 H5", h5: "H5" },
  sheet: { count: "统计", summary: "对账结果", discrepancies: "差异明细", groups: (grouping) => `按${grouping}` },
  columns: {
    account: "账号",
    amount: "金额",
    apiErrors: "API 错误",
    attempts: "核验次数",
    billAt: "账单时间",
    billCharge: "账单收费",
    billDay: "账单日期",
    billErrcode: "账单返回码",
    bridge: "从我方合计到账单合计",
    charge: "收费",
    charges: "计费次数",
    chargeType: "计费类型",
    conflicts: "前后不一致",
    count: "数量",
    day: "日期",
    duplicates: "重复读取",
    edition: "版本",
    entries: "条目",
    errcode: "返回码",
    explanation: "说明",
    fetchedAt: "拉取时间",
    impact: "影响笔数",
    kind: "差异代码",
    kindName: "差异类型",
    ledgerAt: "我方时间",
    ledgerCharge: "我方收费",
    ledgerDay: "我方日期",
    ledgerErrcode: "我方返回码",
    lines: "明细条数",
    meaning: "含义",
    nfcCharges: "NFC 计费",
    place: "读取位置",
    readOn: "查阅日期",
    records: "记录",
    rejected: "未能读取",
    results: "结果",
    ruling: "规则",
    source: "来源",
    time: "时间",
    title: "名称",
    uncharged: "不计费次数",
    unidentified: "无 Seq",
    unknown: "未标明是否计费",
    unknownCharged: "未标明（按规则收费）",
    unknownFree: "未标明（按规则不收费）",
    unknownUnlisted: "未标明（规则未列出）",
    why: "原因代码",
  },
  count: {
    headline: (charges, attempts) => `核验 ${n(attempts)} 次，其中收费 ${n(charges)} 次`,
    days: (from, to) =>
      from === undefined
        ? `截至 ${to ?? ""}（按 ReqTime）。`
        : `${from} ${to === undefined ? "起" : `至 ${to}`}（按 ReqTime）。`,
    leftOut: (outside, undated, nfcUndated) =>
      (outside === 0 ? "" : `未计入：其他日期的 ${n(outside)} 次核验。`) +
      (undated === 0 ? "" : `未计入：缺少 ReqTime 的 ${n(undated)} 次核验。`) +
      (nfcUndated === 0 ? "" : `未计入：没有已知 ReqTime 的 ${n(nfcUndated)} 次 NFC 计费。`),
    charges: "IsNeedCharge 为 true",
    uncharged: "IsNeedCharge 为 false",
    unknown: "IsNeedCharge 为 null 或缺失",
    unknownOf: (edition, { charged: worrying, free, unlisted }) =>
      `按 ${edition} 规则：收费 ${n(worrying)}，不收费 ${n(free)}，未列出 ${n(unlisted)}`,
    unknownHint: "加上 --edition 可看出其中哪些按公布规则会收费",
    attempts: "每个 Seq 只计一次",
    nfc: "单独一项，不计入核验次数",
    conflicts: "同一 Seq 的记录前后不一致，以最后拉取的为准",
    duplicates: "同一记录被重复读取",
    unidentified: "没有 Seq 的核验，按其他字段区分",
    rejected: "完全不计入，原因见上文",
    read: ({ records, results, apiErrors, rejected, entries }) =>
      `共读取 ${n(records)} 条记录：结果 ${n(results)} 条（含 ${n(entries)} 个条目），API 错误 ${n(apiErrors)} 条，未能读取（已跳过）${n(rejected)} 条`,
  },
  reconcile: {
    incompleteDays: (days) => `账单不完整：${n(days)} 天`,
    more: (count) => `另有 ${n(count)} 天`,
    period: (from, to) => (from === to ? `${from} 的账单` : `${from} 至 ${to} 的账单`),
    nothingCompared: (ruleId, from, to) =>
      `没有可比对的内容：${from == null || to == null ? "" : from === to ? `${from} ` : `${from} 至 ${to} `}` +
      `${ruleId === undefined ? "" : `RuleId ${ruleId} `}既没有核验记录，也没有账单明细。`,
    ruleIdsThere: (ruleIds, more) =>
      `现有的 RuleId：${ruleIds.join("、")}${more === 0 ? "" : ` 等 ${n(ruleIds.length + more)} 个`}。`,
    daysThere: (days, more) =>
      `现有数据的日期：${days.join("、")}${more === 0 ? "" : ` 等 ${n(days.length + more)} 天`}。`,
    nothingThere: "没有找到任何 RuleId 或日期。",
    noVerdict: {
      results: "无法给出结论：核身结果均未能读取，原因见上。",
      bills: "无法给出结论：账单内容均未能读取，原因见上。",
    },
    right: (charges) => `账单无误：共收费 ${n(charges)} 次，每一次都与我方记录相符。`,
    rightSoFar: (charges) => `已读到的部分（并非全部）没有差异：账单收费 ${n(charges)} 次，每一次都与我方记录相符。`,
    balanced: (charges, impacts) => `账单合计 ${n(charges)} 次只是碰巧相符：有 ${n(impacts)} 项差异相互抵消。`,
    wrong: (bill, ledger, difference, items, amount) =>
      `账单有误：账单收费 ${n(bill)} 次，我方记录为 ${n(ledger)} 次，` +
      `${difference > 0 ? "多收" : "少收"} ${n(Math.abs(difference))} 次${amount === undefined ? "" : `（${amount}）`}，` +
      `差额已由 ${n(items)} 项差异全部说明。`,
    provisional: "以上仅依据已读取的内容。",
    bridgeStart: "我方记录的计费次数",
    bridgeEnd: "账单的计费次数",
    byChargeType: "账单按计费类型和 RuleId",
    byRule: (grouping) => `账单按${grouping}`,
    informational: "不影响合计",
    first: (shown, total) =>
      shown === total ? `全部差异（${n(total)} 项）` : `${n(total)} 项差异中的 ${n(shown)} 项，影响合计的在前`,
    others: (count) => `另有 ${n(count)} 项；用 --output csv 可列出每一项。`,
    alike: (count, bill, ours) =>
      `有 ${n(count)} 个 Seq 与我方的仅在大小写或电子表格附加的字符上不同，例如账单 ${bill} 与我方 ${ours}：Seq 须完全一致，请按原样导出。`,
    matched: (count) => `${n(count)} 次核验与账单明细一致。`,
    undated: (ledger, bill) => `因日期不明未计入：我方 ${n(ledger)} 次，账单 ${n(bill)} 条。`,
    unattributed: (count) => `因 RuleId 不明未计入：我方 ${n(count)} 次。`,
    repeatedPages: (count) => `重复读到 ${n(count)} 页，只计一次。`,
    chargeCount: (stated, lines) =>
      stated === lines
        ? `账单的 ChargeCount 与明细相符：${n(stated)}。`
        : `账单的 ChargeCount 合计 ${n(stated)}，收费明细合计 ${n(lines)}。`,
    rejected: (results, bills) => `未能读取（已跳过），未计入：结果 ${n(results)} 条，账单 ${n(bills)} 条。`,
    law: (explained, bill, ledger, difference) =>
      `核对：差异合计 ${signed(explained)} ＝ 账单 ${n(bill)} − 我方 ${n(ledger)} ＝ ${signed(difference)}`,
  },
  show: {
    nothing: (id) => `这些文件中没有关于 ${id} 的任何内容。`,
    token: (id) => `BizToken ${id}`,
    seq: (id) => `Seq ${id}`,
    attempts: "核验",
    entries: "读到的条目",
    lines: "账单明细",
    noAttempts: "这些文件中没有它的条目。",
    noLines: "这些文件中没有它的账单明细。",
    rules: "公布的收费规则",
    stated: (count) => `ChargeCount ${n(count)}`,
  },
  explain: {
    unknownCode: (code) => `${code}：没有任何规则表列出这个返回码，是否收费未知。`,
    readOn: (page, day) => `${page}，${day} 查阅`,
    ownTable: (file) => file,
    audits: "是否计费以 IsNeedCharge 为准，规则只用来核查。",
  },
}

const signed = (count: number): string => n(count, { sign: true })

/** A space stands between Chinese and Latin letters. */
function spaced(text: string): string {
  return /^[\p{Script=Han}]/u.test(text) ? text : ` ${text}`
}
