/** The options of `reconcile`, as its parts read them. */
import type { ArgumentsOf } from "../../spec/CommandSpec.ts"
import type { reconcileSpec } from "./spec.ts"

export type ReconcileArguments = ArgumentsOf<typeof reconcileSpec>
