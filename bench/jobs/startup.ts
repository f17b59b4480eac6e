// What a person waits for when there is next to nothing to do, beside a Node that does nothing.
import { join } from "node:path"
import type { Job, Setting } from "../Job.ts"
import { bareNode, ours } from "./contenders.ts"
import { countAnswer } from "./count.ts"

const sample = join(import.meta.dirname, "..", "..", "samples", "provider", "detect-info-1.json")

export const version = ({ cli }: Setting): Job => ({
  id: "version",
  title: "start-up: `--version`",
  ours: ours(cli, ["--version"], {}),
  peers: [],
  limits: [bareNode],
  expected: {},
  goals: [{ kind: "times-the-time", of: bareNode.name, max: 1.5 }],
  roundsFactor: 5,
})

export const smallFile = ({ cli }: Setting): Job => ({
  id: "small-file",
  title: "start-up: count one small file",
  ours: ours(cli, ["count", "--output", "json", sample], { answer: countAnswer }),
  peers: [],
  limits: [bareNode],
  expected: { records: 1, attempts: 1, charges: 1, duplicates: 0 },
  goals: [{ kind: "times-the-time", of: bareNode.name, max: 3 }],
  roundsFactor: 5,
})
