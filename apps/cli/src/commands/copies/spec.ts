/** `backup` and `restore` on the command line: verified copies of the ledger. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { file, requiredWord, text } from "../../spec/optionKinds.ts"
import { ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const backupSpec = {
  name: "backup",
  about: {
    en: "Make a verified copy of the ledger, while everything runs",
    "zh-CN": "备份账本并验证备份，服务无需停止",
  },
  positionals: {
    copy: requiredWord(
      file("faceid-tally.bak", {
        en: "Where the copy goes: a file, or a folder, in which it is named by the day",
        "zh-CN": "备份位置：文件，或目录（备份按日期命名）",
      }),
      { en: "name a file or folder for the copy", "zh-CN": "请给出存放备份的文件或目录" },
    ),
  },
  options: { ...outputOptions("table", "json"), ...ledgerOptions },
  examples: [
    {
      line: "backup /var/backups/faceid-tally/",
      en: "each night, beside a running service",
      "zh-CN": "每晚执行，服务照常运行",
    },
  ],
} satisfies CommandSpec

export const restoreSpec = {
  name: "restore",
  about: { en: "Put a verified copy in the place of the ledger", "zh-CN": "用验证过的备份恢复账本" },
  positionals: {
    copy: requiredWord(
      file("faceid-tally.bak", { en: "The copy, as backup made it", "zh-CN": "由 backup 生成的备份文件" }),
      { en: "name the copy to restore from", "zh-CN": "请给出要恢复的备份文件" },
    ),
  },
  options: {
    head: text("<64 hex digits>", {
      en: "The head that was kept with the copy: a copy that does not lead to it is refused",
      "zh-CN": "与备份一起记下的存证哈希：备份与它不符则不恢复",
    }),
    ...outputOptions("table", "json"),
    ...ledgerOptions,
  },
  examples: [
    {
      line: "restore /var/backups/faceid-tally/faceid-tally-2026-11-01.db --head <head>",
      en: "with the head that was kept apart",
      "zh-CN": "用另行保存的存证哈希核对",
    },
  ],
} satisfies CommandSpec
