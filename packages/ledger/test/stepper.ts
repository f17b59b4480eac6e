// A process of its own that takes one step with a month, and kills itself at a call of the database that was named.
import process from "node:process"

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

import { booksOf } from "../src/layer/ledgerLayer.ts"
import { type Death, dyingDatabase } from "./dying.ts"
import { stepNames, takeStep } from "./monthSteps.ts"
import { withDatabase } from "./run.ts"

const [, , address = "", name = "", death = "null"] = process.argv
const step = Schema.decodeUnknownSync(Schema.Literals(stepNames))(name)
const told = JSON.parse(death) as Death | null

await withDatabase(address, (db) =>
  Effect.orDie(Effect.provideContext(takeStep(step), booksOf(dyingDatabase(db, told)))),
)
