import { packageVersion } from "@faceid-tally/host/program"

/** The version of this program, as its package has it. */
export const programVersion = (): string => packageVersion(new URL("../package.json", import.meta.url))
