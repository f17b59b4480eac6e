/** What is said of a command that failed, whatever it was, in both languages. */
import type { Language } from "@faceid-tally/report"

const quoted = (name: string) => `“${name}”`

const en = {
  noFiles: (pattern: string, left: ReadonlyArray<string>) =>
    `${pattern}: there is no file to read in it.${left.length === 0 ? "" : ` Not read: ${left.join(", ")}.`}`,
  unknownColumn: (name: string, known: ReadonlyArray<string>) =>
    `--columns: there is no column ${quoted(name)}. The columns are ${known.join(", ")}.`,
  brokenInstall: (file: string) =>
    `The installation of faceid-tally is broken: its file ${file} is missing or damaged. Install it again: npm install -g faceid-tally.`,
  broken: (where: string) =>
    `This is a defect of faceid-tally, not of your data (${where}). Please report it, without any data.`,
}

const zhCN: typeof en = {
  noFiles: (pattern, left) =>
    `${pattern}：其中没有可读取的文件。${left.length === 0 ? "" : `未读取：${left.join("、")}。`}`,
  unknownColumn: (name, known) => `--columns：没有列${quoted(name)}。可用的列：${known.join("、")}。`,
  brokenInstall: (file) =>
    `faceid-tally 的安装已损坏：缺少文件 ${file}，或文件已损坏。请重新安装：npm install -g faceid-tally。`,
  broken: (where) => `这是 faceid-tally 自身的缺陷，不是您的数据有误（${where}）。请反馈给我们，不要附上任何数据。`,
}

export const failureText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
