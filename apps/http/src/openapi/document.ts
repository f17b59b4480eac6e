/**
 * The OpenAPI document, made of the operations: from the very schemas by which requests are validated. It holds whatever
 * a program needs to call each of them, with an example.
 */
import type { Language } from "@faceid-tally/report"
import { type Json, jsonSchemaOf, mapJson } from "@faceid-tally/report/documents"
import type * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

import { mediaTypes } from "../operations/formats.ts"
import type { Answer, Fields, Operation } from "../operations/Operation.ts"
import { STANDS_FOR } from "../operations/values.ts"
import { ProblemDocument } from "../problem/ProblemDocument.ts"
import { type ProblemCode, problemTexts, problemType } from "../problem/problemTexts.ts"
import { parameterTexts, tagTexts } from "./texts.ts"

export interface OpenApiDocument extends Json {
  readonly openapi: string
  readonly info: Json & { readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
}

export interface OpenApiOperation extends Json {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: ReadonlyArray<string>
  readonly parameters: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Json>> }
  readonly responses: Readonly<Record<string, Json>>
}

export interface Parameter extends Json {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly schema: Json
}

const made = new WeakMap<ReadonlyArray<Operation>, Map<string, OpenApiDocument>>()

/** In English for programs, in the reader's language for the page. */
export const openApiDocument = (
  operations: ReadonlyArray<Operation>,
  version: string,
  language: Language = "en",
): OpenApiDocument => {
  const known = made.get(operations) ?? new Map<string, OpenApiDocument>()
  made.set(operations, known)
  const name = `${version} ${language}`
  const document = known.get(name) ?? makeDocument(operations, version, language)
  known.set(name, document)
  return document
}

const makeDocument = (operations: ReadonlyArray<Operation>, version: string, language: Language): OpenApiDocument => {
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  for (const each of operations) {
    const path = (paths[each.path] ??= {})
    path[each.method.toLowerCase()] = operationOf(each, language)
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "faceid-tally",
      version,
      description:
        "The books of FaceID charges. Times are ISO 8601 at +08:00, billing days are calendar days in China. Lists go on at the cursor in next and in the header Link.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }, {}],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({
      name,
      description: tagTexts[name]?.[language] ?? name,
    })),
    paths,
    components: {
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description:
            "A key by faceid-tally key create --role ingest|read|admin. Without any key the service answers its own machine only.",
        },
      },
      schemas: componentsOf(operations),
      responses: Object.fromEntries(
        Object.entries(problemsIn(language))
          .filter(([status]) => operations.some((each) => problemStatuses(each).includes(Number(status))))
          .map(([status, problem]) => [`Problem${status}`, problem]),
      ),
    },
  }
}

const operationOf = (each: Operation, language: Language): OpenApiOperation => ({
  operationId: each.id,
  summary: each.summary[language],
  ...(each.description !== undefined && { description: each.description[language] }),
  tags: [each.tag],
  ...(each.roles === "everyone" ? { security: [] } : { "x-roles": each.roles }),
  parameters: [
    ...parametersOf(each.params, "path", language, each.parameters),
    ...parametersOf(each.query, "query", language, each.parameters),
    ...(isWrite(each) ? [idempotencyKeyIn(language)] : []),
    ...(each.mayBeLater === true ? [preferIn(language)] : []),
  ],
  ...requestBodyOf(each),
  responses: {
    ...Object.fromEntries(
      Object.entries(each.answers).map(([status, answer]) => [status, responseOf(each, status, answer, language)]),
    ),
    ...Object.fromEntries(
      problemStatuses(each).map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
    ),
  },
})

const isWrite = ({ method, roles }: Operation): boolean => method !== "GET" && roles !== "everyone"

/** Every operation can answer so. */
const COMMON = [406, 422, 429, 500, 503]

/** Every write can answer so: with an Idempotency-Key its body is read, whether it is wanted or not. */
const OF_WRITES = [408, 409, 413, 415]

const problemStatuses = (each: Operation): ReadonlyArray<number> => {
  const { roles, problems: own = [], answers } = each
  const guarded = roles === "everyone" ? [] : [401, 403]
  const all = new Set([...guarded, ...COMMON, ...(isWrite(each) ? OF_WRITES : []), ...own])
  return [...all].filter((status) => !(status in answers)).sort((a, b) => a - b)
}

