/** Whether a PostgreSQL offers what a ledger needs, for `doctor`: a stable code for each thing that is missing. */
import type { LedgerError } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { parseAddress } from "../database/Address.ts"
import { named } from "../database/Database.ts"
import { serverConfig } from "../database/postgresClient.ts"
import { askServer, ISOLATION, type Server } from "../database/Server.ts"

export const serverFaults = ["encoding", "read_only", "no_schema", "no_rights", "connections"] as const
export type ServerFault = (typeof serverFaults)[number]

/** What goes, and what to know of it. */
export const serverRemarks = ["pooled", "isolation", "statement_timeout"] as const
export type ServerRemark = (typeof serverRemarks)[number]

export interface CheckedServer extends Server {
  /** That this process may have at a time, for the books alone. */
  readonly connections: number
  readonly faults: ReadonlyArray<ServerFault>
  readonly remarks: ReadonlyArray<ServerRemark>
}

/** `undefined` where the ledger is on no server. */
export const checkServer = (address: string): Effect.Effect<CheckedServer | undefined, LedgerError> =>
  Effect.gen(function* () {
    const parsed = yield* Effect.fromResult(parseAddress(address))
    if (parsed.dialect !== "pg") return undefined
    const server = yield* askServer(serverConfig(parsed.url))
    const { connections } = parsed
    const isFault: Readonly<Record<ServerFault, boolean>> = {
      encoding: server.encoding !== "UTF8",
      read_only: server.isReadOnly,
      no_schema: server.schema === null,
      no_rights: server.schema !== null && !(server.mayCreate && server.mayWrite),
      connections: connections > server.connectionsMax,
    }
    const isRemark: Readonly<Record<ServerRemark, boolean>> = {
      pooled: server.isPooled,
      isolation: server.isolation !== ISOLATION,
      statement_timeout: server.statementTimeoutMs > 0,
    }
    return {
      ...server,
      connections,
      faults: serverFaults.filter((fault) => isFault[fault]),
      remarks: serverRemarks.filter((remark) => isRemark[remark]),
    }
  }).pipe(named("check the database"))
