/**
 * The one reading of a JSON value, whichever door it comes in by: what it holds is taken as it stands, or where a wrapper
 * keeps it; what is wrong is told with its place. {@link decodeAnswer} is for answers that are in hand already:
 * these are not searched, and it is told where the result stands (R28).
 */
import { orRefused, Refused } from "../fields/fields.ts"
import { type BillPage, decodeBillError, decodePage } from "./BillPage.ts"
import { type ApiError, decodeResult, decodeResultError, type DetectInfo } from "./DetectInfo.ts"
import { isJsonObject, isPresent, type Json } from "../shapes/fieldValues.ts"
import { isOfValue, type Rejection, rejection } from "../rejections/Rejection.ts"
import type { Remark } from "../rejections/Remark.ts"
import { listOf } from "../shapes/extendedJson.ts"
import type { Found, Path } from "../shapes/Found.ts"
import { opened } from "../shapes/heldText.ts"
import { type Place, placeText, printablePath } from "../shapes/Place.ts"
import { atPlace, findPlaces } from "../shapes/Places.ts"
import { hasTopShape, isBareError, otherSide, shapeKeys, type RecordSide } from "../shapes/shapes.ts"
import { NearNames } from "../fields/NearNames.ts"
import { Notes } from "../fields/spelledNames.ts"

interface OfSide {
  readonly results: DetectInfo | ApiError
  readonly bills: BillPage | ApiError
}

/** One record that was read, and where it begins; or why it was not, and where that is seen. */
export type Outcome<A> = { readonly _tag: "Read"; readonly record: A; readonly at: Path } | Rejected

interface Rejected {
  readonly _tag: "Rejected"
  readonly rejection: Rejection
  readonly at: Path
}

export interface Reading<A> {
  /** In their order: one for most records, none for an empty list at the place that was named. */
  readonly outcomes: ReadonlyArray<Outcome<A>>
  readonly remarks: ReadonlyArray<Remark>
}

/** How a value is read. */
export interface HowToRead {
  /** Where its records are, should none be at its top. */
  readonly place?: Place | undefined
  /** Minutes from UTC of times that say none. */
  readonly utcOffset?: number | undefined
}

/** Reads a JSON value of the side that is asked for. */
export const readRecord = <S extends RecordSide>(value: unknown, side: S, how: HowToRead = {}): Reading<OfSide[S]> => {
  const { place, utcOffset } = how
  const record = opened(value)
  // A string that holds a list: its elements are records, as those of a list in the file are.
  const list = typeof value === "string" && !isJsonObject(record) ? listOf(record) : undefined
  if (list !== undefined) return joined(list.elements.map((element) => readRecord(element, side, how)))
  if (!isJsonObject(record)) return one(fault(rejection("not_an_object"), []))
  if (hasTopShape(record, side)) return readAll([atTop(record)], side, utcOffset)
  if (place !== undefined) return readAt(record, side, place, utcOffset)
  const { own, hasOther } = findPlaces(record, side)
  const [found, second] = own
  if (found === undefined) return one(withoutShape(atTop(record), side, hasOther, utcOffset))
  if (second !== undefined) {
    const met = `${placeText(found)}, ${placeText(second)}`
    return one(fault({ ...rejection("several_places"), met }, []))
  }
  const { objects, others } = atPlace(record, found)
  const broken = others.filter(({ isBroken }) => isBroken).map(({ path }) => fault(rejection("invalid_json"), path))
  const reading = readAll(objects, side, utcOffset)
  return {
    outcomes: [...reading.outcomes, ...broken],
    remarks: [{ code: "found_below", place: placeText(found) }, ...reading.remarks],
  }
}

/** Whether a value is read as it stands: where it is not, all of it must be at hand. */
export const isReadAtTop = (value: unknown, side: RecordSide): boolean =>
  isJsonObject(value) && hasTopShape(value, side)

/** Decodes one answer as it stands, in any of the shapes of its side: it is not searched. */
export const decodeAnswer = <S extends RecordSide>(
  record: unknown,
  side: S,
  utcOffset?: number,
): Outcome<OfSide[S]> => {
  if (!isJsonObject(record)) return fault(rejection("not_an_object"), [])
  return hasTopShape(record, side)
    ? decodeOne(atTop(record), side, utcOffset).outcome
    : standingBelow(record, side, utcOffset)
}

const atTop = (object: Json): Found => ({ object, path: [], above: [] })

const standingBelow = <S extends RecordSide>(
  record: Json,
  side: S,
  utcOffset: number | undefined,
): Outcome<OfSide[S]> => {
  const { own, hasOther } = findPlaces(record, side)
  if (own.length === 0) return withoutShape(atTop(record), side, hasOther, utcOffset)
  return fault({ ...rejection(nothingOf[side]), met: own.map(placeText).join(", ") }, [])
}