const parametersOf = (
  schema: Fields,
  place: "path" | "query",
  language: Language,
  examples: Readonly<Record<string, string>> = {},
): ReadonlyArray<Parameter> => {
  const { properties = {}, required = [] } = jsonSchemaOf(schema).schema as {
    readonly properties?: Readonly<Record<string, Json>>
    readonly required?: ReadonlyArray<string>
  }
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: required.includes(name),
    description: parameterTexts[name]?.[language] ?? name,
    schema: standsFor(schema.fields[name]) ?? of,
    ...(examples[name] !== undefined && { example: valueOf(examples[name], standsFor(schema.fields[name])) }),
  }))
}

/** What the text of a parameter stands for; `undefined` where it is that text. */
const standsFor = (field: { readonly ast: SchemaAST.AST } | undefined): Json | undefined =>
  field === undefined ? undefined : (SchemaAST.toEncoded(field.ast).annotations?.[STANDS_FOR] as Json | undefined)

const valueOf = (text: string | undefined, standing: Json | undefined): unknown =>
  standing?.["type"] === "integer" ? Number(text) : text

const idempotencyKeyIn = (language: Language): Parameter => ({
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: parameterTexts["Idempotency-Key"]?.[language],
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
})

const preferIn = (language: Language): Parameter => ({
  name: "Prefer",
  in: "header",
  required: false,
  description: parameterTexts["Prefer"]?.[language],
  schema: { type: "string" },
  example: "respond-async",
})

const requestBodyOf = ({ body, upload }: Operation): Pick<OpenApiOperation, "requestBody"> => {
  if (body !== undefined) {
    const content = { [mediaTypes.json]: { schema: schemaOf(body.schema), example: body.example } }
    return { requestBody: { required: true, content } }
  }
  if (upload === undefined) return {}
  const contents = upload.types.map((type) => {
    const example = upload.examples[type]
    return [type, example === undefined ? { schema: {} } : { schema: {}, example }] as const
  })
  return { requestBody: { required: true, content: Object.fromEntries(contents) } }
}

const responseOf = (
  { formats = ["json"], id, locations }: Operation,
  status: string,
  { description, schema, example }: Answer,
  language: Language,
): Json => {
  const json = schemaOf(schema)
  const type = textTypes[id] ?? mediaTypes.json
  const location = locations?.[Number(status)]
  const files = formats.filter((format) => format !== "json").map((format) => [mediaTypes[format], {}] as const)
  return {
    description: description[language],
    headers: {
      ...(formats.length > 1 && { Link: header("The next page") }),
      ...(location !== undefined && { Location: header(location) }),
    },
    content: { [type]: { schema: json, example }, ...Object.fromEntries(files) },
  }
}

const header = (description: string): Json => ({ schema: { type: "string" }, description })

/** Answers that are no JSON. */
const textTypes: Readonly<Record<string, string>> = { readMetrics: "text/plain", readDocs: "text/html" }

const problemsIn = (language: Language): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    [...Map.groupBy(Object.entries(problemTexts), ([, { status }]) => status)].map(([status, ofStatus]) => {
      const [first] = ofStatus
      const example = (code: string, text: { readonly title: string; readonly detail: string }) => ({
        type: problemType(code as ProblemCode),
        title: text.title,
        status,
        detail: text.detail,
        instance: "urn:faceid-tally:request:0b4d3a1e",
      })
      return [
        status,
        {
          description: ofStatus.map(([, text]) => text[language].title).join(language === "en" ? "; or " : "；或"),
          content: {
            "application/problem+json": {
              schema: { $ref: "#/components/schemas/Problem" },
              ...(first !== undefined && { example: example(first[0], first[1][language]) }),
            },
          },
        },
      ]
    }),
  )

/** Every schema that has a name, and what it stands for. */
const componentsOf = (operations: ReadonlyArray<Operation>): Readonly<Record<string, Json>> => {
  const schemas = operations.flatMap(({ answers, body }) => [
    ...Object.values(answers).map(({ schema }) => schema),
    ...(body === undefined ? [] : [body.schema]),
  ])
  const named = [ProblemDocument, ...schemas].flatMap((schema) => Object.entries(jsonSchemaOf(schema).definitions))
  const components: Record<string, Json> = {}
  for (const [name, schema] of named.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const component = referring(schema)
    const other = components[name]
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(component)) {
      throw new Error(`two schemas have the name ${name}`)
    }
    components[name] = component
  }
  return components
}

/** What has a name stands among the components. */
const schemaOf = (schema: Schema.Top): Json => referring(jsonSchemaOf(schema).schema)

const referring = (schema: Json): Json =>
  mapJson(schema, (object) =>
    typeof object["$ref"] === "string"
      ? { ...object, $ref: object["$ref"].replace("#/$defs/", "#/components/schemas/") }
      : object,
  )
