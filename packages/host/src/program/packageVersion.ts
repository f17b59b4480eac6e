/** The version of a program, as its package has it. */
import { readFileSync } from "node:fs"

/** Of a `package.json`: `new URL("../package.json", import.meta.url)`. */
export const packageVersion = (packageFile: URL): string => {
  const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { readonly version: string }
  return version
}
