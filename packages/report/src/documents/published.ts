/** Every document that the command line prints as JSON, by the file of its JSON Schema. The files are made from this list. */
import type * as Schema from "effect/Schema"

import { CodeExplanation, LedgerShow, ShowDocument } from "./attempts.ts"
import { BillDiff, BillImport, BillPull } from "./bills.ts"
import { CountDocument } from "./counts.ts"
import { DecisionsDocument, Outcomes } from "./decisions.ts"
import { Backup, Receipt, Removal, Restore, Upgrade, Verified } from "./evidence.ts"
import { type Json, jsonSchemaOf, mapJson } from "./jsonSchema.ts"
import { PricesDocument, StatementDocument } from "./money.ts"
import { ReconcileDocument, RunList, RunRepeat, RunShow } from "./reconciliations.ts"
import { AlertsTest, ConfigPrint, Doctor, KeyCreate, KeyList, KeyRevoke, Simulated } from "./service.ts"
import { StatusAnswer } from "./status.ts"
import { Collected, Imported, Registered } from "./verifications.ts"
import { WorkList, WorkRetry, WorkShow } from "./work.ts"

interface Published {
  readonly schema: Schema.Top
  /** The command that prints it, where that is not the file's name with spaces. */
  readonly command?: string
  readonly title?: string
  readonly description?: string
}

export const published: Readonly<Record<string, Published>> = {
  "alerts-test": { schema: AlertsTest },
  backup: { schema: Backup },
  "bill-diff": { schema: BillDiff },
  "bill-import": { schema: BillImport },
  "bill-pull": { schema: BillPull },
  collect: { schema: Collected, description: "With --watch one document for each sweep." },
  "config-prices": { schema: PricesDocument },
  "config-print": {
    schema: ConfigPrint,
    title: "faceid-tally config print",
    description: "The settings in force, as in the published schema of faceid-tally.json, with secrets masked.",
  },
  count: {
    schema: CountDocument,
    description:
      "With --output ndjson and --by each line is a #/$defs/group; without --by the one line is the document.",
  },
  "decide-rows": {
    schema: Outcomes,
    command: "decide",
    title: "faceid-tally decide <sheet>, decide <month> --as",
    description: "What became of each row.",
  },
  decide: { schema: DecisionsDocument, description: "Of a month that is listed." },
  doctor: { schema: Doctor },
  explain: {
    schema: CodeExplanation,
    description: "What a return code means, and whether each edition charges it.",
  },
  import: { schema: Imported },
  "key-create": { schema: KeyCreate },
  "key-list": { schema: KeyList },
  "key-revoke": { schema: KeyRevoke },
  receipt: {
    schema: Receipt,
    title: "faceid-tally verify --receipt",
    description:
      "Proves, without the ledger, that one row was in it at a seal: RFC 6962 paths from the row to the batch and on to the seal. docs/receipts.md says how to check one.",
  },
  reconcile: { schema: ReconcileDocument, description: "With --output ndjson each line is a #/$defs/item." },
  register: { schema: Registered },
  remove: { schema: Removal },
  restore: { schema: Restore },
  "run-list": { schema: RunList, description: "With --output ndjson each line is a #/$defs/run." },
  "run-repeat": { schema: RunRepeat },
  "run-show": { schema: RunShow },
  "show-ledger": { schema: LedgerShow, command: "show, without files" },
  show: { schema: ShowDocument, description: "All that the files say of one Seq or BizToken." },
  simulate: { schema: Simulated },
  statement: { schema: StatementDocument },
  status: { schema: StatusAnswer },
  upgrade: { schema: Upgrade },
  verify: { schema: Verified },
  "work-list": { schema: WorkList },
  "work-retry": { schema: WorkRetry },
  "work-show": { schema: WorkShow },
}

export const DRAFT = "https://json-schema.org/draft/2020-12/schema"
const FOLDER = "https://github.com/faceid-tally/faceid-tally/blob/main/apps/cli/schemas"

/** The JSON Schema of each, by the name of its file. */
export const publishedSchemas = (): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(published).map(([name, each]) => [name, fileOf(name, each)]))

const fileOf = (name: string, { schema: of, command = name.replaceAll("-", " "), ...words }: Published): Json => {
  const { schema, definitions } = jsonSchemaOf(of)
  const whole = Object.entries(definitions).find(([identifier]) => schema["$ref"] === `#/$defs/${identifier}`)
  const parts = Object.entries(definitions).filter((part) => part !== whole)
  return withPublishedNames({
    $schema: DRAFT,
    $id: `${FOLDER}/${name}.json`,
    title: words.title ?? `faceid-tally ${command} --output json`,
    ...(words.description !== undefined && { description: words.description }),
    ...(whole === undefined ? schema : whole[1]),
    ...(parts.length > 0 && {
      $defs: Object.fromEntries(parts.map(([identifier, part]) => [partName(identifier), part])),
    }),
  })
}

/** `format` is told by a pattern as well: a strict validator refuses a format that it does not know. */
const withPublishedNames = (schema: Json): Json =>
  mapJson(schema, (object) => {
    const { format, $ref, ...rest } = object
    if (typeof format === "string" && "pattern" in rest) return rest
    if (typeof $ref !== "string") return object
    return { $ref: `#/$defs/${partName($ref.replace("#/$defs/", ""))}`, ...rest }
  })

/** Parts are named from within their document; in all of them together, names say more. */
const partNames: Readonly<Record<string, string>> = {
  BillGroup: "group",
  ChangedLine: "line",
  CodeExplanation: "code",
  Discrepancy: "item",
  KindCount: "kind",
  ProviderError: "error",
  RecordCounts: "records",
  RuleSource: "source",
  ShownAttempt: "attempt",
  ShownEntry: "entry",
  ShownLine: "line",
}
const partName = (identifier: string): string =>
  partNames[identifier] ?? `${identifier.slice(0, 1).toLowerCase()}${identifier.slice(1)}`
