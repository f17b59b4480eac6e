/** A schema as JSON Schema, tidied: what every integer of JSON has, and what stands around a lone description, is left out. */
import * as Schema from "effect/Schema"

export type Json = { readonly [key: string]: unknown }

export interface JsonSchema {
  readonly schema: Json
  /** By the identifiers of the schemas that have one; they are referred to as `#/$defs/<identifier>`. */
  readonly definitions: Readonly<Record<string, Json>>
}

export const jsonSchemaOf = (of: Schema.Top): JsonSchema => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(of, { onExcessProperty: "error" })
  return {
    schema: tidied(schema),
    definitions: Object.fromEntries(Object.entries(definitions).map(([name, each]) => [name, tidied(each)])),
  }
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null

const tidied = (schema: Json): Json =>
  mapJson(schema, (object) => withConst(withNull(withAnnotationsInside(withoutBounds(object)))))

/** Rewrites a value from the inside out, object by object. */
export const mapJson = (value: Json, rewrite: (object: Json) => Json): Json =>
  rewrite(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapValue(inner, rewrite)])))

const mapValue = (value: unknown, rewrite: (object: Json) => Json): unknown => {
  if (Array.isArray(value)) return value.map((each) => mapValue(each, rewrite))
  return isObject(value) ? mapJson(value, rewrite) : value
}

const withoutBounds = (object: Json): Json =>
  Object.fromEntries(
    Object.entries(object).filter(([, of]) => of !== Number.MAX_SAFE_INTEGER && of !== Number.MIN_SAFE_INTEGER),
  )

const ANNOTATIONS: ReadonlySet<string> = new Set(["$ref", "description", "format", "pattern", "enum"])
const isPlain = (part: unknown): part is Json =>
  isObject(part) && Object.keys(part).every((key) => ANNOTATIONS.has(key))

/** What the compiler joins by `allOf` stands in one object; of two descriptions that of the field. */
const withAnnotationsInside = (object: Json): Json => {
  const { allOf, ...rest } = object
  if (!Array.isArray(allOf) || !allOf.every(isPlain)) return object
  const keys = [rest, ...allOf].flatMap((part) => Object.keys(part)).filter((key) => key !== "description")
  return new Set(keys).size === keys.length ? Object.assign({}, rest, ...allOf) : object
}

const SIMPLE = ["string", "integer", "number", "boolean"]

/** A simple value or null has both types. */
const withNull = (object: Json): Json => {
  const { anyOf, ...rest } = object
  if (!Array.isArray(anyOf)) return object
  const [value, other, ...others] = anyOf.filter(isObject)
  if (value === undefined || other?.["type"] !== "null" || others.length > 0) return object
  const { type } = value
  if (typeof type !== "string" || !SIMPLE.includes(type) || "enum" in value || "const" in value) return object
  return { ...value, type: [type, "null"], ...rest }
}

const withConst = (object: Json): Json => {
  const { enum: values, type: _, ...rest } = object
  return Array.isArray(values) && values.length === 1 ? { const: values[0], ...rest } : object
}
