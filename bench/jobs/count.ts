// Counting the charges in a file of results, with or without photos.
import process from "node:process"
import { numberAt, type Answer } from "../Answer.ts"
import type { Dataset } from "../generate/Dataset.ts"
import { photoResults, textResults } from "../generate/datasets.ts"
import type { Goal, Job, Setting } from "../Job.ts"
import type { Children } from "../prepareChildren.ts"
import { cat, duckdb, flatAnswer, goalsAgainstDuckdb, jq, ours, wc } from "./contenders.ts"

export const countText = (setting: Setting, children: Children): Job =>
  count("text", "text results", setting, children, textResults(setting.data, Math.round(500_000 * setting.scale)), [
    ...goalsAgainstDuckdb(3.5),
    { kind: "times-the-time", of: "wc -l", max: 3.5 },
    { kind: "peak", maxMb: 200 },
  ])

export const countPhotos = (setting: Setting, children: Children): Job =>
  count(
    "photos",
    "results with photos",
    setting,
    children,
    photoResults(setting.data, Math.round(4_000 * setting.scale)),
    [...goalsAgainstDuckdb(10), { kind: "times-the-time", of: "wc -l", max: 1.5 }, { kind: "peak", maxMb: 150 }],
  )

const count = (
  id: "text" | "photos",
  what: string,
  { cli }: Setting,
  children: Children,
  { path, bytes, expected }: Dataset,
  goals: ReadonlyArray<Goal>,
): Job => ({
  id,
  title: `count ${numberAt(expected, "records").toLocaleString("en")} ${what}, ${(bytes / 1e6).toFixed(0)} MB`,
  ours: ours(cli, ["count", "--output", "json", path], { answer: countAnswer }),
  peers: [
    ...duckdb(children.duckdbCount, [path]),
    ...jq(["-n", jqProgram, path], flatAnswer),
    {
      name: "the provider's loop in Node",
      command: process.execPath,
      args: [children.providerLoop, path],
      answer: flatAnswer,
      roundsMax: 3,
    },
  ],
  limits: [wc(path), cat(path)],
  expected,
  goals,
})

export const countAnswer = (stdout: string): Answer => {
  const document: unknown = JSON.parse(stdout)
  const names = ["records", "attempts", "charges", "duplicates"]
  return Object.fromEntries(names.map((name) => [name, numberAt(document, name)]))
}

const jqProgram = `{ charges: ([inputs.Response.Text.LivenessDetail[] | select(.IsNeedCharge == true).Seq] | unique | length) }`
