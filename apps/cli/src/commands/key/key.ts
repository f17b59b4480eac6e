/** `key create|list|revoke`: who may use the HTTP service. A key is shown once; of it only a digest is kept. */
import { type ApiKey, Keys, type Role } from "@faceid-tally/books/engine"
import { instantToIso, isoOrNull } from "@faceid-tally/core/engine"
import { makeApiKey } from "@faceid-tally/host/apps"
import { printable, type Table, tableLines } from "@faceid-tally/report"
import type { Key, KeyCreate, KeyList, KeyRevoke } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { refusePersonal } from "../../arguments/authorOf.ts"
import { answer } from "../../output/answer.ts"
import { withStore } from "../../context/CommandContext.ts"
import { usage } from "../../session/Arguments.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { ArgumentsOf, RunOf } from "../../spec/CommandSpec.ts"
import type { keyCreateSpec, keyListSpec, keyRevokeSpec } from "./spec.ts"
import { type KeyText, keyText } from "./keyText.ts"

export const keyCreate: RunOf<typeof keyCreateSpec> = (args, session) =>
  Effect.gen(function* () {
    const title = args.string("title") ?? null
    // It is kept with what the key decides.
    yield* usage(() => title !== null && refusePersonal(title, "title", session))
    return yield* withStore(args, session, "writes", () => create(title, args, session))
  })

const create = (title: string | null, args: ArgumentsOf<typeof keyCreateSpec>, session: Session) =>
  Effect.gen(function* () {
    const keys = yield* Keys
    const { id, key, digest } = makeApiKey()
    const role = args.string("role") as Role
    yield* keys.create({ id, role, title, digest }, yield* Clock.currentTimeMillis)
    // Beside the output, which is the key alone: it can be led where secrets are kept.
    session.tell(keyText[session.language].created(role))
    return yield* answer(args, session, { document: { id, role, title, key } satisfies KeyCreate, lines: [key] })
  })

export const keyList: RunOf<typeof keyListSpec> = (args, session) =>
  withStore(args, session, "reads", () =>
    Effect.gen(function* () {
      const { say, style } = session
      const found = yield* (yield* Keys).list
      return yield* answer(args, session, {
        document: { keys: found.map(keyDocument) } satisfies KeyList,
        lines:
          found.length === 0
            ? [keyText[session.language].none]
            : tableLines(keyTable(keyText[session.language]), found, { say, style }),
      })
    }),
  )

export const keyRevoke: RunOf<typeof keyRevokeSpec> = (args, session) =>
  withStore(args, session, "changes", () =>
    Effect.gen(function* () {
      const id = args.string("id") ?? ""
      const isRevoked = yield* (yield* Keys).revoke(id, yield* Clock.currentTimeMillis)
      if (!isRevoked) return yield* new Refusal({ message: keyText[session.language].unknown(printable(id)) })
      return yield* answer(args, session, {
        document: { id, revoked: true } satisfies KeyRevoke,
        lines: [keyText[session.language].revoked(id)],
      })
    }),
  )

const keyDocument = ({ id, role, title, createdAt, revokedAt }: ApiKey): Key => ({
  id,
  role,
  title,
  createdAt: instantToIso(createdAt),
  revokedAt: isoOrNull(revokedAt),
})

const keyTable = ({ columns }: KeyText): Table<ApiKey> => [
  { key: "id", title: () => columns.id, value: ({ id }) => id },
  { key: "role", title: () => columns.role, value: ({ role }) => role },
  { key: "title", title: () => columns.title, value: ({ title }) => title },
  {
    key: "createdAt",
    title: () => columns.createdAt,
    value: ({ createdAt }) => instantToIso(createdAt),
    holds: "time",
  },
  {
    key: "revokedAt",
    title: () => columns.revokedAt,
    value: ({ revokedAt }) => isoOrNull(revokedAt),
    holds: "time",
  },
]
