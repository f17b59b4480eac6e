/**
 * A reconciliation as it is kept, read again. It may come from another version of this program, so it is decoded here
 * and nowhere else: what an earlier one did not write has its default, and a kind that a later one added is told as it is.
 */
import { BillingDaySchema, discrepancyKinds, type KindCounts } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

// By their names one by one: taken out of the namespace together, a bundle would hold all of it.
const Boolean = Schema.Boolean
const Int = Schema.Int
const NullOr = Schema.NullOr
const String = Schema.String

/** A field that an earlier version may not have written. */
const since = <S extends Schema.Constraint>(schema: S, missing: S["Encoded"]) =>
  Schema.withDecodingDefaultKey<S>(Effect.succeed(missing))(schema)

const count = since(Int, 0)
const none = { count: 0, impact: 0 }

const KindCount = Schema.Struct({ count: Int, impact: Int })
export type KindCount = typeof KindCount.Type

/** All of a reconciliation but its items. */
const Document = Schema.Struct({
  from: since(NullOr(BillingDaySchema), null),
  to: since(NullOr(BillingDaySchema), null),
  complete: since(Boolean, false),
  incomplete: since(Schema.Array(Schema.Struct({ account: String, day: BillingDaySchema, reason: String })), []),
  ledger: since(Schema.Struct({ attempts: count, charges: count, undated: count, unattributed: count }), {}),
  bill: since(
    Schema.Struct({
      pages: count,
      repeatedPages: count,
      lines: count,
      charges: count,
      chargeCountTotal: count,
      undated: count,
    }),
    {},
  ),
  matched: count,
  difference: count,
  explained: count,
  byKind: since(Schema.Record(String, KindCount), {}),
  chargeTypes: since(
    Schema.Array(Schema.Struct({ chargeType: NullOr(String), ruleId: NullOr(String), lines: Int, charges: Int })),
    [],
  ),
})

/** Every kind that this program knows, and those that another version has counted. */
type AllKindCounts = KindCounts & { readonly [kind: string]: KindCount }

export interface KeptReconciliation extends Omit<typeof Document.Type, "byKind"> {
  readonly byKind: AllKindCounts
}

/** The kinds of which there are some: those that this program knows in their order, then others. */
export const countedKinds = (byKind: AllKindCounts): ReadonlyArray<string> =>
  [...new Set([...discrepancyKinds, ...Object.keys(byKind)])].filter((kind) => (byKind[kind]?.count ?? 0) > 0)

const knownKinds = Object.fromEntries(discrepancyKinds.map((kind) => [kind, none])) as KindCounts

const Side = Schema.Struct({
  charge: NullOr(Boolean),
  errcode: NullOr(Int),
  at: NullOr(String),
  day: NullOr(BillingDaySchema),
  chargeType: Schema.optionalKey(NullOr(String)),
  ruleId: Schema.optionalKey(NullOr(String)),
  account: Schema.optionalKey(String),
})

/** An item of a kept run: a discrepancy, of a kind and for a reason that this program may not know. */
const KeptDiscrepancy = Schema.Struct({
  kind: String,
  impact: Schema.Literals([-1, 0, 1]),
  seq: NullOr(String),
  bizToken: NullOr(String),
  ruleId: NullOr(String),
  account: String,
  day: NullOr(BillingDaySchema),
  ledger: NullOr(Side),
  bill: NullOr(Side),
  why: Schema.Struct({
    code: String,
    params: Schema.Record(String, NullOr(Schema.Union([String, Schema.Finite]))),
  }),
})
export type KeptDiscrepancy = typeof KeptDiscrepancy.Type

const MaybeAmount = NullOr(String)

/** The price that was told, kept with what was told by it. */
const Amounts = Schema.Struct({
  currency: Schema.Literal("CNY"),
  ledger: MaybeAmount,
  bill: MaybeAmount,
  difference: MaybeAmount,
  overcharged: MaybeAmount,
  undercharged: MaybeAmount,
  byKind: Schema.Record(String, MaybeAmount),
  byChargeType: Schema.Array(
    Schema.Struct({ chargeType: NullOr(String), ruleId: NullOr(String), amount: MaybeAmount }),
  ),
  values: Schema.Array(
    Schema.Struct({
      account: String,
      month: String,
      label: String,
      rules: Schema.Array(String),
      chargeType: NullOr(String),
      value: MaybeAmount,
    }),
  ),
})

/** What was asked and what came out, as it is kept beside its items. */
const Run = Schema.Struct({
  fromDay: Int,
  toDay: Int,
  ruleId: since(NullOr(String), null),
  /** Null where all accounts were reconciled. */
  account: since(NullOr(String), null),
  asOf: since(NullOr(Int), null),
  /** Earlier versions audited a run by one edition. */
  ruleSet: since(
    NullOr(
      Schema.Struct({ edition: NullOr(String), byRule: since(Schema.Record(String, String), {}), digest: String }),
    ),
    null,
  ),
  programVersion: since(String, ""),
  seal: since(NullOr(Schema.Struct({ seal: Int, head: String, lastBatch: Int })), null),
  billVersions: since(Schema.Array(Schema.Struct({ id: Int, digest: String })), []),
  attempts: count,
  ledgerCharges: count,
  lines: count,
  billCharges: count,
  matched: count,
  difference: count,
  complete: since(Boolean, false),
  amounts: since(NullOr(Amounts), null),
  /** In a string of its own. */
  document: Schema.fromJsonString(Document),
})

/** A reconciliation that is to be kept: what went in, by seal, version and digest, and what came out. */
export interface NewRun extends Omit<typeof Run.Type, "document"> {
  readonly document: KeptReconciliation
}

const decodeRunBody = Schema.decodeUnknownEffect(Schema.fromJsonString(Run))
/** The items of a page, by their bodies. */
export const decodeRunItems = Schema.decodeUnknownEffect(Schema.Array(Schema.fromJsonString(KeptDiscrepancy)))

export const decodeRun = (body: unknown) =>
  Effect.map(decodeRunBody(body), ({ document, ...run }): NewRun => ({
    ...run,
    document: { ...document, byKind: { ...knownKinds, ...document.byKind } },
  }))

export const encodeRun = ({ document, ...run }: NewRun): string =>
  JSON.stringify({ ...run, document: JSON.stringify(document) })
