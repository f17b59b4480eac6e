// One Markdown table for all jobs, ready for bench/README.md: each line sets us beside one peer or limit, or gives the memory.
import type { Goal, Job } from "./Job.ts"
import type { Standing } from "./race.ts"

export interface Result {
  readonly job: Job
  readonly ours: Standing
  readonly others: ReadonlyArray<Standing>
}

export const tableHead: ReadonlyArray<string> = [
  "| job | beside | ours | theirs | ratio | goal | |",
  "| --- | --- | ---: | ---: | --- | --- | --- |",
]

/** The lines of one job. */
export const resultToLines = ({ job, ours, others }: Result): ReadonlyArray<string> => {
  const limits = new Set(job.limits.map(({ name }) => name))
  const rows = others.map((other) => {
    const isLimit = limits.has(other.name)
    const ratio = isLimit ? ours.seconds / other.seconds : other.seconds / ours.seconds
    const goal = job.goals.find((candidate) =>
      isLimit
        ? candidate.kind === "times-the-time" && candidate.of === other.name
        : candidate.kind === "times-as-fast" && candidate.as === other.name,
    )
    const meaning = isLimit ? "the time" : "as fast"
    return [
      other.name,
      time(ours.seconds),
      time(other.seconds),
      `${ratio.toFixed(2)} × ${meaning}`,
      ...verdict(goal, ratio),
    ]
  })
  const peakGoal = job.goals.find(({ kind }) => kind === "peak")
  if (peakGoal !== undefined) {
    const peer = others.find(({ name, peakBytes }) => !limits.has(name) && peakBytes !== undefined)
    const theirs = peer === undefined ? "" : `${megabytes(peer.peakBytes)} (${peer.name})`
    rows.push([
      "peak memory",
      megabytes(ours.peakBytes),
      theirs,
      "",
      ...verdict(peakGoal, (ours.peakBytes ?? NaN) / 1e6),
    ])
  }
  for (const [name, value] of ours.figures ?? []) rows.push([name, value, "", "", "", ""])
  return rows.map((cells, index) => `| ${[index === 0 ? job.title : "", ...cells].join(" | ")} |`)
}

const verdict = (goal: Goal | undefined, value: number): readonly [string, string] => {
  switch (goal?.kind) {
    case undefined:
      return ["", ""]
    case "times-as-fast":
      return [`≥ ${goal.min} ×`, value >= goal.min ? "reached" : "**missed**"]
    case "times-the-time":
      return [`≤ ${goal.max} ×`, value <= goal.max ? "reached" : "**missed**"]
    case "peak":
      return [`≤ ${goal.maxMb.toLocaleString("en")} MB`, value <= goal.maxMb ? "reached" : "**missed**"]
  }
}

const time = (seconds: number): string =>
  seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(2)} s`

const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? "" : `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 0 })} MB`
