/** Alerts for people. */
export { alertText, type AlertText, type AlertTextOptions } from "./AlertText.ts"
export { shortened } from "./shortened.ts"
