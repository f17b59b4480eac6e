/** `show`: all that is known of one Seq or BizToken. */
import { existsSync } from "node:fs"

import { publishedRules } from "@faceid-tally/core/engine"
import { visitRecords } from "@faceid-tally/files"
import { Dossier, printable, showLines } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { checkNamedSettings } from "../../context/checkNamedSettings.ts"
import { refuseGiven, refuseReading } from "../../arguments/refuseGiven.ts"
import { readerOf } from "../../reading/readerOf.ts"
import type { Session } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { showSpec } from "./spec.ts"
import { argumentText } from "../../arguments/argumentText.ts"
import { showText } from "./showText.ts"

/** A file in the place of the Seq: nothing would be known of it. */
const refuseFile = (args: Arguments<"id">, { language }: Session): void => {
  const id = args.string("id") ?? ""
  const isFile = /[./\\]/.test(id) && existsSync(id)
  if (isFile) throw new UsageError({ message: showText[language].fileAsId(printable(id)) })
}

export const show: RunOf<typeof showSpec> = (args, session) =>
  Effect.gen(function* () {
    const { say, style, output } = session
    const read = yield* usage(() => {
      refuseFile(args, session)
      if (args.strings("files").length === 0) refuseReading(args, session)
      else refuseGiven(args, ["ledger"], () => argumentText[session.language].onlyFromLedger("ledger"))
      return readerOf(args, session)
    })
    yield* checkNamedSettings(args, session)
    if (args.strings("files").length === 0) {
      const { showLedger } = yield* Effect.promise(() => import("./showLedger.ts"))
      return yield* showLedger(args, session)
    }
    const dossier = new Dossier(args.string("id") ?? "")
    const { isBad } = yield* read({ at: "count", files: args.strings("files") }, (options) =>
      visitRecords(args.strings("files"), (record, where) => dossier.add(record, where), options),
    )
    const document = dossier.document(publishedRules)
    const lines =
      args.string("output") === "json" ? [JSON.stringify(document, null, 2)] : showLines(document, { say, style })
    const exitCode = isBad ? 2 : 0
    yield* Effect.promise(() =>
      output.write(
        lines.map((line) => `${line}\n`),
        exitCode,
      ),
    )
    return exitCode
  })
