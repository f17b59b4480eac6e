/**
 * A log line: text, and in it complete JSON values, the last of them an object that ends the line (R23). Where a
 * program writes an answer into its log, that object is the answer.
 */

/** So many bytes may stand outside of the values: more is no line of a log. */
const OUTSIDE_BYTES_MAX = 1024

export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Where the last object of a log line stands, `undefined` for what is none. Each character of `line` stands for `bytesOf`
 * its code many bytes. That the last object is JSON is left to whoever reads it; the values before it are.
 */
export const logRecordIn = (line: string, bytesOf: (code: number) => number = utf8Bytes): Span | undefined => {
  const [from, end] = [skipBlank(line, 0), trimmedEnd(line)]
  if (line[end - 1] !== "}" || line[from] === "{" || isArrayOfObjects(line, from)) return undefined
  let outside = 0
  for (let at = from; ;) {
    const open = nextOpen(line, at, end)
    if (open === undefined) return undefined
    outside += textBytes(line, at, open.start, bytesOf)
    if (outside > OUTSIDE_BYTES_MAX) return undefined
    if (open.end === end) return line[open.start] === "{" ? open : undefined
    if (!isJson(line.slice(open.start, open.end))) return undefined
    at = open.end
  }
}

/** The next value that opens before `end`; `undefined` where there is none, or it is not closed, or a quote comes first. */
const nextOpen = (line: string, from: number, end: number): Span | undefined => {
  for (let at = from; at < end; at++) {
    const character = line[at]
    if (character === '"') return undefined
    if (character !== "{" && character !== "[") continue
    const close = closeOf(line, at, end)
    // A bracket that opens no JSON is text: `[main]`.
    const isText = character === "[" && (close === undefined || !isJson(line.slice(at, close)))
    if (!isText) return close === undefined ? undefined : { start: at, end: close }
  }
  return undefined
}

/** Behind the bracket that closes the one at `from`. */
const closeOf = (line: string, from: number, end: number): number | undefined => {
  let depth = 0
  for (let at = from; at < end; at++) {
    switch (line[at]) {
      case '"':
        at = closingQuote(line, at, end)
        break
      case "{":
      case "[":
        depth++
        break
      case "}":
      case "]":
        if (--depth === 0) return at + 1
    }
  }
  return undefined
}

const closingQuote = (line: string, from: number, end: number): number => {
  for (let at = from + 1; at < end; at++) {
    if (line[at] === "\\") at++
    else if (line[at] === '"') return at
  }
  return end
}

/** A line that begins so was to be an array: objects of it are not to be left out. */
const isArrayOfObjects = (line: string, from: number): boolean =>
  line[from] === "[" && line[skipBlank(line, from + 1)] === "{"

const isBlank = (character: string | undefined): boolean =>
  character === " " || character === "\n" || character === "\r" || character === "\t"

const skipBlank = (line: string, from: number): number => {
  let at = from
  while (isBlank(line[at])) at++
  return at
}

const trimmedEnd = (line: string): number => {
  let end = line.length
  while (isBlank(line[end - 1])) end--
  return end
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const textBytes = (line: string, from: number, to: number, bytesOf: (code: number) => number): number => {
  let bytes = 0
  for (let at = from; at < to && bytes <= OUTSIDE_BYTES_MAX; at++) bytes += bytesOf(line.charCodeAt(at))
  return bytes
}

/** Halves of a pair take two bytes each. */
const utf8Bytes = (code: number): number =>
  code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3
