/**
 * A table of the ledger is described once, beside the concept that it belongs to: its columns, key and indexes, and what
 * its rows stand for. From this come the types of rows, the SQL that makes the table, the lists of columns that statements
 * name, and how values are read and written. What the migrations make is held equal to it by a test.
 */
import type { EvidenceKind } from "@faceid-tally/core/engine"

/** What a database takes and gives: both clients bring all that they read into this form. */
export type Value = string | number | null
export type Row = ReadonlyArray<Value>

type ColumnType = "int" | "text" | "real"

export interface Column<A> {
  readonly type: ColumnType
  readonly isNullable: boolean
  /** What rows have that were there before the column. */
  readonly default: Value
  /** The `typeof` of values that are taken as they are; all others go through `read`. */
  readonly plain: "number" | "string" | null
  read(this: void, value: Value | undefined): A
  write(this: void, value: A): Value
}

/** A value that no program of this ledger writes there: the file was damaged or changed. The value itself is not told. */
export class UnreadableValue extends Error {
  override readonly name = "UnreadableValue"
}

const unreadable = (): never => {
  throw new UnreadableValue("a stored value cannot be read")
}

/** Sums of PostgreSQL come as texts. */
const toNumber = (value: Value | undefined): number => {
  const number = typeof value === "string" && value !== "" ? Number(value) : value
  return typeof number === "number" && !Number.isNaN(number) ? number : unreadable()
}
const toText = (value: Value | undefined): string => (typeof value === "string" ? value : unreadable())
const asIs = (value: Value): Value => value

const shared = { isNullable: false, default: null, write: asIs }

export const int = (): Column<number> => ({ ...shared, type: "int", plain: "number", read: toNumber })
export const real = (): Column<number> => ({ ...shared, type: "real", plain: "number", read: toNumber })
export const text = (): Column<string> => ({ ...shared, type: "text", plain: "string", read: toText })

/** 0 or 1. */
export const bool = (): Column<boolean> => ({
  ...shared,
  type: "int",
  plain: null,
  read: (value) => (value === 1 ? true : value === 0 ? false : unreadable()),
  write: (value) => (value ? 1 : 0),
})

/** A text that is one of a few. */
export const oneOf = <const A extends string>(all: ReadonlyArray<A>): Column<A> => ({
  ...shared,
  type: "text",
  plain: null,
  read: (value) => all.find((each) => each === value) ?? unreadable(),
})

export const orNull = <A>(column: Column<A>): Column<A | null> => ({
  ...column,
  isNullable: true,
  read: (value) => (value === null ? null : column.read(value)),
  write: (value) => (value === null ? null : column.write(value)),
})

/** A column that came later, and what the rows have in it that were there. */
export const added = <A>(column: Column<A>, before: Value): Column<A> => ({ ...column, default: before })

interface Columns {
  readonly [column: string]: Column<unknown>
}

