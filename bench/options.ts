// The options of `pnpm bench`.
import { parseArgs } from "node:util"
import { join } from "node:path"
import { isJobId, isLarge, isServiceId, jobIds, type JobId, type ServiceId, serviceIds } from "./Job.ts"

export interface Options {
  readonly jobs: ReadonlyArray<JobId>
  readonly services: ReadonlyArray<ServiceId>
  readonly rounds: number
  readonly scale: number
  readonly cli: string
}

export const usage = `pnpm bench [--only <job>]… [--large] [--scale 0.05] [--rounds 5] [--cli <file>]

  --only    one of ${[...jobIds, ...serviceIds].join(", ")}; may be repeated
  --large   the jobs of ten million attempts, and nothing else
  --scale   the part of the full size to run on; the goals are meant for 1
  --rounds  how often each contender runs after the warm-up
  --cli     another build of faceid-tally.js to measure`

/** Throws an error that says what is wrong. */
export const parseOptions = (args: ReadonlyArray<string>): Options | "help" => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", multiple: true },
      large: { type: "boolean", default: false },
      scale: { type: "string", default: "1" },
      rounds: { type: "string" },
      help: { type: "boolean", default: false },
      cli: { type: "string", default: join(import.meta.dirname, "..", "apps", "cli", "dist", "faceid-tally.js") },
    },
  })
  if (values.help) return "help"
  const all = [...jobIds.filter((id) => !isLarge(id)), ...serviceIds]
  const large = jobIds.filter(isLarge)
  const chosen = values.only ?? (values.large ? large : all)
  const unknown = chosen.find((id) => !isJobId(id) && !isServiceId(id))
  if (unknown !== undefined) throw new TypeError(`There is no job "${unknown}": ${[...all, ...large].join(", ")}.`)
  const jobs = chosen.filter(isJobId)
  const scale = Number(values.scale)
  if (!(scale >= 0.001 && scale <= 10)) throw new TypeError("--scale is a number from 0.001 to 10.")
  const isLargeOnly = jobs.length > 0 && jobs.every(isLarge)
  const rounds = Number(values.rounds ?? (isLargeOnly ? 1 : 5))
  if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 100)) throw new TypeError("--rounds is 1 to 100.")
  return { jobs, services: chosen.filter(isServiceId), rounds, scale, cli: values.cli }
}
