/** The port Keys: who may use the HTTP service. A key is shown once; the ledger has only its digest. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "../ports/LedgerError.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

/** `ingest` brings results and BizTokens, `read` reads, `admin` may do all. */
export const roles = ["ingest", "read", "finance", "admin"] as const
export type Role = (typeof roles)[number]

export interface ApiKey {
  /** The open part of the key, by which it is found and named. */
  readonly id: string
  readonly role: Role
  /** What people call it. */
  readonly title: string | null
  readonly createdAt: number
  readonly revokedAt: number | null
}

export interface KeysShape {
  /** `digest`: SHA-256 of the secret part, in hex. */
  readonly create: (
    key: Pick<ApiKey, "id" | "role" | "title"> & { readonly digest: string },
    now: number,
  ) => Answer<void>
  readonly find: (id: string) => Answer<(ApiKey & { readonly digest: string }) | null>
  /** All keys, oldest first, revoked ones too. */
  readonly list: Answer<ReadonlyArray<ApiKey>>
  /** False where there is no such key, or it was revoked before. */
  readonly revoke: (id: string, now: number) => Answer<boolean>
}

export class Keys extends Context.Service<Keys, KeysShape>()("faceid-tally/Keys") {}
