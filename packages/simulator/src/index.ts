/** The provider on loopback, for tests, demos and customers' own development; the front door is {@link makeSimulator}. */
export { type AccountBill, type BilledComponent, type MoneyOptions } from "./world/AccountBill.ts"
export {
  type AccountBillColumn,
  accountBillColumns,
  accountBillCsv,
  accountBillPages,
  type HeaderGeneration,
} from "./accountBill/accountBillFiles.ts"
export { type MoneyPlantKind, moneyPlantKinds, type MoneyPlants, type PlantedMoney } from "./world/moneyPlant.ts"
export { type Account, type Channel, type ChargeType, defaultAccounts, type Rule } from "./world/Account.ts"
export { type Instant } from "./BusinessClock.ts"
export { Fault, type FaultKind } from "./faults/Fault.ts"
export { type History } from "./world/History.ts"
export { personalMarks } from "./world/Person.ts"
export { type Planted, type PlantKind, plantKinds } from "./world/plant.ts"
export { type RequestCount } from "./wire/RequestLimit.ts"
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
} from "./world/Truth.ts"
export { type PlantTarget } from "./world/World.ts"
