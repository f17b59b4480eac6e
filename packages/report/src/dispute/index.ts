/** The dispute pack: a letter, lists and evidence that prove themselves to the provider. */
export * from "./disputeZip.ts"
export { leftOutText } from "./leftOutText.ts"
export { verifySource } from "./verifySource.ts"
