/** What the program says of itself: help, options, and usage errors, in both languages. */
import type { MissingReason } from "@faceid-tally/files"
import type { BizTokenFault } from "@faceid-tally/core"
import type { Language } from "@faceid-tally/report"

import type { CommandLineText } from "./commandLine/CommandLineText.ts"
import { en } from "./text/en.ts"
import { zhCN } from "./text/zh-CN.ts"

export interface CliText {
  /** The strings of yargs, which would be English in a bundle. */
  readonly yargs: Readonly<Record<string, string | { readonly one: string; readonly other: string }>>
  readonly about: string
  readonly help: string
  readonly version: string
  readonly exitCodes: string
  readonly examplesTitle: string
  readonly commands: Readonly<Record<CommandName, string>>
  /** What the commands of one first word are about. */
  readonly groups: Readonly<Record<CommandGroup, string>>
  readonly options: Readonly<Record<OptionName, string>>
  readonly examples: Readonly<Record<ExampleName, string>>
  readonly seeHelp: (command: string | undefined) => string
  readonly noCommand: string
  readonly noAction: (group: string, actions: ReadonlyArray<string>) => string
  readonly unknownCommand: (name: string, close: string | undefined) => string
  readonly unknownOption: (name: string, close: string | undefined) => string
  /** What is wrong with the words and options themselves. */
  readonly commandLine: CommandLineText
  readonly givenTwice: (name: string) => string
  readonly daysReversed: string
  readonly notAPrice: string
  readonly notAnAmount: (name: string) => string
  readonly notACode: string
  readonly notColumns: string
  readonly fullWidthColumns: string
  /** No table has the header, nor the column for which it is given. */
  readonly columnNowhere: (header: string, column: string) => string
  readonly excelNeedsCsv: string
  readonly workbookNeedsFile: string
  readonly unknownEdition: (name: string, known: ReadonlyArray<string>, close: string | undefined) => string
  readonly editionNeeded: (known: ReadonlyArray<string>) => string
  readonly unknownColumn: (name: string, known: ReadonlyArray<string>) => string
  /** `left` are the names of files that are there. */
  readonly noFiles: (pattern: string, left: ReadonlyArray<string>) => string
  readonly missing: Readonly<Record<MissingReason, (file: string) => string>>
  readonly rejected: (count: number) => string
  readonly moreOfKind: (count: number, message: string) => string
  /** Of files in which there is nothing, not even that there is nothing. */
  readonly noRecords: (files: ReadonlyArray<string>) => string
  /** Where it belongs, what was met at one place and belongs to the other side. */
  readonly otherSide: Readonly<Record<"count" | "import" | "billImport" | "results" | "bill", string>>
  readonly allOfOtherSide: Readonly<Record<"results" | "bills", (files: ReadonlyArray<string>, cure: string) => string>>
  readonly sidesExchanged: string
  readonly stopped: string
  readonly cannotWrite: string
  /** Why `--out` is refused. */
  readonly out: {
    readonly isInput: (file: string) => string
    readonly isLedger: (file: string) => string
    readonly isSettings: (file: string) => string
    readonly isFolder: (file: string) => string
    readonly noFolder: (file: string) => string
    readonly unwritable: (file: string) => string
    readonly noSuchForm: (file: string, ending: string, forms: ReadonlyArray<string>) => string
    readonly otherForm: (file: string, ending: string, form: string) => string
  }
  readonly broken: (where: string) => string
  readonly brokenInstall: (file: string) => string
  readonly reading: string
  readonly filesGoTogether: string
  readonly fileAsId: (file: string) => string
  readonly sameFile: (file: string) => string
  readonly onlyFromLedger: (name: string) => string
  readonly nothingRegistered: string
  readonly unknownAccount: (name: string, known: ReadonlyArray<string>) => string
  readonly nthBizToken: (n: number) => string
  readonly notABizToken: Readonly<Record<BizTokenFault, string>>
  readonly ruleNeeded: string
  readonly notAnOffset: string
  readonly notAPlace: string
  readonly receiptNeeded: string
  readonly notANumber: (name: string) => string
  readonly oneOrFile: string
  readonly notAPort: (name: string) => string
  readonly notParts: (known: ReadonlyArray<string>) => string
}

export type CommandGroup = "bill" | "run" | "config" | "key" | "work" | "alerts"

export type CommandName =
  | "count"
  | "reconcile"
  | "show"
  | "explain"
  | "register"
  | "import"
  | "collect"
  | "bill pull"
  | "bill import"
  | "bill diff"
  | "run list"
  | "run show"
  | "run repeat"
  | "status"
  | "verify"
  | "backup"
  | "restore"
  | "upgrade"
  | "remove"
  | "doctor"
  | "config print"
  | "config prices"
  | "statement"
  | "key create"
  | "key list"
  | "key revoke"
  | "work list"
  | "work show"
  | "work retry"
  | "alerts test"
  | "serve"
  | "simulate"
  | "completion"

export type OptionName =
  | "by"
  | "output"
  | "json"
  | "out"
  | "edition"
  | "rules"
  | "columns"
  | "sheet"
  | "at"
  | "encoding"
  | "utc-offset"
  | "strict"
  | "quiet"
  | "results"
  | "bill"
  | "from"
  | "month"
  | "to"
  | "rule"
  | "unit-price"
  | "allow-incomplete"
  | "excel"
  | "day"
  | "lang"
  | "no-keep"
  | "no-color"
  | "files"
  | "id"
  | "errcode"
  | "shell"
  | "ledger"
  | "invoice"
  | "endpoint"
  | "config"
  | "dry-run"
  | "account"
  | "issued-at"
  | "bizToken"
  | "file"
  | "watch"
  | "concurrency"
  | "versions"
  | "head"
  | "until"
  | "copy"
  | "target"
  | "receipt"
  | "of"
  | "as-of"
  | "before"
  | "limit"
  | "port"
  | "seed"
  | "days"
  | "since"
  | "per-day"
  | "plants"
  | "role"
  | "title"
  | "state"
  | "kind"
  | "only"
  | "host"
  | "webhook-port"
  | "webhook-host"

export type ExampleName =
  | "count"
  | "countBy"
  | "reconcile"
  | "reconcileCsv"
  | "show"
  | "explain"
  | "explainDay"
  | "completion"
  | "register"
  | "registerMany"
  | "import"
  | "collect"
  | "collectWatch"
  | "billPull"
  | "billImport"
  | "billDiff"
  | "runList"
  | "runShow"
  | "runRepeat"
  | "status"
  | "statusBy"
  | "verify"
  | "verifyReceipt"
  | "verifyReceiptOf"
  | "backup"
  | "restore"
  | "upgrade"
  | "remove"
  | "doctor"
  | "configPrint"
  | "configPrices"
  | "statement"
  | "statementOut"
  | "simulate"
  | "keyCreate"
  | "keyList"
  | "keyRevoke"
  | "workList"
  | "workShow"
  | "workRetry"
  | "alertsTest"
  | "serve"
  | "serveOnly"

const textByLanguage: Readonly<Record<Language, CliText>> = { en, "zh-CN": zhCN }

export const cliTextOf = (language: Language): CliText => textByLanguage[language]
