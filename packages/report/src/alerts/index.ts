/** Alerts for people. */
export { alertText, type AlertText, type AlertTextOptions, digestText, testText } from "./AlertText.ts"
export { shortened } from "./shortened.ts"
