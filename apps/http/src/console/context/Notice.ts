/** What came of an action, told once on the page that follows it. The cookie that carries it is signed. */
export interface Notice {
  readonly tone: "good" | "warn" | "bad"
  readonly text: string
}
