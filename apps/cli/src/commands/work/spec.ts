/** `work list|show|retry` on the command line: the jobs of the worker. */
import type { CommandSpec, GroupSpec } from "../../spec/CommandSpec.ts"
import { oneOf, requiredWord, text } from "../../spec/optionKinds.ts"
import { ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const workGroup: GroupSpec = {
  name: "work",
  about: { en: "The worker's jobs", "zh-CN": "后台任务" },
}

const id = requiredWord(text("7", { en: "The number of a job: see work list", "zh-CN": "任务编号：见 work list" }), {
  en: "name a job by its number",
  "zh-CN": "请给出任务编号",
})

export const workListSpec = {
  name: "work list",
  about: {
    en: "List jobs that are planned, done, or failed for good",
    "zh-CN": "列出计划中、已完成或彻底失败的任务",
  },
  positionals: {},
  options: {
    state: oneOf(["open", "done", "failed"], {
      en: "Only jobs that are open, done, or failed",
      "zh-CN": "只看 open、done 或 failed 的任务",
    }),
    kind: oneOf(["close_day", "pull_again", "alert", "incident"], {
      en: "Only jobs of this kind",
      "zh-CN": "只看这一种任务",
    }),
    ...outputOptions("table", "json"),
    ...ledgerOptions,
  },
  examples: [{ line: "work list --state failed", en: "what waits for a person", "zh-CN": "等待人处理的任务" }],
} satisfies CommandSpec

export const workShowSpec = {
  name: "work show",
  about: { en: "Show one job, and what to do about it", "zh-CN": "查看一个任务，以及该怎么办" },
  positionals: { id },
  options: { ...outputOptions("table", "json"), ...ledgerOptions },
  examples: [{ line: "work show 7", en: "why it failed", "zh-CN": "失败的原因" }],
} satisfies CommandSpec

export const workRetrySpec = {
  name: "work retry",
  about: { en: "Open a job again, due now", "zh-CN": "重新打开一个任务，立即执行" },
  positionals: { id },
  options: { ...outputOptions("table", "json"), ...ledgerOptions },
  examples: [{ line: "work retry 7", en: "after the cause is gone", "zh-CN": "原因排除之后" }],
} satisfies CommandSpec
