/** From where a page is asked for, as the API reads it. */
export { addressReader } from "../edge/addressOf.ts"
