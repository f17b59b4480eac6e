/** The files by which the books are kept: the settings, and the ledger with what SQLite keeps beside it. */
import { ledgerAddress, SETTINGS_FILE } from "@faceid-tally/host/apps"
import { parseAddress } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import type { AnyArguments } from "../session/Arguments.ts"
import { readSettingsOf } from "../context/CommandContext.ts"

export interface KeptFiles {
  readonly settings: ReadonlyArray<string>
  readonly ledger: ReadonlyArray<string>
}

/** Of settings that cannot be read, what the command line and the environment say. */
export const keptFiles = (args: AnyArguments): Effect.Effect<KeptFiles> =>
  readSettingsOf(args).pipe(
    Effect.catch(() =>
      Effect.succeed({ ledger: args.with<"ledger">().string("ledger") ?? process.env["FACEID_TALLY_LEDGER"] }),
    ),
    Effect.map(({ ledger }) => ({
      settings: [args.with<"config">().string("config") ?? process.env["FACEID_TALLY_CONFIG"] ?? SETTINGS_FILE],
      ledger: filesOf(ledgerAddress(ledger === undefined ? {} : { ledger })),
    })),
  )

const filesOf = (address: string): ReadonlyArray<string> => {
  const parsed = parseAddress(address)
  if (Result.isFailure(parsed) || parsed.success.dialect !== "sqlite") return []
  const { path } = parsed.success
  return ["", "-wal", "-shm", "-journal"].map((ending) => path + ending)
}
