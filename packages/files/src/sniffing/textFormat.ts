/**
 * What a text is that is neither JSON nor a table, by its first line that is not blank: what people save, copy or print
 * instead of the JSON itself (R22).
 */

/** Names as messages know them. */
export type TextFormat = "http" | "html" | "xml" | "markdown" | "jsonp" | "python" | "dump"

interface Sign {
  readonly format: TextFormat
  readonly pattern: RegExp
}

/** These are certain. */
const certain: ReadonlyArray<Sign> = [
  // With `curl -i` or `-v`.
  { format: "http", pattern: /^(?:[<>] )?HTTP\/\d(?:\.\d)? \d{3}\b[^{]*$/ },
  { format: "http", pattern: /^(?:[<>] )?[A-Z]+ \S+ HTTP\/\d(?:\.\d)?\s*$/ },
  { format: "http", pattern: /^\* +(?:Trying|Connected to|Host) / },
  {
    format: "http",
    pattern:
      /^(?:content-(?:type|length|encoding)|transfer-encoding|connection|server|user-agent|host|cache-control): [^{]*$/i,
  },
  {
    format: "html",
    pattern:
      /^<(?:!doctype html|html|head|body|table|thead|tbody|tr|td|th|meta|style|script|div|span|p|title|center)\b/i,
  },
  { format: "xml", pattern: /^<(?:\?xml|!--|!doctype)/i },
  { format: "markdown", pattern: /^(?:```|~~~|\|)/ },
  { format: "python", pattern: /^[[(]*\s*\{\s*[bu]?'/ },
  { format: "python", pattern: /^(?:[bu]?'|b")\s*[[{]/ },
  { format: "python", pattern: /^(?:OrderedDict|defaultdict|dict)\(/ },
  { format: "jsonp", pattern: /^\)\]\}'/ },
  { format: "jsonp", pattern: /^(?:while\s*\(\s*(?:1|true)\s*\)|for\s*\(\s*;\s*;\s*\))\s*;/ },
  { format: "jsonp", pattern: /^(?:\/\*\*\/\s*)?[A-Za-z_$][\w$.]*\s*\(\s*[[{]/ },
  { format: "jsonp", pattern: /^(?:(?:var|let|const)\s+[\w$]+|(?:window|module|exports)\.[\w$.]+)\s*=\s*[[{]/ },
]

/** So a line of a log may begin as well: these are certain only where no line of the text holds JSON. */
const likely: ReadonlyArray<Sign> = [
  { format: "xml", pattern: /^<[A-Za-z_][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>/ },
  // Java: `DetectDetail(seq=…)`, `{Response={Text=…}}`, `com.x.Response@1f2e3d`.
  { format: "dump", pattern: /^\[?(?:[a-z][\w$]*\.)*[A-Z][\w$]*[a-z][A-Z][\w$]*\s?[({[]\w+=/ },
  { format: "dump", pattern: /^\[?\{\s*\w+=/ },
  { format: "dump", pattern: /^\[?(?:[a-z][\w$]*\.)+[A-Z][\w$]*@[0-9a-f]{4,}\b/ },
  // Go: `&{Response:…}`, `map[Response:…]`, `faceid.Response{Text:…}`; and what a JavaScript console prints.
  { format: "dump", pattern: /^\[?&?(?:\*?\w+\.\w+)?\{\s*\w+:/ },
  { format: "dump", pattern: /^\[?(?:map\[\w+\S*|map\[string\]\S+\{"?\w+"?):/ },
  // PHP and Ruby.
  { format: "dump", pattern: /^(?:Array|stdClass Object|array\(\d+\) \{|array \(|object\([\w\\]+\)#\d+ .*\{)\s*$/ },
  { format: "dump", pattern: /^\{\s*:\w+\s*=>/ },
]

/** `holdsJson` is asked only where the first line leaves it open. */
export const textFormatOf = (firstLine: string, holdsJson: () => boolean): TextFormat | undefined => {
  const sure = certain.find(({ pattern }) => pattern.test(firstLine))
  if (sure !== undefined) return sure.format
  const probable = likely.find(({ pattern }) => pattern.test(firstLine))
  return probable === undefined || holdsJson() ? undefined : probable.format
}
