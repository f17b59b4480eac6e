/** The OpenAPI document as a program reads it: how each operation is called by its examples, and what may be answered. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import { expect } from "vitest"

import { openApiDocument, type OpenApiOperation } from "../../src/openapi/document.ts"
import { operations } from "../../src/resources/index.ts"

export const document = openApiDocument(operations, "0.0.0")

export interface Call {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly operation: OpenApiOperation
}

export const calls: ReadonlyArray<Call> = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    operation,
  })),
)

/** The path with the examples of the parameters that are needed, in it and behind it. */
export const exampleUrl = ({ path, operation }: Call): string => {
  const needed = operation.parameters.filter(({ required }) => required)
  const query = new URLSearchParams(
    needed.flatMap(({ name, in: place, example }) =>
      place === "query" ? [[name, String(example)] as [string, string]] : [],
    ),
  )
  const filled = needed.reduce(
    (url, { name, in: place, example }) =>
      place === "path" ? url.replace(`{${name}}`, encodeURIComponent(String(example))) : url,
    path,
  )
  return query.size === 0 ? filled : `${filled}?${query.toString()}`
}

/** The request that the document gives as an example. */
export const exampleRequest = (call: Call): RequestInit => {
  const contents = Object.entries(call.operation.requestBody?.content ?? {})
  const [type, content] = contents.find(([, { example }]) => example !== undefined) ?? []
  if (type === undefined) return { method: call.method }
  return { method: call.method, headers: { "Content-Type": type }, body: JSON.stringify(content?.["example"]) }
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })

interface Described {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>
  readonly $ref?: string
}

const resolve = (described: Described): Described =>
  described.$ref === undefined
    ? described
    : ((document["components"] as { readonly responses: Readonly<Record<string, Described>> }).responses[
        described.$ref.split("/").at(-1) ?? ""
      ] ?? {})

/** Holds an answer to the document: its status is described, and its body is what the description says. */
export const expectDescribed = async (call: Call, response: Response): Promise<unknown> => {
  const { status } = response
  const described = call.operation.responses[String(status)] as Described | undefined
  expect(described, `${call.id} answered ${status}, which is not described`).toBeDefined()
  const type = (response.headers.get("content-type") ?? "").split(";")[0] ?? ""
  const content = resolve(described ?? {}).content ?? {}
  expect(Object.keys(content), `${call.id} ${status}`).toContain(type)
  const text = await response.text()
  const isJson = /[/+]json$/.test(type)
  const body: unknown = isJson ? JSON.parse(text) : text
  const schema = content[type]?.schema
  if (schema !== undefined) expectValid(schema, body, `${call.id} ${status}`)
  return body
}

const validators = new WeakMap<object, ValidateFunction>()

export const expectValid = (schema: object, value: unknown, what: string): void => {
  const validate = validators.get(schema) ?? ajv.compile({ ...schema, components: document["components"] })
  validators.set(schema, validate)
  expect(validate(value) ? [] : validate.errors, `${what}: ${JSON.stringify(value).slice(0, 500)}`).toEqual([])
}
