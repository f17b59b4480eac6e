/**
 * The personal data that the provider's answers are full of, all of it made up and marked, so that a test can look for
 * the marks where nothing personal may be: in a database, a log, a report.
 */

/** Each value below holds one of these texts, and nothing else of the simulator's answers does. */
export const personalMarks: ReadonlyArray<string> = [
  "模拟人",
  "模拟地址",
  "999999X",
  "1000999",
  "simulated-extra",
  // "SIMULATED" in base64: photos and videos.
  "U0lNVUxBVEVE",
]

export interface Person {
  readonly name: string
  readonly idCard: string
  readonly mobile: string
  readonly address: string
  readonly extra: string
}

/** The person of that number. */
export const personOf = (number: number): Person => ({
  name: `模拟人${number}`,
  // 999999 is no region, and the date is none either. The mark at its end is too long to come about by chance in a digest.
  idCard: `999999${String(number % 1e5).padStart(5, "0")}999999X`,
  mobile: `1000999${String(number % 1e4).padStart(4, "0")}`,
  address: `模拟地址${number}号`,
  extra: `simulated-extra-${number}`,
})

/** A picture that is none. */
export const photoOf = (number: number, what: string): string =>
  Buffer.from(`SIMULATED ${what} of person ${number}. `.repeat(4)).toString("base64")
