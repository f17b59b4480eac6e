import { instantToIso } from "@faceid-tally/core/engine"

/** An instant as people in China read it, to the minute. */
export const chinaTime = (ms: number): string => `${instantToIso(ms).slice(0, 16).replace("T", " ")} (UTC+8)`
