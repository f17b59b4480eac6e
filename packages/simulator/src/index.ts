/** The provider on loopback, for tests, demos and customers' own development; the front door is {@link makeSimulator}. */
export { type Account, type Channel, type ChargeType, defaultAccounts, type Rule } from "./Account.ts"
export { type Instant } from "./BusinessClock.ts"
export { Fault, type FaultKind } from "./Fault.ts"
export { type History } from "./History.ts"
export { personalMarks } from "./Person.ts"
export { type Planted, type PlantKind, plantKinds } from "./Plant.ts"
export { type RequestCount } from "./RequestLimit.ts"
export { settingsOf } from "./settingsOf.ts"
export { simulatedClock } from "./simulatedClock.ts"
export * from "./Simulator.ts"
export {
  type TrueAttempt,
  type TrueBill,
  type TrueRule,
  type TrueTotals,
  type TrueVerification,
  type Truth,
} from "./Truth.ts"
export { type PlantTarget } from "./World.ts"
