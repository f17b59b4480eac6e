/** A problem of RFC 9457 as an answer: what it says is each service's own, how it is sent is not. */
export const problemAnswer = (
  document: { readonly status: number; readonly [member: string]: unknown },
  headers: Readonly<Record<string, string>> = {},
): Response => {
  const all = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" })
  for (const [name, value] of Object.entries(headers)) all.set(name, value)
  return new Response(JSON.stringify(document), { status: document.status, headers: all })
}
