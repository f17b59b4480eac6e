/** The ports of a service: what takes long is done in threads, and all else where it is asked for. */
import { Ledger, Listings, type ListingsShape, RunMaker } from "@faceid-tally/books/engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

import { booksLayer } from "../layer/ledgerLayer.ts"
import { makeThreads, type Threads } from "./Threads.ts"

/** A page of fewer rows is read sooner than it is copied from a thread. */
const LARGE_PAGE = 500

/** A ledger in memory is one connection's alone. */
const MEMORY = "sqlite::memory:"

/** The layer of all ports, for services; the threads end with it. */
export const serviceLayer = (address: string) =>
  address === MEMORY
    ? booksLayer(address, "serves")
    : Layer.effectContext(
        Effect.gen(function* () {
          const books = yield* Layer.build(booksLayer(address, "serves"))
          const threads = yield* makeThreads(address)
          const ledger = Context.get(books, Ledger)
          return books.pipe(
            Context.add(Ledger, { ...ledger, verify: (options) => threads.run("verify", options) }),
            Context.add(Listings, largeElsewhere(Context.get(books, Listings), threads)),
            Context.add(RunMaker, (request) => threads.run("keepRun", request)),
          )
        }),
      )

const largeElsewhere = (here: ListingsShape, { run }: Threads): ListingsShape => ({
  ...here,
  verifications: (page) => (isLarge(page) ? run("verifications", page) : here.verifications(page)),
  attempts: (page) => (isLarge(page) ? run("attempts", page) : here.attempts(page)),
  billDays: (page) => (isLarge(page) ? run("billDays", page) : here.billDays(page)),
  billLines: (version, page) => (isLarge(page) ? run("billLines", version, page) : here.billLines(version, page)),
  runs: (page) => (isLarge(page) ? run("runs", page) : here.runs(page)),
  runItems: (id, page) => (isLarge(page) ? run("runItems", id, page) : here.runItems(id, page)),
})

const isLarge = ({ limit }: { readonly limit: number }): boolean => limit >= LARGE_PAGE
