/**
 * What may be told of a defect: its class, and the place in this program. Never its message, which could quote the data
 * (JSON.parse does), and never its stack.
 */
export const placeOfDefect = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const [, place = "?"] = /^\s+at .*?([\w.-]+:\d+:\d+)\)?$/m.exec(error.stack ?? "") ?? []
  return `${error.constructor.name}, ${place}`
}
