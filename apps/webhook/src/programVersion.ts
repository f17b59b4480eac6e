/** The version of this program, as its package has it. */
import { readFileSync } from "node:fs"

export const programVersion = (): string => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8")
  const { version } = JSON.parse(text) as { readonly version: string }
  return version
}