type TypeOf<C> = C extends Column<infer A> ? A : never
type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S
type RecordOf<C extends Columns> = { readonly [K in keyof C & string as Camel<K>]: TypeOf<C[K]> }
type TupleOf<C extends Columns, N extends ReadonlyArray<string>> = { [I in keyof N]: TypeOf<C[N[I] & keyof C]> }
type PlacesOf<N extends ReadonlyArray<string>> = {
  readonly [I in keyof N & `${number}` as Camel<N[I] & string>]: I extends `${infer P extends number}` ? P : never
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Columns that rows are written into. */
export interface Table {
  readonly name: string
  readonly columns: { readonly [column: string]: ColumnType }
  /** Its rows lie by month, where the database has partitions. */
  readonly isPartitioned?: boolean | undefined
}

export const columnsOf = (table: Table): Array<string> => Object.keys(table.columns)

/** What the values of rows must be. */
export interface Shape<T extends ReadonlyArray<unknown>> {
  /** Holds rows of the database against it, in place. */
  readonly check: (rows: ReadonlyArray<Array<Value>>) => ReadonlyArray<T>
}

/** The shape of rows that a statement computes. */
export const shape = <const C extends ReadonlyArray<Column<unknown>>>(
  ...columns: C
): Shape<{ -readonly [I in keyof C]: TypeOf<C[I]> }> => ({ check: checking(columns) })

const checking = <T extends ReadonlyArray<unknown>>(columns: ReadonlyArray<Column<unknown>>): Shape<T>["check"] => {
  const plain = columns.map((column) => column.plain)
  const nullable = columns.map((column) => column.isNullable)
  return (rows) => {
    for (const row of rows as ReadonlyArray<Array<unknown>>) {
      for (let i = 0; i < columns.length; i++) {
        const value = row[i]
        if (value === null ? nullable[i] === true : typeof value === plain[i]) continue
        row[i] = columns[i]?.read(value as Value)
      }
    }
    return rows as ReadonlyArray<ReadonlyArray<unknown>> as ReadonlyArray<T>
  }
}

/** Some columns of a table, in an order of their own. */
export interface Part<R extends object> extends Table {
  readonly names: ReadonlyArray<string>
  /** The list of the columns. */
  readonly text: string
  /** The same of a table that goes by another name in the statement. */
  readonly of: (alias: string) => string
  /** Reads one value of a row of these columns. */
  readonly at: { readonly [K in keyof R]: (row: Row) => R[K] }
  readonly decode: (row: Row) => R
  readonly encode: (record: R) => Row
  /** Where a column stands among them. */
  readonly place: { readonly [K in keyof R]: number }
}

/** Columns that are named one by one: rows of them are tuples, and their places are known to the compiler. */
export interface Picked<R extends object, T extends ReadonlyArray<unknown>, P extends object>
  extends Omit<Part<R>, "place">, Shape<T> {
  readonly place: P
}

export type RowOf<S> = S extends Shape<infer T> ? T : never
export type RecordIn<S> = S extends { readonly decode: (row: Row) => infer R } ? R : never

interface Index<C> {
  readonly on: ReadonlyArray<keyof C & string>
  readonly isUnique?: boolean
  readonly where?: string
}

interface Options<C> {
  readonly key: ReadonlyArray<keyof C & string>
  readonly indexes?: { readonly [index: string]: Index<C> }
  /** Evidence is hashed into batches and seals; `verify` makes anew what is derived from it, and nothing proves work. */
  readonly stands: "evidence" | "derived" | "work"
  /** Columns that are work in progress, in a table that is not. */
  readonly work?: ReadonlyArray<keyof C & string>
  /** What is removed with its month: rows that lie in partitions, or rows that are deleted by their day. */
  readonly byMonth?: "partitions" | "rows"
  /** Not where rows lie in the order in which they come. */
  readonly isClustered?: boolean
  /** It need not survive a crash. */
  readonly isUnlogged?: boolean
}

/** A table as it is described, whatever its columns are. */
export interface AnyTable extends Table {
  readonly definition: Columns
  readonly options: Options<Columns>
}

export interface TableDefinition<C extends Columns> extends Part<RecordOf<C>> {
  readonly definition: C
  readonly options: Options<Columns>
  readonly pick: <const N extends ReadonlyArray<keyof C & string>>(
    ...names: N
  ) => Picked<RecordOf<Pick<C, N[number]>>, TupleOf<C, N>, PlacesOf<N>>
  readonly without: <const N extends ReadonlyArray<keyof C & string>>(...names: N) => Part<RecordOf<Omit<C, N[number]>>>
}

export const table = <const C extends Columns>(name: string, columns: C, options: Options<C>): TableDefinition<C> => {
  const partOf = (names: ReadonlyArray<string>) => part(name, columns, names, options.byMonth === "partitions")
  const definition = {
    ...partOf(Object.keys(columns)),
    definition: columns,
    options,
    pick: (...names: ReadonlyArray<string>) => partOf(names),
    without: (...names: ReadonlyArray<string>) => partOf(Object.keys(columns).filter((each) => !names.includes(each))),
  }
  // The types follow from the columns, which here are any.
  return definition as unknown as TableDefinition<C>
}

const part = (name: string, columns: Columns, names: ReadonlyArray<string>, isPartitioned: boolean) => {
  const codecs = names.map((column) => columns[column] ?? unreadable())
  const keys = names.map(camel)
  const entries = (of: (codec: Column<unknown>, i: number) => unknown) =>
    Object.fromEntries(codecs.map((codec, i) => [keys[i], of(codec, i)]))
  return {
    name,
    isPartitioned,
    columns: Object.fromEntries(codecs.map(({ type }, i) => [names[i], type])),
    names,
    text: names.join(", "),
    of: (alias: string) => names.map((column) => `${alias}.${column}`).join(", "),
    at: entries((codec, i) => readerOf(codec, i)),
    place: entries((_, i) => i),
    check: checking(codecs),
    decode: (row: Row) => entries((codec, i) => codec.read(row[i])),
    encode: (record: Readonly<Record<string, unknown>>) =>
      codecs.map((codec, i) => codec.write(record[keys[i] ?? ""] as Value)),
  }
}

const readerOf =
  ({ plain, isNullable, read }: Column<unknown>, i: number) =>
  (row: Row) => {
    const value = row[i]
    return typeof value === plain || (isNullable && value === null) ? value : read(value)
  }

/** Columns that mark a row of evidence, and are not hashed with it. */
type Mark = "fingerprint" | "batch"
const marks: ReadonlySet<string> = new Set<Mark>(["fingerprint", "batch"])

/** A table whose rows are evidence: which columns make the canonical text of a row, and which its key. */
export interface EvidenceTable extends Table {
  readonly kind: EvidenceKind
  /** The key of its table. */
  readonly key: ReadonlyArray<string>
  /** The first columns of the text, by which the rows of a batch are ordered. */
  readonly keyLength: number
  /** The columns of the text, in its order. */
  readonly evidence: ReadonlyArray<string>
}

/** The same with the values of its text. */
export interface EvidenceOf<R extends object, K extends EvidenceKind>
  extends EvidenceTable, Pick<Part<R>, "at" | "place" | "text" | "of"> {
  readonly kind: K
  readonly values: (record: R) => Row
}

/** The rows of a table as evidence; where other columns than all make the text, or in another order, they are named. */
export const evidenceOf = <
  C extends Columns,
  const K extends EvidenceKind,
  const N extends ReadonlyArray<keyof C & string> = ReadonlyArray<Exclude<keyof C & string, Mark>>,
>(
  of: TableDefinition<C>,
  kind: K,
  named?: N,
): EvidenceOf<RecordOf<Pick<C, N[number]>>, K> => {
  const names: ReadonlyArray<string> = named ?? of.names.filter((column) => !marks.has(column))
  const { at, place, text: list, of: ofAlias, encode } = part(of.name, of.definition, names, false)
  const found = {
    name: of.name,
    columns: of.columns,
    isPartitioned: of.isPartitioned,
    kind,
    key: of.options.key,
    // Rows that are equal in all else stand in the order of their fingerprints.
    keyLength: of.options.key.filter((column) => !marks.has(column)).length,
    evidence: names,
    at,
    place,
    text: list,
    of: ofAlias,
    values: encode,
  }
  return found
}
