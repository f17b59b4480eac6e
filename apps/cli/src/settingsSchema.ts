import { fileURLToPath } from "node:url"

/** The published schema of the settings, by which an editor completes and checks the file; it comes with the program. */
export const settingsSchema = (): string =>
  fileURLToPath(new URL("../schemas/faceid-tally.schema.json", import.meta.url))
