/** What is said of values on the command line that several commands read, in both languages. */
import type { RulesFault } from "@faceid-tally/core/engine"
import type { MissingReason } from "@faceid-tally/files"
import type { Language } from "@faceid-tally/report"

const quoted = (name: string) => `“${name}”`

const en = {
  notADay: (option: string, value: string) =>
    `${option}: “${value}” is no real date. Write YYYY-MM-DD, for example 2026-10-01.`,
  notAMonth: (value: string) => `--month: “${value}” is no month. Write YYYY-MM, for example 2026-10.`,
  monthAlone: "--month stands for --from and --to: give it alone.",
  periodNeeded: "Which days? For example --from 2026-10-01 --to 2026-10-31, or --month 2026-10.",
  daysReversed: "--from is after --to.",
  notAPrice: "--unit-price needs an amount in yuan, for example 1.20.",
  priceTwice: "The settings name a price plan (prices): leave out --unit-price.",
  notANumber: (name: string) => `--${name} needs a whole number above 0.`,
  notColumns: "--columns needs pairs name=header, for example Seq=SerialNo,ReqTime=Time.",
  fullWidthColumns: "--columns has a full-width comma or equals sign (，＝). Write , and = instead.",
  notAnOffset: "--utc-offset needs an offset from UTC like +08:00.",
  excelNeedsCsv: "--excel goes with --output csv.",
  unknownAccount: (name: string, known: ReadonlyArray<string>) =>
    `--account ${name}: the settings have no such account; they have ${known.join(", ")}.`,
  unknownEdition: (name: string, known: ReadonlyArray<string>, close: string | undefined) =>
    `There is no edition ${quoted(name)}.${close === undefined ? "" : ` Did you mean ${close}?`} The editions are ${known.join(", ")}.`,
  editionNeeded: (known: ReadonlyArray<string>) =>
    `--rules has several editions: choose one with --edition (${known.join(", ")}).`,
  rulesFault: {
    no_code_column: "the table of rules has no column named code",
    no_edition_column: "the table of rules has no column of an edition",
    bad_code: "the code is no integer",
    code_twice: "the code stands in a row above already; keep one of them",
    bad_mark: "expected y (charged), n (not charged) or nothing (not listed)",
  } satisfies Readonly<Record<RulesFault["problem"], string>>,
  missing: {
    not_found: (file) => `${file}: no such file.`,
    link_loop: (file) => `${file}: the link leads round in a circle.`,
    name_too_long: (file) => `${file}: the name is too long for a file.`,
    no_permission: (file) => `${file}: no permission to read it.`,
    unreadable: (file) => `${file}: the file cannot be read.`,
  } satisfies Readonly<Record<MissingReason, (file: string) => string>>,
  onlyFromFiles: (option: string) => `${option} is for files: it does not go with the ledger.`,
  onlyFromLedger: (name: string) => `--${name} is for the ledger: it does not go with files.`,
}

const zhCN: typeof en = {
  notADay: (option, value) => `${option}：“${value}”不是有效日期，格式 YYYY-MM-DD，例如 2026-10-01。`,
  notAMonth: (value) => `--month：“${value}”不是有效月份，格式 YYYY-MM，例如 2026-10。`,
  monthAlone: "--month 相当于 --from 加 --to，不能与它们同时使用。",
  periodNeeded: "请给出日期，例如 --from 2026-10-01 --to 2026-10-31，或 --month 2026-10。",
  daysReversed: "--from 晚于 --to。",
  notAPrice: "--unit-price 需要以元为单位的金额，例如 1.20。",
  priceTwice: "配置中已有价目（prices），请去掉 --unit-price。",
  notANumber: (name) => `--${name} 需要大于 0 的整数。`,
  notColumns: "--columns 需要“列名=表头”，例如 Seq=流水号,ReqTime=时间。",
  fullWidthColumns: "--columns 中有全角的“，”或“＝”，请改用半角的 , 和 =。",
  notAnOffset: "--utc-offset 需要时区，例如 +08:00。",
  excelNeedsCsv: "--excel 须与 --output csv 一起使用。",
  unknownAccount: (name, known) => `--account ${name}：配置中没有这个账号；已有账号：${known.join("、")}。`,
  unknownEdition: (name, known, close) =>
    `没有版本${quoted(name)}。${close === undefined ? "" : `是指 ${close} 吗？`}可选版本：${known.join("、")}。`,
  editionNeeded: (known) => `规则表有多个版本，请用 --edition 选择（${known.join("、")}）。`,
  rulesFault: {
    no_code_column: "规则表缺少名为 code 的列",
    no_edition_column: "规则表没有任何版本的列",
    bad_code: "返回码不是整数",
    code_twice: "上文已有这个返回码；请只保留一行",
    bad_mark: "应为 y（收费）、n（不收费）或留空（未列出）",
  },
  missing: {
    not_found: (file) => `${file}：文件不存在。`,
    link_loop: (file) => `${file}：链接循环指向自身。`,
    name_too_long: (file) => `${file}：名称过长，不可能是文件。`,
    no_permission: (file) => `${file}：没有读取权限。`,
    unreadable: (file) => `${file}：文件无法读取。`,
  },
  onlyFromFiles: (option) => `${option} 只用于文件，不能与账本一起使用。`,
  onlyFromLedger: (name) => `--${name} 只用于账本，不能与文件一起使用。`,
}

export const argumentText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
