// `pnpm bench`: makes its data once, races faceid-tally against its peers on it, and prints one table of ratios. It
// fails when any answer is wrong. A missed goal is printed, and is no failure: the numbers depend on the machine.
import { existsSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { machineFacts } from "./facts.ts"
import type { Job, JobId, ServiceId, Setting } from "./Job.ts"
import { countPhotos, countText } from "./jobs/count.ts"
import { http } from "./jobs/http.ts"
import { postgres } from "./jobs/postgres.ts"
import { importLarge, importResults, reconcileStored } from "./jobs/ledger.ts"
import { library } from "./jobs/library.ts"
import { reconcileMillion, reconcileTenMillion } from "./jobs/reconcile.ts"
import { smallFile, version } from "./jobs/startup.ts"
import { statement } from "./jobs/statement.ts"
import { waiting } from "./jobs/waiting.ts"
import { offered } from "./jobs/offered.ts"
import { webhook } from "./jobs/webhook.ts"
import { parseOptions, usage, type Options } from "./options.ts"
import { prepareChildren, type Children } from "./prepareChildren.ts"
import { race } from "./race.ts"
import { resultToLines, tableHead } from "./table.ts"

const setUpById: Readonly<Record<JobId, (setting: Setting, children: Children) => Job>> = {
  text: countText,
  photos: countPhotos,
  reconcile: reconcileMillion,
  version,
  "small-file": smallFile,
  library,
  import: importResults,
  stored: reconcileStored,
  large: reconcileTenMillion,
  "import-large": importLarge,
}

const measureById: Readonly<Record<ServiceId, (setting: Setting) => Promise<ReadonlyArray<string>>>> = {
  http,
  waiting,
  statement,
  webhook,
  offered,
  postgres,
}

await main(process.argv.slice(2))

async function main(args: ReadonlyArray<string>): Promise<void> {
  try {
    const options = parseOptions(args)
    if (options === "help") console.log(usage)
    else await bench(options)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
}

async function bench({ jobs, services, rounds, scale, cli }: Options): Promise<void> {
  if (!existsSync(cli)) throw new Error("The command line program is not built yet: run `pnpm build` first.")
  const setting: Setting = { cli, scale, data: join(import.meta.dirname, "data") }

  console.log(machineFacts())
  if (scale !== 1) console.log(`At ${scale} of the full size; the goals are meant for the full size.`)
  if (jobs.length > 0) runRaces(jobs, rounds, setting)
  for (const id of services) console.log(`\n${(await measureById[id](setting)).join("\n")}`)
}

function runRaces(jobs: ReadonlyArray<JobId>, rounds: number, setting: Setting): void {
  const children = prepareChildren()
  console.log(`Medians of ${rounds} rounds (the slow peers fewer), whole process, page cache warm.`)
  console.log(`\n${tableHead.join("\n")}`)
  for (const id of jobs) {
    const job = setUpById[id](setting, children)
    const [ours, ...others] = race([job.ours, ...job.peers, ...job.limits], {
      rounds: rounds * (job.roundsFactor ?? 1),
      expected: job.expected,
      reportPeak: children.reportPeak,
    })
    if (ours !== undefined) console.log(resultToLines({ job, ours, others }).join("\n"))
  }
}
