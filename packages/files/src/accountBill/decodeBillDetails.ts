/**
 * Pages of `DescribeBillDetail` as rows of an account bill (F3): product, transaction and month stand on the detail, units
 * and amounts in its ComponentSet, and each component is a row.
 */
import { isJsonObject, type Rejection, rejection } from "@faceid-tally/core/engine"
import { type AccountBillField, accountBillFieldOf, accountBillFields, namesFaceId } from "@faceid-tally/core/money"

import { buildJson, locateAll } from "../json/jsonReader.ts"
import type { Found, FoundRecords } from "../records/decodeRecord.ts"
import type { PlainPath } from "../records/RecordTaker.ts"
import type { AccountBillRows } from "./AccountBillRows.ts"

type Path = ReadonlyArray<string | number>
type Json = { readonly [key: string]: unknown }

/** Lists of 资源账单 and of summaries, the other levels of the bill. */
const OTHER_LEVELS = ["ResourceSummarySet", "SummaryOverview"]

/** Reads each JSON value into `rows`; what is given back are its faults. */
export const decodeBillDetails =
  (rows: AccountBillRows): PlainPath =>
  (bytes, start, end, parsed): FoundRecords => {
    const value = parsed === undefined ? buildJson(bytes, start, end) : parsed
    const faults = new BillDetails(rows).read(value, [])
    const places = locateAll(
      bytes,
      start,
      end,
      faults.map(({ path }) => path),
    )
    const found = faults.map((why, nth): Found => ({ _tag: "Fault", rejection: why, at: places[nth] ?? start }))
    return { found, remarks: [] }
  }

class BillDetails {
  readonly #rows: AccountBillRows
  readonly #faults: Array<Rejection> = []

  constructor(rows: AccountBillRows) {
    this.#rows = rows
  }

  /** A page as the wire or the SDK gives it, a detail of one, or a list of either. */
  read(value: unknown, path: Path): ReadonlyArray<Rejection> {
    if (Array.isArray(value)) {
      for (const [i, element] of value.entries()) this.read(element, [...path, i])
    } else if (!isJsonObject(value)) this.#reject("not_an_object", path)
    else if (isJsonObject(value["Response"])) this.#page(value["Response"], [...path, "Response"])
    else if ("ComponentSet" in value) this.#detail(value, path)
    else this.#page(value, path)
    return this.#faults
  }

  #page(page: Json, path: Path): void {
    const { DetailSet: details, Total: total } = page
    if (typeof total === "number") this.#rows.total = Math.max(this.#rows.total, total)
    if (Array.isArray(details)) {
      for (const [i, detail] of details.entries()) this.#detail(detail, [...path, "DetailSet", i])
    } else if (details === null) return
    else if (details !== undefined) this.#reject("wrong_type", [...path, "DetailSet"], "array")
    else if (OTHER_LEVELS.some((name) => name in page)) this.#reject("account_bill_level", [], "ComponentSet")
    else this.#reject("no_account_bill", path)
  }

  #detail(detail: unknown, path: Path): void {
    this.#rows.records++
    if (!isJsonObject(detail)) return this.#reject("not_an_object", path)
    const components = detail["ComponentSet"]
    if (Array.isArray(components) && components.length > 0) {
      for (const [i, component] of components.entries()) {
        this.#component(detail, component, { detail: path, component: [...path, "ComponentSet", i] })
      }
    } else if (accountBillFields.product.some((name) => namesFaceId(String(detail[name])))) {
      this.#reject("missing_value", [...path, "ComponentSet"])
    } else this.#rows.dropped++
  }

  #component(detail: Json, component: unknown, paths: { readonly detail: Path; readonly component: Path }): void {
    if (!isJsonObject(component)) return this.#reject("not_an_object", paths.component)
    const cells: { [field in AccountBillField]?: string | null } = {}
    const places = new Map<AccountBillField, Path>()
    for (const [object, path] of [
      [detail, paths.detail],
      [component, paths.component],
    ] as const) {
      for (const [key, value] of Object.entries(object)) {
        const field = accountBillFieldOf(key)
        if (field === undefined || value === null) continue
        if (typeof value === "symbol") return this.#reject("invalid_encoding", [...path, key])
        if (typeof value !== "string" && typeof value !== "number") {
          return this.#reject("wrong_type", [...path, key], "string | null")
        }
        cells[field] = String(value)
        places.set(field, [...path, key])
      }
    }
    const rejected = this.#rows.take(cells)
    if (rejected === undefined) return
    const place = rejected.field === undefined ? undefined : places.get(rejected.field)
    this.#faults.push({ ...rejected.rejection, path: place ?? paths.component })
  }

  #reject(code: Rejection["code"], path: Path, expected?: string): void {
    this.#faults.push(rejection(code, path, expected))
  }
}
