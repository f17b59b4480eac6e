/** `key create|list|revoke`: who may use the HTTP service. A key is shown once; of it only a digest is kept. */
import { type ApiKey, Keys, type Role } from "@faceid-tally/books"
import { instantToIso, isoOrNull } from "@faceid-tally/core"
import { makeApiKey } from "@faceid-tally/host"
import { printable, type Table, tableLines } from "@faceid-tally/report"
import type { Key, KeyCreate, KeyList, KeyRevoke } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { answer } from "../../output/answer.ts"
import { withStore } from "../../context/CommandContext.ts"
import { type DeskText } from "../../context/contextText.ts"
import { type Command, Refusal } from "../../session/Session.ts"

export const keyCreate: Command = (args, session) =>
  withStore(args, session, "writes", ({ desk }) =>
    Effect.gen(function* () {
      const keys = yield* Keys
      const { id, key, digest } = makeApiKey()
      const role = args.string("role") as Role
      const title = args.string("title") ?? null
      yield* keys.create({ id, role, title, digest }, yield* Clock.currentTimeMillis)
      // Beside the output, which is the key alone: it can be led where secrets are kept.
      session.tell(desk.key.created(role))
      return yield* answer(args, session, { document: { id, role, title, key } satisfies KeyCreate, lines: [key] })
    }),
  )

export const keyList: Command = (args, session) =>
  withStore(args, session, "reads", ({ desk }) =>
    Effect.gen(function* () {
      const { say, style } = session
      const found = yield* (yield* Keys).list
      return yield* answer(args, session, {
        document: { keys: found.map(keyDocument) } satisfies KeyList,
        lines: found.length === 0 ? [desk.key.none] : tableLines(keyTable(desk), found, { say, style }),
      })
    }),
  )

export const keyRevoke: Command = (args, session) =>
  withStore(args, session, "changes", ({ desk }) =>
    Effect.gen(function* () {
      const id = args.string("id") ?? ""
      const isRevoked = yield* (yield* Keys).revoke(id, yield* Clock.currentTimeMillis)
      if (!isRevoked) return yield* new Refusal({ message: desk.key.unknown(printable(id)) })
      return yield* answer(args, session, {
        document: { id, revoked: true } satisfies KeyRevoke,
        lines: [desk.key.revoked(id)],
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

const keyTable = ({ key: { columns } }: DeskText): Table<ApiKey> => [
  { key: "id", title: () => columns.id, value: ({ id }) => id },
  { key: "role", title: () => columns.role, value: ({ role }) => role },
  { key: "title", title: () => columns.title, value: ({ title }) => title },
  { key: "createdAt", title: () => columns.createdAt, value: ({ createdAt }) => instantToIso(createdAt) },
  {
    key: "revokedAt",
    title: () => columns.revokedAt,
    value: ({ revokedAt }) => isoOrNull(revokedAt),
  },
]
