/** What a kept run says, without its items. */
import type { Run } from "@faceid-tally/books"
import type { Reconciliation } from "@faceid-tally/core"

export type RunDocument = Omit<Reconciliation, "items">

/** The document as `reconcileBooks` wrote it. */
export const documentOf = (run: Run): RunDocument => JSON.parse(run.document) as RunDocument