/** The records at the place that was named. */
const readAt = <S extends RecordSide>(
  record: Json,
  side: S,
  place: Place,
  utcOffset: number | undefined,
): Reading<OfSide[S]> => {
  const { objects, others, hasEmptyArray } = atPlace(record, place)
  const named = placeText(place)
  if (objects.length + others.length === 0) {
    return hasEmptyArray ? NOTHING : one(fault({ ...rejection("no_such_place"), met: named }, []))
  }
  const wrong = others.map(({ path, isBroken }) => fault(rejection(isBroken ? "invalid_json" : "not_an_object"), path))
  const reading = readAll(objects, side, utcOffset)
  return { ...reading, outcomes: [...reading.outcomes, ...wrong] }
}

const NOTHING = { outcomes: [], remarks: [] } as const

const readAll = <S extends RecordSide>(
  found: ReadonlyArray<Found>,
  side: S,
  utcOffset: number | undefined,
): Reading<OfSide[S]> => {
  const decoded = found.map((each) => decodeOne(each, side, utcOffset))
  return {
    outcomes: decoded.map(({ outcome }) => outcome),
    remarks: decoded.find(({ remarks }) => remarks.length > 0)?.remarks ?? [],
  }
}

const decodeOne = <S extends RecordSide>(
  found: Found,
  side: S,
  utcOffset: number | undefined,
): { readonly outcome: Outcome<OfSide[S]>; readonly remarks: ReadonlyArray<Remark> } => {
  if (!hasTopShape(found.object, side)) return { outcome: withoutShape(found, side, false, utcOffset), remarks: [] }
  const notes = new Notes()
  return { outcome: outcomeOf(found, () => shaped[side](found, notes, utcOffset)), remarks: notes.remarks }
}

const shaped: {
  readonly [S in RecordSide]: (found: Found, notes: Notes, utcOffset: number | undefined) => OfSide[S]
} = {
  results: decodeResult,
  bills: decodePage,
}

const bareErrors: {
  readonly [S in RecordSide]: (found: Found, notes: Notes, utcOffset: number | undefined) => ApiError
} = {
  results: decodeResultError,
  bills: decodeBillError,
}

/** What an object is that has no shape of the side, and nothing of it below. */
const withoutShape = <S extends RecordSide>(
  found: Found,
  side: S,
  hasOther: boolean,
  utcOffset: number | undefined,
): Outcome<OfSide[S]> => {
  const { object, path } = found
  const [otherKey] = shapeKeys(object, otherSide(side))
  if (hasOther || otherKey !== undefined || hasTopShape(object, otherSide(side))) {
    return fault(rejection(foreign[side], otherKey === "Response" ? [...path, otherKey] : path), path)
  }
  if (!isPresent(object["Response"])) {
    const near = topNames.nearFault(object, path)
    if (near !== undefined) return fault(near, path)
    if (isPresent(object["Error"]) && !isJsonObject(object["Error"])) {
      return fault(rejection("wrong_type", [...path, "Error"], "object"), path)
    }
    if (isBareError(object)) return outcomeOf(found, () => bareErrors[side](found, new Notes(), utcOffset))
  }
  // What it lacks, the decoder of the shape says.
  return outcomeOf(found, () => shaped[side](found, new Notes(), utcOffset))
}

const topNames = new NearNames(["Response", "Text", "LivenessDetail", "Seq", "IsNeedCharge", "WeChatBillDetails"])
const foreign = { results: "bill_among_results", bills: "result_among_bills" } as const
const nothingOf = { results: "no_result", bills: "no_bill" } as const

const outcomeOf = <A>(found: Found, decode: () => A): Outcome<A> => {
  const decoded = orRefused(decode)
  return decoded instanceof Refused
    ? fault(decoded.rejection, found.path)
    : { _tag: "Read", record: decoded, at: found.path }
}

/** A rejection whose path is of the data: what may not be printed is taken out of it, and the place is kept apart. */
const fault = (why: Rejection, record: Path): Rejected => ({
  _tag: "Rejected",
  rejection: { ...why, path: printablePath(why.path) },
  // What is wrong with a value stands at that value; what is wrong with a record, at its start (R8).
  at: isOfValue(why) || ofNames.has(why.code) ? why.path : record,
})

/** A name stands where its value does. */
const ofNames: ReadonlySet<Rejection["code"]> = new Set(["near_name", "two_near_names"])

const one = <A>(outcome: Outcome<A>): Reading<A> => ({ outcomes: [outcome], remarks: [] })

const joined = <A>(readings: ReadonlyArray<Reading<A>>): Reading<A> => ({
  outcomes: readings.flatMap(({ outcomes }) => outcomes.map((outcome) => ({ ...outcome, at: [] }))),
  remarks: readings.flatMap(({ remarks }) => remarks),
})
