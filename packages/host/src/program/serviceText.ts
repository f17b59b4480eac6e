/** What every service says when it does not start, in both languages. */
import { booksText, type Language } from "@faceid-tally/report"

interface Sentences {
  readonly portTaken: (port: number) => string
  readonly cannotListen: (host: string, port: number) => string
  readonly unknownArgument: (argument: string) => string
  readonly notAPort: string
  readonly notALanguage: string
  readonly seeHelp: (program: string) => string
  readonly broken: string
}

const en: Sentences = {
  portTaken: (port) => `port ${port} is in use: choose another by --port.`,
  cannotListen: (host, port) => `it cannot listen on ${host}, port ${port}: choose others by --host and --port.`,
  unknownArgument: (argument) => `${argument} is no option of this program, or lacks its value.`,
  notAPort: "--port takes a number from 0 to 65535.",
  notALanguage: "--lang takes en or zh-CN.",
  seeHelp: (program) => `See ${program} --help.`,
  broken: "it could not be started, which is a defect of this program.",
}

const zhCN: Sentences = {
  portTaken: (port) => `端口 ${port} 已被占用：请用 --port 另选一个。`,
  cannotListen: (host, port) => `无法监听 ${host} 的端口 ${port}：请用 --host 和 --port 另选。`,
  unknownArgument: (argument) => `${argument} 不是本程序的选项，或缺少取值。`,
  notAPort: "--port 须为 0 到 65535 的数字。",
  notALanguage: "--lang 须为 en 或 zh-CN。",
  seeHelp: (program) => `参见 ${program} --help。`,
  broken: "无法启动，这是本程序的缺陷。",
}

const sentences: Readonly<Record<Language, Sentences>> = { en, "zh-CN": zhCN }

export const serviceTextOf = (language: Language) => ({ ...sentences[language], books: booksText[language] })
