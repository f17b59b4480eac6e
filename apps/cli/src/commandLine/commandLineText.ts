/** What the program says of itself and of a command line that cannot be followed, in both languages. */
import type { Language } from "@faceid-tally/report"

/** The strings of yargs, which would be English in a bundle. */
type YargsStrings = Readonly<Record<string, string | { readonly one: string; readonly other: string }>>

const quoted = (name: string) => `“${name}”`

const en = {
  language: "en" as Language,
  yargs: {} as YargsStrings,
  about: "Proves, charge by charge, that the bill of Tencent Cloud FaceID is right.",
  help: "Show help",
  version: "Show the version",
  exitCodes: `Exit codes:
  0    all well
  1    reconcile: some discrepancy has an impact; verify: the ledger was changed; run repeat: another answer
  2    bad input or usage, nothing read or compared, an incomplete bill, a result or bill that did not come, or a failure
  130  interrupted`,
  examplesTitle: "Examples:",
  seeHelp: (command: string | undefined) => `See faceid-tally ${command === undefined ? "" : `${command} `}--help.`,
  /** What a group is about, with its commands. */
  group: (about: string, actions: ReadonlyArray<string>) => `${about}: ${actions.join(", ")}`,
  noCommand: "Which command? For example count, reconcile, collect, status; faceid-tally --help lists all.",
  noAction: (group: string, actions: ReadonlyArray<string>) => `Usage: ${group} ${actions.join(" | ")}.`,
  unknownCommand: (name: string, close: string | undefined) =>
    `There is no command ${quoted(name)}.${close === undefined ? "" : ` Did you mean ${close}?`}`,
  unknownOption: (name: string, close: string | undefined) =>
    `There is no option ${name}.${close === undefined ? "" : ` Did you mean ${close}?`}`,
  noSuchForm: (file: string, ending: string, forms: ReadonlyArray<string>) =>
    `--out ${file}: this command does not write ${ending}. Its formats are ${forms.join(", ")}; choose one with --output.`,
  otherForm: (file: string, ending: string, form: string) =>
    `--out ${file} and --output ${form} contradict each other: change the ending ${ending}, or --output.`,
  of: (command: string, wrong: string) => `${command}: ${wrong}`,
  noValue: (option: string, example: string) => `${option} needs a value, for example ${example}.`,
  noOption: (option: string, example: string) => `${option} is needed, for example ${example}.`,
  twice: (option: string, values: ReadonlyArray<string>) =>
    `${option} is given more than once (${values.join(", ")}). Give it once.`,
  notAChoice: (name: string, value: string, choices: ReadonlyArray<string>) =>
    `${name} cannot be “${value}”. Choose one of ${choices.join(", ")}.`,
  noWord: (missing: string, example: string) => `${missing}, for example: ${example}`,
  extraWord: (word: string, example: string) => `“${word}” is one word too many. For example: ${example}`,
  outIsForm: (option: string, form: string) =>
    `${option} names a file, and ${form} is a format. For the format write --output ${form.toLowerCase()}.`,
}

const zhCN: typeof en = {
  language: "zh-CN",
  yargs: {
    "Commands:": "命令：",
    "Options:": "选项：",
    "Positionals:": "参数：",
    boolean: "布尔",
    string: "文本",
    number: "数字",
    array: "列表",
    required: "必需",
    "default:": "默认：",
    "choices:": "可选：",
    "Missing required argument: %s": { one: "缺少必须的选项：%s", other: "缺少必须的选项：%s" },
    "Not enough arguments following: %s": "选项缺少值：%s",
    "Not enough non-option arguments: got %s, need at least %s": {
      one: "参数不够：给出 %s 个，至少需要 %s 个",
      other: "参数不够：给出 %s 个，至少需要 %s 个",
    },
    "Too many non-option arguments: got %s, maximum of %s": {
      one: "参数过多：给出 %s 个，最多 %s 个",
      other: "参数过多：给出 %s 个，最多 %s 个",
    },
    "Unknown argument: %s": { one: "无法识别：%s", other: "无法识别：%s" },
    "Unknown command: %s": { one: "无法识别的命令：%s", other: "无法识别的命令：%s" },
    "Invalid values:": "取值无效：",
    "Argument: %s, Given: %s, Choices: %s": "选项 %s，给出 %s，可选 %s",
  },
  about: "逐笔证明腾讯云慧眼人脸核身的账单是否正确。",
  help: "显示帮助",
  version: "显示版本号",
  exitCodes: `退出码：
  0    一切正常
  1    reconcile 发现影响合计的差异；verify 发现账本被改动；run repeat 得到不同的结论
  2    输入或用法有误、没有读到或没有可比对的内容、账单不完整、结果或账单未能拉取，或操作失败
  130  被中断`,
  examplesTitle: "示例：",
  seeHelp: (command) => `请看 faceid-tally ${command === undefined ? "" : `${command} `}--help。`,
  group: (about, actions) => `${about}：${actions.join("、")}`,
  noCommand: "请给出命令：count、reconcile、collect、status 等。",
  noAction: (group, actions) => `请给出操作：${group} ${actions.join("、")}。`,
  unknownCommand: (name, close) => `没有命令${quoted(name)}。${close === undefined ? "" : `是指 ${close} 吗？`}`,
  unknownOption: (name, close) => `没有选项 ${name}。${close === undefined ? "" : `是指 ${close} 吗？`}`,
  noSuchForm: (file, ending, forms) =>
    `--out ${file}：该命令不支持 ${ending} 格式。可用的格式：${forms.join("、")}，用 --output 选择。`,
  otherForm: (file, ending, form) =>
    `--out ${file} 与 --output ${form} 不一致：请修改扩展名 ${ending}，或修改 --output。`,
  of: (command, wrong) => `${command}：${wrong}`,
  noValue: (option, example) => `${option} 缺少取值，例如 ${example}。`,
  noOption: (option, example) => `请给出 ${option}，例如 ${example}。`,
  twice: (option, values) => `${option} 给出了多次（${values.join("、")}），只能给出一次。`,
  notAChoice: (name, value, choices) => `${name} 不能是“${value}”，可选 ${choices.join("、")}。`,
  noWord: (missing, example) => `${missing}，例如 ${example}`,
  extraWord: (word, example) => `多了一个参数“${word}”。正确用法例如 ${example}`,
  outIsForm: (option, form) =>
    `${option} 后面是要写入的文件名，而 ${form} 是格式。指定格式请用 --output ${form.toLowerCase()}。`,
}

export type CommandLineText = typeof en

const texts: Readonly<Record<Language, CommandLineText>> = { en, "zh-CN": zhCN }

export const commandLineTextOf = (language: Language): CommandLineText => texts[language]
