/** Why an answer is not written where it was asked for, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  cannotWrite: "The output cannot be written.",
  workbookNeedsFile: "A terminal cannot show an Excel workbook: name a file with --out file.xlsx, or redirect.",
  isInput: (file: string) => `--out ${file} is one of the inputs, or lies where they are read from. Name another file.`,
  isLedger: (file: string) => `--out ${file} is the ledger. Name another file.`,
  isSettings: (file: string) => `--out ${file} is the settings file. Name another file.`,
  isFolder: (file: string) => `--out ${file} is a folder. Name a file in it.`,
  noFolder: (file: string) => `--out ${file}: there is no such folder. Make it first, or name a file elsewhere.`,
  unwritable: (file: string) => `--out ${file}: no permission to write there. Name another file.`,
}

const zhCN: typeof en = {
  cannotWrite: "无法写出结果。",
  workbookNeedsFile: "Excel 工作簿不能显示在终端：请用 --out 文件.xlsx，或重定向到文件。",
  isInput: (file) => `--out ${file} 是输入文件，或位于输入目录中，写入会覆盖数据。请换一个文件名。`,
  isLedger: (file) => `--out ${file} 是账本文件，写入会毁掉账本。请换一个文件名。`,
  isSettings: (file) => `--out ${file} 是配置文件。请换一个文件名。`,
  isFolder: (file) => `--out ${file} 是目录。请给出目录中的文件名。`,
  noFolder: (file) => `--out ${file}：目录不存在。请先创建目录，或换一个位置。`,
  unwritable: (file) => `--out ${file}：没有写入权限。请换一个位置。`,
}

export const outputText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
