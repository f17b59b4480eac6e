// A worker in a process of its own, by the settings and from the time that it is told, until it is killed.
import process from "node:process"

import * as Schema from "effect/Schema"

import { Settings } from "../src/apps.ts"
import { booksAt, workerOf } from "./House.ts"

const [, , told = "{}", startsAt = "0"] = process.argv
const settings = Schema.decodeUnknownSync(Schema.fromJsonString(Settings))(told)
await booksAt(settings, Number(startsAt), workerOf(settings))
